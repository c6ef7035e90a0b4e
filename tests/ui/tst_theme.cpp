#include "common/colours.h"

#include <QTest>

using namespace rollcall;

/// What is legible is measured, not judged: WCAG 2.1, 1.4.3 and 1.4.11.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsLegibleOnEverySurfaceItStandsOn_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        for (const auto &[scheme, c] : {std::pair("light", Colours::light()), std::pair("dark", Colours::dark())}) {
            const std::pair<const char *, std::pair<QColor, QColor>> pairs[] = {
                {"text on the page", {c.text, c.window}},
                {"text on a card", {c.text, c.surface}},
                {"text on sunk ground", {c.text, c.sunk}},
                {"text on a chosen row", {c.text, c.accentSoft}},
                {"text on a cell to look at", {c.text, c.lookSoft}},
                {"text on a cell to fix", {c.text, c.badSoft}},
                {"soft text on the page", {c.soft, c.window}},
                {"soft text on a card", {c.soft, c.surface}},
                {"soft text on sunk ground", {c.soft, c.sunk}},
                {"soft text on a chosen row", {c.soft, c.accentSoft}},
                {"soft text in an error", {c.soft, c.badSoft}},
                {"link on the page", {c.accent, c.window}},
                {"link on a card", {c.accent, c.surface}},
                {"section on the side bar", {c.accent, c.sunk}},
                {"link in an error", {c.accent, c.badSoft}},
                {"chosen word in a pill", {c.accent, c.accentSoft}},
                {"link on a cell to look at", {c.accent, c.lookSoft}},
                {"primary button", {c.onAccent, c.accent}},
                {"good news on a card", {c.good, c.surface}},
                {"good news in a pill", {c.good, c.goodSoft}},
                {"something to look at on the page", {c.look, c.window}},
                {"something to look at on a card", {c.look, c.surface}},
                {"something to look at in a pill", {c.look, c.lookSoft}},
                {"bad news on the page", {c.bad, c.window}},
                {"bad news on a card", {c.bad, c.surface}},
                {"bad news in a pill", {c.bad, c.badSoft}},
                {"practice band", {c.onPractice, c.practice}},
            };
            for (const auto &[name, colours] : pairs)
                QTest::addRow("%s: %s", scheme, name) << colours.first << colours.second;
        }
    }

    void textIsLegibleOnEverySurfaceItStandsOn()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        const double measured = contrast(ink, ground);
        QVERIFY2(measured >= 4.5, qPrintable(QString::number(measured)));
    }

    void edgesOfControlsCanBeSeen()
    {
        for (const Colours &c : {Colours::light(), Colours::dark()}) {
            for (const QColor &edge : {c.edge, c.accent, c.bad, c.look}) {
                QVERIFY2(contrast(edge, c.surface) >= 3, qPrintable(edge.name()));
                QVERIFY2(contrast(edge, c.window) >= 3, qPrintable(edge.name()));
            }
            QVERIFY(contrast(c.edge, c.sunk) >= 2.8); // fields never stand on sunk ground
        }
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrast(QColor(QRgb(0x767676)), Qt::white) - 4.54) < 0.01);
    }

    void highContrastIsKnownAndKeepsThePlatformsColours()
    {
        QPalette ordinary;
        ordinary.setColor(QPalette::Window, QColor(QRgb(0xefefef)));
        ordinary.setColor(QPalette::WindowText, Qt::black);
        ordinary.setColor(QPalette::Button, QColor(QRgb(0xefefef)));
        QVERIFY(!isHighContrast(ordinary));

        QPalette strong;
        for (auto role : {QPalette::Window, QPalette::Button, QPalette::Base})
            strong.setColor(role, Qt::black);
        for (auto role : {QPalette::WindowText, QPalette::ButtonText, QPalette::Text})
            strong.setColor(role, Qt::white);
        strong.setColor(QPalette::Highlight, Qt::yellow);
        QVERIFY(isHighContrast(strong));
        const Colours colours = Colours::fromPlatform(strong);
        QCOMPARE(colours.text, QColor(Qt::white));
        QCOMPARE(colours.edge, QColor(Qt::white));
        QCOMPARE(colours.accent, QColor(Qt::yellow));
        QCOMPARE(colours.surface, QColor(Qt::black));
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
