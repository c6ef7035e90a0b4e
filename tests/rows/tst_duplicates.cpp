#include "check/duplicates.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <string>

using namespace rollcall;

namespace {

/// One letter a row: Ready, Fix, Left out; the addresses are given row by row, "-" for none.
struct Case
{
    std::vector<AddressKey> keys;
    std::vector<RowState> states;
};

Case caseOf(const QStringList &addresses, const QString &letters)
{
    Case result;
    for (const QString &address : addresses)
        result.keys.push_back(address == QLatin1String("-") ? AddressKey()
                                                            : AddressKey::of(address.toStdString()));
    for (const QChar letter : letters)
        result.states.push_back(letter == QLatin1Char('R')   ? RowState::Ready
                                : letter == QLatin1Char('F') ? RowState::ToFix
                                                             : RowState::LeftOut);
    return result;
}

QString stateLetters(const std::vector<RowState> &states)
{
    QString text;
    for (const RowState state : states)
        text.append(QLatin1Char("RFDL"[static_cast<int>(state)]));
    return text;
}

} // namespace

class DuplicatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsWithOneAddressAreSettled_data()
    {
        QTest::addColumn<QString>("addresses");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("merged");
        const auto row = [](const char *name, const char *addresses, const char *before, const char *after,
                            const char *merged) {
            QTest::newRow(name) << QString::fromLatin1(addresses) << QString::fromLatin1(before)
                                << QString::fromLatin1(after) << QString::fromLatin1(merged);
        };
        row("no rows", "", "", "", "");
        row("all different", "a b c", "RRR", "RRR", "");
        row("the first wins", "a b a a", "RRRR", "RRDD", "2>0 3>0");
        row("the first that is ready", "a a a", "FRR", "FRD", "2>1");
        row("a row to mend is nobody's double", "a a", "RF", "RF", "");
        row("rows without an address are no doubles", "- -", "FF", "FF", "");
        row("opted out once is opted out", "a a a", "RLR", "LLL", "");
        row("opted out without an address concerns nobody", "a - a", "RLR", "RLD", "2>0");
    }

    void rowsWithOneAddressAreSettled()
    {
        QFETCH(QString, addresses);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, merged);
        Case rows = caseOf(addresses.split(QLatin1Char(' '), Qt::SkipEmptyParts), before);
        QStringList pairs;
        for (const auto &[duplicate, sent] : mergeDuplicates(rows.keys, rows.states))
            pairs.append(QStringLiteral("%1>%2").arg(duplicate).arg(sent));
        QCOMPARE(stateLetters(rows.states), after);
        QCOMPARE(pairs.join(QLatin1Char(' ')), merged);
    }

    void rowsEnoughForSeveralCoresAgreeWithAPlainMap()
    {
        QRandomGenerator random(7);
        std::vector<AddressKey> keys;
        std::vector<RowState> states;
        std::map<std::string, quint32> first;
        std::vector<std::pair<quint32, quint32>> expected;
        for (quint32 row = 0; row < 400'000; ++row) {
            const std::string address = "p" + std::to_string(random.bounded(240'000)) + "@example.org";
            keys.push_back(AddressKey::of(address));
            states.push_back(RowState::Ready);
            if (const auto [place, isNew] = first.emplace(address, row); !isNew)
                expected.emplace_back(row, place->second);
        }
        QCOMPARE(mergeDuplicates(keys, states), expected);
    }

    void addressesThatDifferInOneLetterHaveKeysOfTheirOwn()
    {
        std::map<std::pair<quint64, quint64>, std::string> seen;
        for (int i = 0; i < 26; ++i) {
            for (size_t place = 0; place < 20; ++place) {
                std::string address = "aaaaaaaa@example.org";
                address[place] = static_cast<char>('a' + i);
                const AddressKey key = AddressKey::of(address);
                const auto [found, isNew] =
                    seen.emplace(std::pair(quint64(key.high), quint64(key.low)), address);
                QVERIFY(isNew || found->second == address);
            }
        }
        QVERIFY(AddressKey::of("a") != AddressKey::of(std::string_view("a\0", 2)));
        QVERIFY(!AddressKey::of("").isEmpty());
    }
};

QTEST_GUILESS_MAIN(DuplicatesTest)
#include "tst_duplicates.moc"
