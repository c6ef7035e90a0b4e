#include "fuzz/targets.h"

#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "fuzz/storedzip.h"
#include "send/bodies.h"
#include "send/readyrows.h"
#include "table/contentline.h"
#include "table/conversion.h"
#include "table/csvindex.h"
#include "table/encoding.h"
#include "table/encodingfinder.h"
#include "table/sheet.h"
#include "table/sourcefile.h"
#include "table/spreadsheetreader.h"
#include "table/vcard.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <algorithm>

namespace rollcall::fuzz {
namespace {

void require(bool holds, const char *what)
{
    if (!holds)
        qFatal("%s", what);
}

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = decoder(bytes);
    return !decoder.hasError();
}

bool isPrintable(const QByteArray &bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<uchar>(c - 0x20) < 0x60 || c == '\t'; });
}

void write(const QString &path, QByteArrayView bytes)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), bytes.size()) == bytes.size(),
            "no room for the file");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    require(file.open(QIODevice::ReadOnly), "the file is gone");
    return file.readAll();
}

/// How many bytes of `changed` are neither the beginning nor the end of `original`: "x" or quoted, in UTF-32.
qsizetype bytesOutsideOf(QByteArrayView changed, QByteArrayView original)
{
    const auto begin = std::mismatch(changed.begin(), changed.end(), original.begin(), original.end()).first;
    const QByteArrayView rest = changed.sliced(begin - changed.begin());
    const auto end = std::mismatch(rest.rbegin(), rest.rend(), original.rbegin(), original.rend()).first;
    return rest.rend() - end;
}

/// The reader of rows, cells on demand and line numbers tell the same.
void checkSheet(const Sheet &sheet)
{
    constexpr qint64 most = 200;
    Sheet::Reader reader(sheet);
    RowView row;
    qint64 rows = 0;
    qint64 line = 0;
    while (reader.next(row)) {
        require(row.row == rows, "a row is skipped");
        require(static_cast<int>(row.cells.size()) == sheet.columnCount(),
                "a row has too few or too many cells");
        for (int column = 0; rows < most && column < sheet.columnCount(); ++column) {
            const std::string_view cell = row.cells[static_cast<size_t>(column)];
            const QByteArray bytes(cell.data(), static_cast<qsizetype>(cell.size()));
            require(isUtf8(bytes), "a cell is no UTF-8");
            require(!row.isPlain || isPrintable(bytes), "a row is taken for plain and is not");
            require(sheet.cell(rows, column).toUtf8() == bytes, "a cell reads differently");
        }
        if (rows < most) {
            const qint64 next = sheet.lineOf(rows);
            require(next > line, "line numbers do not grow");
            line = next;
        }
        ++rows;
    }
    require(reader.status().has_value(), "reading failed");
    require(rows == sheet.rowCount(), "the reader has another number of rows than the index");
}

