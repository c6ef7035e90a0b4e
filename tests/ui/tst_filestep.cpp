#include "common/notice.h"
#include "import/filestep.h"
#include "import/importdraft.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

/// The step alone, as a person works with it: what is chosen there is seen in the rows at once.
class FileStepTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ImportDraft> m_draft;
    std::unique_ptr<FileStep> m_step;

    QString file(const QByteArray &content)
    {
        QFile file(m_folder.filePath(QStringLiteral("people.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    void open(const QByteArray &content)
    {
        QSignalSpy opened(m_draft.get(), &ImportDraft::opened);
        m_draft->open(file(content));
        QTRY_COMPARE(opened.size(), 1);
    }

    /// Header and first row as they are shown.
    QString shown() const
    {
        const QAbstractItemModel *const model = m_step->findChild<QTableView *>()->model();
        QStringList texts;
        for (int column = 1; column < model->columnCount(); ++column)
            texts << model->headerData(column, Qt::Horizontal).toString();
        texts << QStringLiteral("/");
        for (int column = 1; column < model->columnCount(); ++column)
            texts << model->index(0, column).data().toString();
        return texts.join(QLatin1Char(' '));
    }

    QComboBox *box(const char *name) const
    {
        for (auto *box : m_step->findChildren<QComboBox *>()) {
            if (box->isVisible() && box->accessibleName() == QLatin1String(name))
                return box;
        }
        return nullptr;
    }

    /// With the keyboard: the entry of that text.
    void choose(const char *name, const QString &entry)
    {
        QComboBox *const found = box(name);
        QVERIFY2(found, name);
        const int wanted = found->findText(entry);
        QVERIFY2(wanted >= 0, qPrintable(entry));
        found->setFocus();
        if (found->currentIndex() < 0)
            QTest::keyClick(found, Qt::Key_Home);
        while (found->currentIndex() != wanted)
            QTest::keyClick(found, found->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
    }

    bool says(const QString &text) const
    {
        const auto labels = m_step->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

    QPushButton *goOn() const
    {
        for (auto *button : m_step->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Go on to the &columns"))
                return button;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_draft = std::make_unique<ImportDraft>();
        m_step = std::make_unique<FileStep>(*m_draft);
        m_step->resize(900, 500);
        m_step->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_step.get()));
    }

    void cleanup()
    {
        m_step.reset();
        m_draft.reset();
    }

    void whatIsChosenIsSeenInTheRows_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QByteArray>("box");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const QByteArray &content, const char *before, const char *box,
                            const char *entry, const char *after) {
            QTest::newRow(name) << content << QString::fromUtf8(before) << QByteArray(box) << QString::fromLatin1(entry)
                                << QString::fromUtf8(after);
        };
        row("another encoding", "Email,Name\na@example.org,Ji\xF8\xED\n", "Email Name / a@example.org Jiøí", "Encoding",
            "windows-1250", "Email Name / a@example.org Jiří");
        row("another delimiter", "Email,Tags;Name\na@example.org,x;Ann\nb@example.org,y;Bo\n",
            "Email Tags;Name / a@example.org x;Ann", "Columns divided by", "semicolons",
            "Email,Tags Name / a@example.org,x Ann");
        row("another quote", "Email,Name\na@example.org,'Ann, Lee'\nb@example.org,\"Bo\"\n",
            "Email Name / a@example.org 'Ann", "Quotes", "single '", "Email Name / a@example.org Ann, Lee");
        row("no quotes", "Email,Name\na@example.org,\"Ann\"\n", "Email Name / a@example.org Ann", "Quotes", "none",
            "Email Name / a@example.org \"Ann\"");
        row("no header", "Email,Name\na@example.org,Ann\n", "Email Name / a@example.org Ann", "Header in", "no header",
            "Column 1 Column 2 / Email Name");
        row("another line with the header", "Email,Name\nmail,called\na@example.org,Ann\n", "Email Name / mail called",
            "Header in", "line 2", "mail called / a@example.org Ann");
    }

    void whatIsChosenIsSeenInTheRows()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, before);
        QFETCH(QByteArray, box);
        QFETCH(QString, entry);
        QFETCH(QString, after);
        open(content);
        QCOMPARE(shown(), before);
        choose(box.constData(), entry);
        QTRY_COMPARE(shown(), after);
        QTRY_VERIFY(m_draft->sheet());
        QCOMPARE(this->box(box.constData())->currentText(), entry);
        QVERIFY(goOn()->isEnabled());
    }

    void whatIsNoTableByItselfBecomesOneByAChoice_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QByteArray>("box");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("after");
        QTest::newRow("a single line that is taken for a header")
            << QByteArray("Ann,Boston\n") << "There are no rows below the header"
            << "Column 1 / Ann,Boston" << QByteArray("Header in") << "no header" << "Column 1 Column 2 / Ann Boston";
        QTest::newRow("one column")
            << QByteArray("Name of the member\nAnn\nBo, and Cy\n") << "Only one column was found"
            << "Column 1 / Name of the member" << QByteArray("Columns divided by") << "commas"
            << "Name of the member / Ann";
    }

    void whatIsNoTableByItselfBecomesOneByAChoice()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, sentence);
        QFETCH(QString, before);
        QFETCH(QByteArray, box);
        QFETCH(QString, entry);
        QFETCH(QString, after);
        QSignalSpy failed(m_draft.get(), &ImportDraft::openFailed);
        m_draft->open(file(content));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(says(sentence));
        QCOMPARE(shown(), before);
        QVERIFY(!goOn()->isEnabled());
        choose(box.constData(), entry);
        QTRY_VERIFY(m_draft->sheet());
        QCOMPARE(shown(), after);
        QVERIFY(!says(sentence));
        QVERIFY(goOn()->isEnabled());
    }

    void whatNoChoiceCanMendIsOnlySaid()
    {
        QSignalSpy failed(m_draft.get(), &ImportDraft::openFailed);
        m_draft->open(file("%PDF-1.7\n"));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(says(QStringLiteral("This is a PDF document")));
        QVERIFY(!box("Encoding"));
    }

    void cellsCopiedInASpreadsheetArePasted()
    {
        // As LibreOffice and Excel put them there: tabs, quotes where a cell has lines.
        QGuiApplication::clipboard()->setText(QStringLiteral("Email\tNote\na@example.org\t\"one\ntwo\"\nb@example.org\tZoë\n"));
        QSignalSpy opened(m_draft.get(), &ImportDraft::opened);
        connect(m_step.get(), &FileStep::pasted, m_draft.get(), &ImportDraft::paste); // as the page does
        auto *const focused = m_step->findChild<QPushButton *>(); // any part of the page will do
        QTest::keyClick(focused, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(shown(), QStringLiteral("Email Note / a@example.org one\ntwo"));
        QCOMPARE(m_draft->sheet()->cell(1, 1), QStringLiteral("Zoë"));
        QCOMPARE(m_draft->name(), QStringLiteral("Pasted cells"));
        QVERIFY(says(QStringLiteral("tabs · UTF-8")));
    }
};

QTEST_MAIN(FileStepTest)
#include "tst_filestep.moc"
