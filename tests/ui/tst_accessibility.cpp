#include "ui/windowworld.h"

#include "common/chip.h"
#include "common/listpicker.h"
#include "common/page.h"
#include "common/sidebar.h"

#include <QAccessible>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QScrollArea>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// What a screen reader says of a field, a button or a table.
QString spokenName(QWidget *widget)
{
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

bool isWorkedWith(const QWidget *widget)
{
    if (qobject_cast<const QHeaderView *>(widget)) // spoken with the table's cells, never by itself
        return false;
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
           || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
}

template <typename Widget>
QList<Widget *> visible(const QWidget *window)
{
    QList<Widget *> found;
    for (auto *widget : window->findChildren<Widget *>()) {
        if (widget->isVisible())
            found << widget;
    }
    return found;
}

bool inSideBar(const QWidget *widget)
{
    return qobject_cast<const SideBar *>(widget->parentWidget());
}

QString firstList(const WindowWorld &world)
{
    return world.report().value(QStringLiteral("lists")).toArray().first().toObject().value(QStringLiteral("id")).toString();
}

QStringList unnamed(const QWidget *page)
{
    QStringList found;
    for (auto *widget : page->findChildren<QWidget *>()) {
        const bool inside = widget->objectName().startsWith(QLatin1String("qt_")); // parts of Qt's own controls
        if (widget->isVisible() && !inside && isWorkedWith(widget) && spokenName(widget).isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className());
    }
    return found;
}

/// Words that do not fit where they stand, and are not in something that scrolls.
QStringList cutOff(QWidget *window)
{
    QStringList found;
    for (auto *button : window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty())
            continue;
        const QRect place(button->mapTo(window, QPoint()), button->size());
        bool scrolls = false;
        for (QWidget *parent = button->parentWidget(); parent; parent = parent->parentWidget())
            scrolls = scrolls || qobject_cast<QAbstractScrollArea *>(parent);
        if (!scrolls && !window->rect().contains(place))
            found << button->text();
    }
    return found;
}

/// Everything that the Tab key stops at, in its order, from where the keyboard is.
QList<QWidget *> tabRound()
{
    QList<QWidget *> reached;
    while (!reached.contains(QApplication::focusWidget())) {
        reached << QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    return reached;
}

QStringList skipped(const QWidget *window, const QList<QWidget *> &reached)
{
    QStringList found;
    for (auto *widget : visible<QWidget>(window)) {
        if (isWorkedWith(widget) && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus && !reached.contains(widget))
            found << spokenName(widget);
    }
    return found;
}

/// Stops on a page that lie higher than the one before, but for the one where a new round begins.
QStringList backwards(const QList<QWidget *> &reached)
{
    QStringList found;
    for (qsizetype i = 1; i < reached.size(); ++i) {
        const QRect before(reached.at(i - 1)->mapToGlobal(QPoint()), reached.at(i - 1)->size());
        const QRect here(reached.at(i)->mapToGlobal(QPoint()), reached.at(i)->size());
        if (here.bottom() < before.top() && !inSideBar(reached.at(i)) && !inSideBar(reached.at(i - 1)))
            found << spokenName(reached.at(i - 1)) + QStringLiteral(" → ") + spokenName(reached.at(i));
    }
    return found;
}

} // namespace

class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingToWorkWithHasANameAndFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("as it opens") << QSize(1080, 700);
        QTest::newRow("as small as it gets") << QSize(760, 520);
    }

    void everythingToWorkWithHasANameAndFits()
    {
        QFETCH(QSize, size);
        practice::Options options;
        options.unlimited = true;
        WindowWorld world(options);
        world.openWindow();
        world.window->resize(size);
        const auto look = [&](const char *page) {
            QCoreApplication::processEvents();
            QVERIFY2(unnamed(world.window.get()).isEmpty(),
                     qPrintable(QLatin1String(page) + QStringLiteral(": ") + unnamed(world.window.get()).join(QLatin1Char(' '))));
            QVERIFY2(cutOff(world.window.get()).isEmpty(),
                     qPrintable(QLatin1String(page) + QStringLiteral(": ") + cutOff(world.window.get()).join(QLatin1Char(' '))));
        };
        look("welcome");
        world.press(QStringLiteral("Import"));
        look("import, empty");
        world.press(QStringLiteral("Account"));
        world.connectAccount();
        look("connected");
        world.press(QStringLiteral("Account"));
        look("account");
        world.press(QStringLiteral("Add contact"));
        world.press(QStringLiteral("Phone"));
        world.press(QStringLiteral("Address"));
        look("form");

        QFile file(world.folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("E-mail,First name\nana@example.org,Ana\nnobody,Tom\nli@gmial.com,Li\n");
        file.close();
        world.window->openFile(file.fileName());
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        look("columns");
        world.press(QStringLiteral("Back"));
        look("file");
        world.press(QStringLiteral("Go on to the columns"));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        look("check");
        world.press(QStringLiteral("Go on with 2"));
        look("send");
    }

    void nothingIsSkippedByTheTabKey_data()
    {
        QTest::addColumn<bool>("connected");
        QTest::newRow("before an account is connected") << false;
        QTest::newRow("with an account, its lists and all sections open") << true;
    }

    void nothingIsSkippedByTheTabKey()
    {
        QFETCH(bool, connected);
        practice::Options options;
        options.unlimited = true;
        WindowWorld world(options);
        world.openWindow();
        if (connected)
            world.connectAccount();
        world.press(QStringLiteral("Add contact"));
        if (connected) {
            auto *lists = visible<ListPicker>(world.window.get()).first();
            QTRY_VERIFY(firstOf(lists)->isEnabled());
            lists->setChosen({firstList(world)});
            world.press(QStringLiteral("Phone"));
            world.press(QStringLiteral("Address"));
        }
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
    }

    void tabGoesThroughTheStepsOfAnImportFromTopToBottom()
    {
        practice::Options options;
        options.unlimited = true;
        WindowWorld world(options);
        world.openWindow();
        QFile file(world.folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("E-mail,First name,Birthday\nana@example.org,Ana,1 2 3\nnobody,Tom,\nli@gmial.com,Li,\n");
        file.close();
        world.window->openFile(file.fileName());
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(!visible<Chip>(world.window.get()).isEmpty());
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