void checkError(const Error &error)
{
    require(error.kind == Error::Kind::Input, "an error of another kind");
    require(!error.message.isEmpty() && !error.hint.isEmpty(), "an error without a sentence");
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

ImportPlan planOf(const std::shared_ptr<Sheet> &sheet)
{
    const auto field = [](const char *name, const char *type) {
        const QString label = QString::fromLatin1(name);
        return CustomField{label, label, label, QString::fromLatin1(type), {{label, QStringLiteral("Gold")}}};
    };
    ImportPlan plan;
    plan.sheet = sheet;
    plan.customFields = {field("Joined", "date"), field("Plan", "single_select"), field("Count", "number"),
                         field("Member", "boolean"), field("Remark", "string")};
    plan.mapping = ColumnMapping::suggest(*sheet, plan.customFields);
    if (const auto report = checkRows(*sheet, plan.mapping, plan.customFields))
        plan.check = std::make_shared<CheckReport>(*report);
    return plan;
}

/// The same by Qt.
QJsonObject contactOf(const RowValues &values)
{
    QJsonObject contact{{QStringLiteral("email"), textOf(values.email())}};
    for (const RowValues::Value &value : values.values()) {
        if (!value.goesInBulk())
            continue;
        const QString key = value.field == Field::Custom ? QStringLiteral("cf:") + value.target->customName
                                                         : textOf(fieldInfo(value.field).bulkKey);
        require(!contact.contains(key), "a key is there twice");
        contact.insert(key, value.text.empty() ? QJsonValue(value.number) : QJsonValue(textOf(value.text)));
    }
    return contact;
}

std::shared_ptr<SourceFile> sourceOf(QByteArrayView bytes)
{
    auto file = SourceFile::temporary();
    require(file.has_value() && (*file)->write(bytes.data(), bytes.size()) == bytes.size(), "no room for the file");
    const auto source = SourceFile::adopt(std::move(*file));
    require(source.has_value(), "the file is gone");
    return *source;
}

Dialect dialectOf(uchar choice)
{
    return {",;\t|"[choice & 3], "\"'\"\0"[choice >> 2 & 3], (choice & 16) != 0};
}

/// Lines that end before `at`: counted the plain way.
qint64 linesBefore(QByteArrayView bytes, qint64 at)
{
    qint64 lines = 0;
    for (qint64 i = 0; i < at; ++i)
        lines += bytes.at(i) == '\n' || (bytes.at(i) == '\r' && (i + 1 == bytes.size() || bytes.at(i + 1) != '\n'));
    return lines;
}

/// As two cores do it: the second half from where a row probably begins, or else from where the first one ended.
IndexPart scannedInHalves(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds)
{
    const auto scan = [&](qint64 from, qint64 until) {
        return *IndexPart::scan(source, dialect, bounds, from, until, false, nullptr);
    };
    const qint64 middle = *IndexPart::likelyStart(source, dialect, bounds, bounds.end / 2);
    if (middle <= bounds.begin)
        return scan(bounds.begin, bounds.end);
    IndexPart first = scan(bounds.begin, middle);
    if (!first.isEndless)
        first.append(scan(first.next, bounds.end));
    return first;
}

void convert(QByteArray bytes)
{
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    const auto converted = convertToRows(file, {}, Nesting::Outside);
    if (!converted)
        checkError(converted.error());
    else if (converted->isPlain)
        require(isUtf8(converted->rows->readAll()), "rows are no UTF-8");
}

} // namespace

void index(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return;
    const Dialect dialect = dialectOf(static_cast<uchar>(bytes.front()));
    const bool isCut = bytes.front() & 32;
    bytes = bytes.sliced(1);
    const auto source = sourceOf(bytes);
    const TextBounds bounds{0, bytes.size(), isCut, 1, 1, false, 3};
    const auto whole = CsvIndex::build(*source, dialect, bounds, false);
    require(whole.has_value(), "an index failed");
    const auto places = whole->rowCount() > 0 ? whole->placesOf(0, whole->rowCount(), *source)
                                              : Result<std::vector<Place>>(std::vector<Place>());
    require(places.has_value(), "a place failed");
    for (qint64 row = 0; row < whole->rowCount(); ++row) {
        const qint64 start = whole->startOf(row);
        require(start < whole->startOf(row + 1), "rows do not go forward");
        require(start == 0 || Dialect::endsLine(bytes.at(start - 1)), "a row begins within a line");
        require((*places)[static_cast<size_t>(row)].line == 1 + linesBefore(bytes, start), "a line is miscounted");
    }
    require(whole->startOf(whole->rowCount()) <= bytes.size(), "rows go beyond the end");
    const IndexPart halves = scannedInHalves(*source, dialect, bounds);
    require(static_cast<qint64>(halves.starts.size()) == whole->rowCount(), "halves have other rows");
    for (qint64 row = 0; row < whole->rowCount(); ++row)
        require(halves.starts[static_cast<size_t>(row)] == whole->startOf(row), "in halves a row begins elsewhere");
}

void table(QByteArrayView bytes)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("table"));
    write(path, bytes);
    TableChoice choice;
    switch (bytes.size() % 5) { // most of the time nothing is chosen
    case 1:
        choice.delimiter = ';';
        break;
    case 2:
        choice.headerLine = bytes.size() % 7;
        break;
    default:
        break;
    }
    const auto sheet = Sheet::open(path, choice);
    if (!sheet) {
        checkError(sheet.error());
        return;
    }
    checkSheet(**sheet);
    const QString copy = folder.filePath(QStringLiteral("copy"));
    if ((*sheet)->isMade() || needsConversion(bytes))
        return;
    require((*sheet)->saveCorrected(copy).has_value(), "saving failed");
    require(contentOf(copy) == bytes, "saved without corrections, the file is another");
    (*sheet)->correct(0, 0, QStringLiteral("x"));
    require((*sheet)->saveCorrected(copy).has_value(), "saving a correction failed");
    // Zero bytes within a line end are the one thing that is not found again.
    if ((*sheet)->format().zeroBytes == 0)
        require(bytesOutsideOf(contentOf(copy), bytes) <= 12, "a correction touches more than its cell");
}

