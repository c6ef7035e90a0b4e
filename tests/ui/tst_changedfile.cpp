#include "ui/windowworld.h"

#include <QClipboard>
#include <QJsonArray>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr auto before = "E-mail,First name\n"
                        "ana@example.org,Ana\n"
                        "tom.okafor.example.org,Tom\n";
constexpr auto after = "E-mail,First name\n"
                       "li@example.org,Li\n"
                       "tom.okafor.example.org,Tom\n";

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

bool has(const WindowWorld &world, const char *email)
{
    for (const QJsonValue &contact : world.report().value(QStringLiteral("contacts")).toArray()) {
        if (contact.toObject().value(QStringLiteral("email")).toString() == QLatin1String(email))
            return true;
    }
    return false;
}

} // namespace

/// A file that is saved, cut or deleted by others while the window works with it.
class ChangedFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowWorld> m_world;
    QString m_path;

    QTableView *rows() const { return m_world->named<QTableView>(QStringLiteral("Rows of the file")); }

    /// Up to the check, with Tom's address mended by hand.
    void check()
    {
        m_path = m_world->write(QStringLiteral("people.csv"), before);
        m_world->window->openFile(m_path);
        m_world->press(QStringLiteral("Import"));
        QTRY_VERIFY(m_world->canBePressed(QStringLiteral("Check the file")));
        m_world->press(QStringLiteral("Check the file"));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 1")));
        QAbstractItemModel *const model = rows()->model();
        QVERIFY(model->setData(model->index(0, 1), QStringLiteral("tom@example.org")));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 2")));
    }

    void goOnToSend()
    {
        m_world->press(QStringLiteral("Go on with 2"));
        m_world->chooseList(QStringLiteral("Office"));
        m_world->type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        m_world->press(QStringLiteral("These people know us and may be written to."));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<WindowWorld>(quick());
        m_world->openWindow();
        m_world->connectAccount();
    }

    void cleanup() { m_world.reset(); }

    void aFileThatIsSavedAnewIsOpenedAgainWithWhatWasMended()
    {
        check();
        m_world->write(QStringLiteral("people.csv"), after);
        QTRY_VERIFY(m_world->shows(QStringLiteral("The file was changed while Rollcall was reading it.")));
        QVERIFY(m_world->shows(QStringLiteral("What you corrected is kept for the rows that are still there.")));
        m_world->press(QStringLiteral("Open it again"));
        QTRY_VERIFY(m_world->canBePressed(QStringLiteral("Check the file")));
        QVERIFY(!m_world->isVisible(QStringLiteral("Open it again")));
        m_world->press(QStringLiteral("Check the file"));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 2")));
        QCOMPARE(rows()->model()->index(0, 1).data().toString(), QStringLiteral("li@example.org"));
        QCOMPARE(rows()->model()->index(1, 1).data().toString(), QStringLiteral("tom@example.org"));
    }

    void aFileThatIsGoneIsWaitedFor()
    {
        check();
        QVERIFY(QFile::remove(m_path));
        QTRY_VERIFY(m_world->shows(QStringLiteral("The file was deleted or replaced")));
        m_world->press(QStringLiteral("Open it again"));
        QTRY_VERIFY(m_world->shows(QStringLiteral("There is no file")));
        m_world->write(QStringLiteral("people.csv"), after);
        m_world->press(QStringLiteral("Open it again"));
        QTRY_VERIFY(m_world->canBePressed(QStringLiteral("Go on to the columns")));
        QVERIFY(!m_world->shows(QStringLiteral("There is no file")));
        m_world->press(QStringLiteral("Go on to the columns"));
        m_world->press(QStringLiteral("Check the file"));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 2")));
    }

    void nothingIsSentOfAFileThatWasCutBeforeItLeft()
    {
        check();
        goOnToSend();
        QVERIFY(QFile::resize(m_path, 30));
        m_world->press(QStringLiteral("Send 2")); // before the banner has come, or beside it
        QTRY_VERIFY(m_world->shows(QStringLiteral("The file was changed while Rollcall was reading it.")));
        QVERIFY(!has(*m_world, "ana@example.org"));
        QVERIFY(!has(*m_world, "tom@example.org"));
        m_world->write(QStringLiteral("people.csv"), before);
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Open it again")));
        m_world->press(QStringLiteral("Open it again"));
        QTRY_VERIFY(m_world->canBePressed(QStringLiteral("Check the file")));
        m_world->press(QStringLiteral("Check the file"));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 2")));
        m_world->press(QStringLiteral("Go on with 2"));
        m_world->press(QStringLiteral("Send 2")); // what was said of the list and where from is still there
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isVisible(QStringLiteral("Import another file")), 60'000);
        QVERIFY(has(*m_world, "ana@example.org"));
        QVERIFY(has(*m_world, "tom@example.org"));
    }

    void cellsPastedInPlaceOfAFileAreGoneOnWith()
    {
        check();
        m_world->press(QStringLiteral("Back"));
        m_world->press(QStringLiteral("Back"));
        QGuiApplication::clipboard()->setText(QStringLiteral("E-mail\tFirst name\nli@example.org\tLi\n"));
        QTest::keyClick(m_world->button(QStringLiteral("Choose another file…")), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(m_world->canBePressed(QStringLiteral("Check the file")));
        m_world->press(QStringLiteral("Check the file"));
        QTRY_VERIFY(m_world->isVisible(QStringLiteral("Go on with 1")));
        QCOMPARE(rows()->model()->index(0, 1).data().toString(), QStringLiteral("li@example.org"));
    }
};

QTEST_MAIN(ChangedFileTest)
#include "tst_changedfile.moc"
