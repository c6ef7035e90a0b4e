#include "check/columnmemory.h"
#include "rows/tablefile.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QDate today(2026, 3, 3);

QStringList names(const ColumnMapping &mapping)
{
    QStringList list;
    for (qsizetype column = 0; column < mapping.size(); ++column)
        list << ColumnMapping::targetName(mapping.at(column));
    return list;
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class ColumnMemoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<TableFolder> m_folder;

    ColumnMemory memory() const { return ColumnMemory(m_folder->filePath(text("data/columns.json"))); }

    /// The fields of a table's columns, after one of them was chosen and remembered.
    QStringList chosen(const QString &table, qsizetype column, Field field, const QString &custom = {})
    {
        const auto sheet = sheetOf(table);
        ColumnMapping mapping = memory().suggest(*sheet);
        mapping.choose(column, field, custom);
        if (!memory().keep(*sheet, mapping, {}, today))
            return {text("not kept")};
        return suggested(table);
    }

    QStringList suggested(const QString &table, const QList<CustomField> &fields = {}) const
    {
        return names(memory().suggest(*sheetOf(table), fields));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TableFolder>(); }

    void aChoiceIsThereTheNextTime()
    {
        const QString table = text("Email,Shoe\na@example.org,42\n");
        QCOMPARE(suggested(table), QStringList({text("email"), text("ignore")}));
        QCOMPARE(chosen(table, 1, Field::Note), QStringList({text("email"), text("note")}));
        QCOMPARE(suggested(text("Name,SHOE,Mail\nJane,42,a@example.org\n")).at(1), text("note"));
        const ColumnTarget target = memory().suggest(*sheetOf(table)).at(1);
        QVERIFY2(target.why.contains(text("2026")) && target.certain, qPrintable(target.why));
    }

    void aChoiceThatIsTakenBackIsForgotten()
    {
        const QString table = text("Email,City\na@example.org,Rome\n");
        QCOMPARE(chosen(table, 1, Field::Ignore), QStringList({text("email"), text("ignore")}));
        QCOMPARE(chosen(table, 1, Field::City), QStringList({text("email"), text("city")}));
    }

    void aColumnThatGaveWayIsNotRememberedAsLeftOut()
    {
        const QString table = text("Email,Private\nx@example.org,a@example.org\n");
        QCOMPARE(chosen(table, 1, Field::Email), QStringList({text("ignore"), text("email")}));
        QCOMPARE(suggested(text("Email,City\na@example.org,Rome\n")),
                 QStringList({text("email"), text("city")}));
    }

    void aFieldThatTheAccountNoLongerHasIsNotChosen()
    {
        const QString table = text("Email,Shoe\na@example.org,42\n");
        QCOMPARE(chosen(table, 1, Field::Custom, text("size")),
                 QStringList({text("email"), text("cf:size")}));
        const CustomField other{text("1"), text("Member"), text("member"), text("string"), {}};
        QCOMPARE(suggested(table, {other}), QStringList({text("email"), text("ignore")}));
        const CustomField size{text("2"), text("Size"), text("size"), text("string"), {}};
        QCOMPARE(suggested(table, {other, size}), QStringList({text("email"), text("cf:size")}));
    }

    void headersThatOccurTwiceAreNotToldApart()
    {
        QCOMPARE(chosen(text("Email,x,x\na@example.org,1,2\n"), 1, Field::Note),
                 QStringList({text("email"), text("ignore"), text("ignore")}));
    }

    void aDamagedMemoryIsNone()
    {
        const QString table = text("Email,Shoe\na@example.org,42\n");
        QCOMPARE(chosen(table, 1, Field::Note).at(1), text("note"));
        QFile file(m_folder->filePath(text("data/columns.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"shoe\":[") > 0);
        file.close();
        QCOMPARE(suggested(table).at(1), text("ignore"));
        QCOMPARE(chosen(table, 1, Field::Note).at(1), text("note"));
    }

    void withoutAFileNothingIsRemembered()
    {
        const auto sheet = sheetOf(text("Email,Shoe\na@example.org,42\n"));
        ColumnMapping mapping = ColumnMemory().suggest(*sheet);
        mapping.choose(1, Field::Note);
        QVERIFY(ColumnMemory().keep(*sheet, mapping, {}, today));
        QCOMPARE(names(ColumnMemory().suggest(*sheet)).at(1), text("ignore"));
    }
};

QTEST_GUILESS_MAIN(ColumnMemoryTest)
#include "tst_columnmemory.moc"
