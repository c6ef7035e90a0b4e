#include "contact/fields.h"

#include <QSet>
#include <QTest>

using namespace rollcall;

class FieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasANameOfItsOwnAndALabel()
    {
        QSet<QString> names;
        for (const FieldInfo &info : fieldTable()) {
            names.insert(QString::fromLatin1(info.name));
            QVERIFY(!fieldLabel(info.field).isEmpty());
        }
        QCOMPARE(names.size(), static_cast<qsizetype>(Field::Count));
    }

    void everyFieldIsFoundByItsName()
    {
        for (const FieldInfo &info : fieldTable()) {
            if (info.field != Field::Custom)
                QCOMPARE(fieldNamed(QString::fromLatin1(info.name)), info.field);
        }
        QCOMPARE(fieldNamed(QStringLiteral("cf:Member_number")), Field::Custom);
        QCOMPARE(fieldNamed(QStringLiteral("cf:")), Field::Count);
        QCOMPARE(fieldNamed(QStringLiteral("cf")), Field::Count);
        QCOMPARE(fieldNamed(QStringLiteral("nonsense")), Field::Count);
        QCOMPARE(fieldNamed(QString()), Field::Count);
    }

    void aFieldThatIsAnotherNameSharesItsBulkKey()
    {
        for (const FieldInfo &info : fieldTable()) {
            const FieldInfo &canonical = fieldInfo(canonicalField(info.field));
            QCOMPARE(QByteArray(canonical.bulkKey), QByteArray(info.bulkKey));
            QCOMPARE(canonical.kind, info.kind);
        }
        QCOMPARE(canonicalField(Field::HomeStreet2), Field::Street2);
        QCOMPARE(canonicalField(Field::HomeCountry), Field::Country);
        QCOMPARE(canonicalField(Field::OtherPhone), Field::Phone);
        QCOMPARE(canonicalField(Field::WorkCity), Field::WorkCity);
    }

    void lengthIsCountedInCharactersNotInBytes()
    {
        QCOMPARE(textLength(""), 0);
        QCOMPARE(textLength("Jane"), 4);
        QCOMPARE(textLength("Zo\xc3\xab"), 3);
        QCOMPARE(textLength("\xe7\xbe\x8e\xe5\x92\xb2"), 2);
        QCOMPARE(textLength("\xf0\x9f\x98\x80"), 2); // the careful side
    }
};

QTEST_GUILESS_MAIN(FieldsTest)
#include "tst_fields.moc"
