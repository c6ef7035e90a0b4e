#include "check/tagtext.h"

#include <QTest>

using namespace rollcall;

class TagTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCellNamesTags_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("tags");
        const auto row = [](const char *name, const char *cell, const char *tags) {
            QTest::newRow(name) << QString::fromUtf8(cell) << QString::fromUtf8(tags);
        };
        row("one", " VIP ", "VIP");
        row("commas", "VIP, Blog,Choir", "VIP|Blog|Choir");
        row("semicolons and bars", "VIP; Blog|Choir", "VIP|Blog|Choir");
        row("lines", "VIP\nBlog\r\nChoir", "VIP|Blog|Choir");
        row("quoted, as Mailchimp writes them", "\"VIP\",\"Friends, near\"", "VIP|Friends, near");
        row("Google's labels", "Friends ::: * Choir ::: Board: 2024", "Friends|Choir|Board: 2024");
        row("Google's label for everybody", "* myContacts ::: Friends", "Friends");
        row("twice the same", "vip,VIP", "vip");
        row("letters of the world", "Förderer,友人", "Förderer|友人");
        row("only separators", " ; , ", "");
    }

    void aCellNamesTags()
    {
        QFETCH(QString, cell);
        QFETCH(QString, tags);
        QCOMPARE(tagsIn(cell.toStdString()).join(QLatin1Char('|')), tags);
    }
};

QTEST_APPLESS_MAIN(TagTextTest)
#include "tst_tagtext.moc"
