#include "ui/windowworld.h"

#include <QAccessible>
#include <QAbstractItemView>
#include <QComboBox>
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
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
           || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
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

    void aPageIsWalkedWithTheTabKeyAlone()
    {
        practice::Options options;
        options.unlimited = true;
        WindowWorld world(options);
        world.openWindow();
        world.press(QStringLiteral("Add contact"));
        QSet<QWidget *> reached;
        for (int i = 0; i < 60 && !reached.contains(QApplication::focusWidget()); ++i) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const char *field : {"E-mail", "First name", "Last name", "Company", "Job title"})
            QVERIFY2(reached.contains(world.named<QLineEdit>(QLatin1String(field))), field);
        QVERIFY(reached.contains(world.button(QStringLiteral("Connect account"))));
        QVERIFY(reached.contains(world.button(QStringLiteral("Clear"))));
        QVERIFY(reached.contains(world.button(QStringLiteral("Import")))); // the side bar is part of the round
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
