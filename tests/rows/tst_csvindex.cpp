#include "table/csvindex.h"
#include "table/sourcefile.h"

#include <QTemporaryFile>
#include <QTest>

using namespace rollcall;

namespace {

std::shared_ptr<SourceFile> source(const QByteArray &content)
{
    auto file = SourceFile::temporary();
    (*file)->write(content);
    return *SourceFile::adopt(std::move(*file));
}

/// Rows enough for several cores, a seventh of them over two lines.
QByteArray people(qint64 size, const QByteArray &lineEnd = "\n")
{
    QByteArray content = "Email,Name,Note" + lineEnd;
    content.reserve(static_cast<qsizetype>(size) + 200);
    for (int i = 0; content.size() < size; ++i) {
        content += "person" + QByteArray::number(i) + "@example.org,\"Some, Body\",";
        content +=
            (i % 7 == 0 ? "\"first line" + lineEnd + "second, line\"" : QByteArray("plain note")) + lineEnd;
        if (i % 1000 == 0)
            content += lineEnd;
    }
    return content;
}

TextBounds boundsOf(const SourceFile &file)
{
    return {0, file.size(), false, 1, 2, false, 3};
}

/// The same from the top to the end, on one core.
IndexPart inOrder(const SourceFile &file, const TextBounds &bounds)
{
    return *IndexPart::scan(file, Dialect{}, bounds, bounds.begin, bounds.end, true, nullptr);
}

QString difference(const SourceFile &file, const TextBounds &bounds)
{
    const auto index = CsvIndex::build(file, Dialect{}, bounds, true);
    if (!index)
        return index.error().message;
    const IndexPart expected = inOrder(file, bounds);
    if (index->rowCount() != static_cast<qint64>(expected.starts.size()))
        return QStringLiteral("%1 rows for %2").arg(index->rowCount()).arg(expected.starts.size());
    for (qint64 row = 0; row < index->rowCount(); ++row) {
        if (index->startOf(row) != expected.starts[static_cast<size_t>(row)])
            return QStringLiteral("row %1 begins at %2").arg(row).arg(index->startOf(row));
    }
    for (const IndexPart::Mark &mark : expected.marks) {
        const auto place = index->placeOf(mark.row, file);
        if (!place || place->line != mark.place.line || place->number != mark.place.number)
            return QStringLiteral("row %1 is elsewhere").arg(mark.row);
    }
    return {};
}

} // namespace

class CsvIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allCoresFindWhatOneFinds_data()
    {
        QTest::addColumn<QByteArray>("lineEnd");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CRLF") << QByteArray("\r\n");
        QTest::newRow("CR") << QByteArray("\r");
    }

    void allCoresFindWhatOneFinds()
    {
        QFETCH(QByteArray, lineEnd);
        const auto file = source(people(2 * CsvIndex::partSize, lineEnd));
        const QString wrong = difference(*file, boundsOf(*file));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void aCellThatLooksLikeRecordsMisleadsNobody()
    {
        // In the middle, where another core begins, a note holds a whole table.
        const QByteArray half = people(CsvIndex::partSize);
        const QByteArray table = QByteArray("a,b,c\n").repeated(100'000);
        const auto file =
            source(half + "x@example.org,X,\"" + table + "\"\n" + half.mid(half.indexOf('\n') + 1));
        QVERIFY(table.size() < Dialect::longestQuote);
        const auto guess = IndexPart::likelyStart(*file, Dialect{}, boundsOf(*file), file->size() / 2);
        QVERIFY(guess && *guess > half.size() && *guess < half.size() + table.size());
        const QString wrong = difference(*file, boundsOf(*file));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void anUnclosedQuoteInEachPartKeepsToItsLine()
    {
        QByteArray content = people(2 * CsvIndex::partSize);
        for (qsizetype at = 1'000'000; at < content.size(); at += 1'000'000)
            content.insert(content.indexOf("\nperson", at) + 1, "stray@example.org,\"Stray,x\n");
        const auto file = source(content);
        const QString wrong = difference(*file, boundsOf(*file));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QVERIFY(CsvIndex::build(*file, Dialect{}, boundsOf(*file), true)->rowCount() > 300'000);
    }

    void whatIsNotUtf8IsFoundInAnyPart()
    {
        QByteArray content = people(2 * CsvIndex::partSize);
        const auto whole = source(content);
        QCOMPARE(CsvIndex::build(*whole, Dialect{}, boundsOf(*whole), true)->notUtf8At(), -1);
        for (const qsizetype at : {qsizetype(1000), content.size() / 3, content.size() - 1000}) {
            QByteArray damaged = content;
            damaged[at] = '\xFF';
            const auto file = source(damaged);
            QCOMPARE(CsvIndex::build(*file, Dialect{}, boundsOf(*file), true)->notUtf8At(), at);
            QCOMPARE(CsvIndex::build(*file, Dialect{}, boundsOf(*file), false)->notUtf8At(), -1);
        }
        const auto cut = source(content + "\xC3");
        QCOMPARE(CsvIndex::build(*cut, Dialect{}, boundsOf(*cut), true)->notUtf8At(), cut->size());
    }

    void aRecordWithoutEndIsNamedByItsLine()
    {
        const QByteArray content = people(2 * CsvIndex::partSize);
        const auto lines = content.count('\n');
        const auto file = source(content + QByteArray(CsvIndex::longestRecord * 2, 'x'));
        const auto index = CsvIndex::build(*file, Dialect{}, boundsOf(*file), true);
        QVERIFY(!index);
        QVERIFY2(index.error().message.contains(QStringLiteral("%L1").arg(lines + 1)),
                 qPrintable(index.error().message));
    }

    void aBeginningThatIsCutHasNoHalfRecord()
    {
        const auto file = source("Email,Name,Note\na@x.org,A,x\nb@x.org,B,\"y\nz");
        TextBounds bounds = boundsOf(*file);
        bounds.isCut = true;
        const auto index = CsvIndex::build(*file, Dialect{}, bounds, true);
        QVERIFY(index);
        QCOMPARE(index->rowCount(), 1);
        QCOMPARE(index->startOf(1), 28);
    }

    void everyRowKnowsItsPlace()
    {
        const QByteArray content = people(200'000);
        const auto file = source(content);
        const auto index = CsvIndex::build(*file, Dialect{}, boundsOf(*file), true);
        QVERIFY(index);
        for (qint64 row = 0; row < index->rowCount(); row += 7) {
            const qint64 line = 1 + content.first(index->startOf(row)).count('\n');
            QCOMPARE(index->placeOf(row, *file)->line, line);
        }
    }
};

QTEST_GUILESS_MAIN(CsvIndexTest)
#include "tst_csvindex.moc"
