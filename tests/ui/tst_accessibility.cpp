#include "ui/windowworld.h"

#include "common/chip.h"
#include "common/sidebar.h"

#include <QAccessible>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>

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
            auto *lists = visible<Picker>(world.window.get()).first();
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
        world.window->openFile(world.write(QStringLiteral("people.csv"), "E-mail,First name,Birthday\nana@example.org,Ana,1 2 3\n"
                                                                        "nobody,Tom,\nli@gmial.com,Li,\n"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(!visible<Chip>(world.window.get()).isEmpty());
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
        world.press(QStringLiteral("Go on with 1"));
        world.press(QStringLiteral("More options"));
        world.named<QComboBox>(QStringLiteral("Values"))->setCurrentIndex(2);
        QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
        QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
    }

    void whatHasTheKeyboardIsInSightAmongManyColumns()
    {
        WindowWorld world;
        world.openWindow();
        QByteArray header = "E-mail";
        QByteArray row = "ana@example.org";
        for (int column = 1; column < 30; ++column) {
            header += ",Column " + QByteArray::number(column);
            row += ",x";
        }
        world.window->openFile(world.write(QStringLiteral("wide.csv"), header + '\n' + row + '\n'));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        auto *last = world.named<QComboBox>(QStringLiteral("Column 29 becomes"));
        QVERIFY(last && last->visibleRegion().isEmpty());
        for (int i = 0; i < 60 && QApplication::focusWidget() != last; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), last);
        QVERIFY(!last->visibleRegion().isEmpty());
    }

    void tabGoesThroughWhatIsDoneAboutAPersonFromTopToBottom()
    {
        practice::Options options;
        options.unlimited = true;
        options.seedContacts = 10;
        WindowWorld world(options);
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Add contact"));
        world.press(QStringLiteral("Find a person…"));
        world.type(QStringLiteral("E-mail"), world.report().value(QStringLiteral("contacts")).toArray().first()[QStringLiteral("email")].toString());
        QTest::keyClick(world.window->focusWidget(), Qt::Key_Return);
        for (const char *action : {"Unsubscribe…", "Take off lists…", "Change the address…", "Delete…", "Erase here…"}) {
            QTRY_VERIFY(world.isVisible(QString::fromUtf8(action)));
            world.button(QString::fromUtf8(action))->setFocus(Qt::TabFocusReason);
            QTest::keyClick(world.window->focusWidget(), Qt::Key_Space);
            const QList<QWidget *> reached = tabRound(); // from its first field, if it has any, to its two buttons
            const auto keep = reached.indexOf(world.button(QStringLiteral("Keep as it is")));
            QVERIFY2(keep >= 0 && keep <= 3, action);
            QCOMPARE(skipped(world.window.get(), tabRound()).join(QLatin1String(", ")), QString());
            QCOMPARE(backwards(tabRound()).join(QLatin1String(", ")), QString());
        }
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