/// What is written by hand of each row is what QJsonDocument makes of the same values.
void bodies(QByteArrayView bytes)
{
    const auto sheet = Sheet::fromText(QString::fromUtf8(bytes));
    if (!sheet)
        return;
    const ImportPlan plan = planOf(*sheet);
    if (!plan.check)
        return;
    BodyWriter writer(plan, {QStringLiteral("a"), QStringLiteral("b\"")}, {3000, 7});
    ReadyRows rows(plan);
    for (Body body; writer.next(body);) {
        require(body.json.size() <= 3000 || body.rows.size() == 1, "a body is too long");
        const QJsonObject object = QJsonDocument::fromJson(body.json).object();
        const QJsonArray contacts = object.value(QStringLiteral("import_data")).toArray();
        require(contacts.size() == static_cast<qsizetype>(body.rows.size()), "a body has other rows");
        require(object.value(QStringLiteral("list_ids")).toArray().size() == 2, "a body has other lists");
        for (qsizetype i = 0; i < contacts.size(); ++i) {
            require(rows.next() && rows.row() == body.rows[static_cast<size_t>(i)], "a row is skipped");
            require(contacts.at(i).toObject() == contactOf(rows.values), "a contact is another one");
        }
    }
    require(writer.status().has_value() && !rows.next(), "rows are left");
}

void encoding(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const QStringList names = commonEncodings();
    const QString name = names.at(static_cast<uchar>(bytes.front()) % names.size());
    bytes = bytes.sliced(1);
    require(!encodingName(findEncoding(bytes, true).name).isEmpty(), "found an encoding that is none");

    Utf8Decoder atOnce(name);
    QByteArray whole = atOnce.decode(bytes);
    whole += atOnce.finish();
    require(isUtf8(whole), "decoded text is no UTF-8");

    Utf8Decoder inPieces(name);
    QByteArray pieces;
    qsizetype at = 0;
    for (qsizetype length = 1; at < bytes.size(); length = 1 + length * 3 % 7) {
        const qsizetype next = qMin(length, bytes.size() - at);
        pieces += inPieces.decode(bytes.sliced(at, next));
        at += next;
    }
    pieces += inPieces.finish();
    require(pieces == whole, "text decoded in pieces is another");
}

void vcard(QByteArrayView bytes)
{
    QByteArray text = bytes.toByteArray();
    QBuffer file(&text);
    file.open(QIODevice::ReadOnly);
    VCards cards(file);
    VCard card;
    while (cards.next(card)) {
    }
    if (!cards.status())
        checkError(cards.status().error());
    if (needsConversion(text))
        convert(text);
}

void xlsx(QByteArrayView bytes)
{
    const QList<QByteArray> parts = bytes.toByteArray().split('\0');
    const QByteArray relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const auto link = [&](const char *id, const char *kind, const char *target) {
        return QByteArray("<Relationship Id=\"") + id + "\" Type=\"" + relation + kind + "\" Target=\"" +
               target + "\"/>";
    };
    const QByteArray workbook =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets></workbook>";
    convert(storedZip({
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         "<Relationships>" + link("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships>" + link("rId1", "worksheet", "sheet1.xml") +
                                           link("rId2", "sharedStrings", "sharedStrings.xml") +
                                           link("rId3", "styles", "styles.xml") + "</Relationships>"},
        {"xl/sheet1.xml", parts.value(0)},
        {"xl/sharedStrings.xml", parts.value(1, "<sst/>")},
        {"xl/styles.xml", parts.value(2, "<styleSheet/>")},
        {"xl/workbook.xml", parts.value(3, workbook)},
    }));
}

void ods(QByteArrayView bytes)
{
    convert(storedZip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                       {"META-INF/manifest.xml", "<manifest/>"},
                       {"content.xml", bytes.toByteArray()}}));
}

void zip(QByteArrayView bytes)
{
    convert(bytes.toByteArray());
}

} // namespace rollcall::fuzz
