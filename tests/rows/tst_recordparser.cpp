#include "referencetable.h"
#include "table/recordparser.h"
#include "table/recordscanner.h"

#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// Records joined with "/", their cells with "|"; "?" behind those with a quote that is never closed.
QString read(const std::string &text, const Dialect &dialect = {})
{
    QStringList records;
    RecordParser parser(dialect);
    RecordScanner(dialect).scan(
        text.data(), text.data() + text.size(), true, [&](const char *begin, const char *end, qint64) {
            parser.parse(begin, end);
            QStringList cells;
            for (const std::string_view cell : parser.cells())
                cells << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
            records << cells.join(QLatin1Char('|')) +
                           (parser.unclosedCell() >= 0 ? QStringLiteral("?") : QString());
        });
    return records.join(QLatin1Char('/'));
}

/// Scans in pieces of `window` bytes, as the index does with a file, and gives where each record starts and
/// its lines.
std::vector<std::pair<size_t, qint64>> scanInPieces(const std::string &text, const Dialect &dialect,
                                                    size_t window)
{
    std::vector<std::pair<size_t, qint64>> records;
    RecordScanner scanner(dialect);
    size_t begin = 0;
    size_t end = 0;
    while (end < text.size()) {
        end = std::min(text.size(), end + window);
        const std::string piece =
            text.substr(begin, end - begin); // its own memory: reading beyond is seen by ASan
        const char *rest =
            scanner.scan(piece.data(), piece.data() + piece.size(), end == text.size(),
                         [&](const char *from, const char *, qint64 lines) {
                             records.emplace_back(begin + static_cast<size_t>(from - piece.data()), lines);
                         });
        begin += static_cast<size_t>(rest - piece.data());
    }
    return records;
}

std::string randomTable(QRandomGenerator &random, const Dialect &dialect)
{
    const std::string alphabet =
        std::string("ab \t\\\n\r") + dialect.delimiter + dialect.delimiter + '"' + '"' + '"' + '\'';
    std::string text;
    const int length = random.bounded(200);
    for (int i = 0; i < length; ++i)
        text += alphabet[static_cast<size_t>(random.bounded(static_cast<int>(alphabet.size())))];
    return text;
}

} // namespace

class RecordParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAndCells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("plain cells", "a,b\nc,d\n", "a|b/c|d");
        row("no line end at the end", "a,b\nc,d", "a|b/c|d");
        row("CRLF, CR and LF in one file", "a\r\nb\rc\nd", "a/b/c/d");
        row("quotes are taken off", "\"a\",\"b\"", "a|b");
        row("a delimiter in quotes is text", "\"a,b\",c", "a,b|c");
        row("a doubled quote is one", "\"say \"\"hi\"\"\",x", "say \"hi\"|x");
        row("a cell that is all quotes", "\"\"\"\"\"\",x", "\"\"|x");
        row("line ends in quotes stay", "\"a\nb\r\nc\",d\ne,f", "a\nb\r\nc|d/e|f");
        row("empty quoted cells", "\"\",\"\",a", "||a");
        row("blanks around are no text", " a , b\t, \"c\" ", "a|b|c");
        row("blanks inside quotes at the ends are none either", "\" a \"", "a");
        row("no-break and zero-width blanks are none",
            "\xC2\xA0"
            "a\xE2\x80\x8B,\xEF\xBB\xBF"
            "b",
            "a|b");
        row("letters that begin like such blanks stay", "\xC3\xA9t\xC3\xA9,\xE2\x82\xAC,\xE3\x81\x82",
            "été|€|あ");
        row("a quote inside a plain cell is text", "6\" pipe,John \"Bud\" Smith",
            "6\" pipe|John \"Bud\" Smith");
        row("text behind a closing quote is kept", "\"a\"bc,d", "abc|d");
        row("an unescaped quote inside quotes swallows nothing", "\"Best \"of\" Town\",x\ny,z",
            "Best of\" Town\"|x/y|z");
        row("blank before the quote", "a, \"b, c\",d", "a|b, c|d");
        row("a quote never closed ends with its line", "a,\"b\nc,d\ne,f", "a|\"b?/c|d/e|f");
        row("and takes no quoted cells below with it", "a,\"b\n\"c, d\",e\nf,\"g\"\n", "a|\"b?/c, d|e/f|g");
        row("on the last line", "a,b\nc,\"d", "a|b/c|\"d?");
        row("on the last line, before its line end", "a,b\nc,\"d\n", "a|b/c|\"d?");
        row("empty cells at both ends", ",a,", "|a|");
        row("lines without text", "a\n\n\nb", "a///b");
    }

    void recordsAndCells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(read(text.toStdString()), expected);
    }

    void onlyWhatIsPrintableAsciiIsPlain()
    {
        const auto isPlain = [](std::string record, const Dialect &dialect = {}) {
            record.insert(0, 70, 'a'); // the odd character in the second block
            const std::string more = record + "\nnext,\xC3\xA9\n";
            RecordParser parser(dialect);
            parser.parse(more.data(), more.data() + record.size() + 1, more.data() + more.size());
            return parser.isPlain();
        };
        QVERIFY(isPlain(",b,\"c, \"\"d\"\"\""));
        QVERIFY(isPlain("\tb\tc", {'\t', '"', false}));
        QVERIFY(isPlain(",~"));
        QVERIFY(!isPlain(",\xC3\xA9"));
        QVERIFY(!isPlain(",\tb"));
        QVERIFY(!isPlain(",\"two\nlines\""));
        QVERIFY(!isPlain(",\x01"));
        QVERIFY(!isPlain(std::string(",\0", 2)));
    }

    void backslashesEscapeWhereTheDialectSaysSo()
    {
        const Dialect dialect{',', '"', true};
        QCOMPARE(read("\"say \\\"hi\\\"\",b", dialect), QStringLiteral("say \"hi\"|b"));
        QCOMPARE(read("\"C:\\\\\",b", dialect), QStringLiteral("C:\\|b"));
        QCOMPARE(read("\"a\\nb\",c", dialect), QStringLiteral("a\\nb|c"));
        QCOMPARE(read("\"C:\\\",b", Dialect{}), QStringLiteral("C:\\|b"));
    }

    void withoutQuotesAllOfThemAreText()
    {
        QCOMPARE(read("\"a,b\"\n'c", {',', 0, false}), QStringLiteral("\"a|b\"/'c"));
    }

    void singleQuotes()
    {
        QCOMPARE(read("'a;b';'it''s';\"c\"", {';', '\'', false}), QStringLiteral("a;b|it's|\"c\""));
    }

    void aVeryLongQuoteCountsAsNeverClosed()
    {
        const std::string much(Dialect::longestQuote, 'x');
        const QString cells = read("\"a\n" + much + "\n" + "b\",c\n");
        QVERIFY(cells.startsWith(QStringLiteral("\"a?/xxx")));
        QVERIFY(cells.endsWith(QStringLiteral("/b\"|c")));
    }

    void anyBytesReadAsTheRulesSay_data()
    {
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<char>("quote");
        QTest::addColumn<bool>("backslash");
        QTest::newRow("comma, double quotes") << ',' << '"' << false;
        QTest::newRow("comma, backslashes") << ',' << '"' << true;
        QTest::newRow("tab, single quotes") << '\t' << '\'' << false;
        QTest::newRow("semicolon, no quotes") << ';' << '\0' << false;
        QTest::newRow("blank as delimiter") << ' ' << '"' << false;
    }

    void anyBytesReadAsTheRulesSay()
    {
        QFETCH(char, delimiter);
        QFETCH(char, quote);
        QFETCH(bool, backslash);
        const Dialect dialect{delimiter, quote, backslash};
        QRandomGenerator random(7);
        RecordParser parser(dialect);
        for (int round = 0; round < 5'000; ++round) {
            const std::string text = randomTable(random, dialect);
            const auto expected = ReferenceReader(text, dialect).read();
            const auto records = scanInPieces(text, dialect, static_cast<size_t>(1 + random.bounded(90)));
            const QByteArray shown = QByteArray::fromStdString(text).toPercentEncoding();
            QVERIFY2(records.size() == expected.size(), shown.constData());
            for (size_t i = 0; i < records.size(); ++i) {
                QVERIFY2(records[i].first == expected[i].start, shown.constData());
                QVERIFY2(records[i].second == expected[i].lines, shown.constData());
                const size_t end = i + 1 < records.size() ? records[i + 1].first : text.size();
                // By itself, so that ASan sees every byte beyond it; and among the others, as a reader does.
                const std::string record = text.substr(expected[i].start, end - expected[i].start);
                const bool isAlone = round % 2 == 0;
                const char *const from = isAlone ? record.data() : text.data() + expected[i].start;
                parser.parse(from, from + record.size(), isAlone ? nullptr : text.data() + text.size());
                const std::vector<std::string> cells(parser.cells().begin(), parser.cells().end());
                QVERIFY2(cells == expected[i].cells, shown.constData());
                QVERIFY2((parser.unclosedCell() >= 0) == expected[i].quoteUnclosed, shown.constData());
                QVERIFY2(parser.tornCell() == expected[i].tornCell, shown.constData());
                QVERIFY2(parser.hasLineBreak() || expected[i].lines == 1, shown.constData());
            }
        }
    }

    void rawCellsJoinedAgainAreTheRecord()
    {
        const std::string text = " a ,\"b \"\" c\", \"d\nd\" ,,\"e\"f\r\nnext";
        RecordParser parser{Dialect{}};
        parser.keepRawCells();
        parser.parse(text.data(), text.data() + text.size());
        std::string again;
        for (const std::string_view raw : parser.rawCells())
            again += (again.empty() ? "" : ",") + std::string(raw);
        QCOMPARE(again, text.substr(0, static_cast<size_t>(parser.recordEnd() - text.data())));
    }
};

QTEST_APPLESS_MAIN(RecordParserTest)
#include "tst_recordparser.moc"
