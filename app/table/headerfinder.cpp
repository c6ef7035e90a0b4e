#include "table/headerfinder.h"

#include "table/cellkind.h"
#include "table/headeraliases.h"
#include "table/recordparser.h"
#include "table/recordscanner.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rollcall {
namespace {

constexpr size_t mostRecords = 1000;
constexpr size_t mostTitles = 30;

/// A record of the sample, as far as the header is concerned.
struct Record
{
    qint64 line = 1;
    std::vector<std::string> cells;
    std::vector<CellKind> kinds;
    qint64 filled = 0; ///< cells with text
    qint64 width = 0;  ///< up to the last of them

    CellKind kind(size_t column) const { return column < kinds.size() ? kinds[column] : CellKind::Empty; }
};

std::vector<Record> readRecords(std::string_view text, const TextBounds &bounds, const Dialect &dialect)
{
    std::vector<Record> records;
    RecordParser parser(dialect);
    qint64 line = bounds.firstLine;
    RecordScanner(dialect).scan(
        text.data(), text.data() + text.size(), true, [&](const char *begin, const char *end, qint64 lines) {
            const qint64 start = line;
            line += bounds.countsRecords ? 1 : lines;
            if (records.size() == mostRecords || RecordScanner::isBlank(begin, end, dialect))
                return;
            parser.parse(begin, end);
            Record record{start, {}, {}, 0, 0};
            for (const std::string_view cell : parser.cells()) {
                record.cells.emplace_back(cell);
                record.kinds.push_back(cellKind(cell));
                if (cell.empty())
                    continue;
                ++record.filled;
                record.width = static_cast<qint64>(record.cells.size());
            }
            records.push_back(std::move(record));
        });
    return records;
}

/// What most of a column's cells are, from a record on; Empty where there is no majority.
struct Column
{
    CellKind kind = CellKind::Empty;
    double share = 0; ///< of the cells that are filled
    qint64 filled = 0;
};

Column columnFrom(const std::vector<Record> &records, size_t first, size_t column)
{
    std::array<qint64, 4> counts{};
    for (size_t i = first; i < records.size(); ++i)
        ++counts.at(static_cast<size_t>(records[i].kind(column)));
    const qint64 filled = counts[1] + counts[2] + counts[3];
    const auto most = std::max_element(counts.begin() + 1, counts.end());
    if (filled == 0 || *most * 2 <= filled)
        return {CellKind::Empty, 0, filled};
    return {static_cast<CellKind>(most - counts.begin()),
            static_cast<double>(*most) / static_cast<double>(filled), filled};
}

/// The first record that is as wide as the table usually is: those above it are titles. One with an address
/// is never a title.
size_t firstWideRecord(const std::vector<Record> &records)
{
    std::vector<qint64> widths;
    for (const Record &record : records)
        widths.push_back(record.width);
    const auto middle = widths.begin() + static_cast<qsizetype>(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    for (size_t i = 0; i < std::min(records.size(), mostTitles); ++i) {
        const Record &record = records[i];
        const bool hasAddress =
            std::find(record.kinds.begin(), record.kinds.end(), CellKind::Address) != record.kinds.end();
        if (hasAddress || (record.width >= *middle && (record.filled > 1 || *middle == 1)))
            return i;
    }
    return 0;
}

/// How many cells of a record are names that are known as such.
qint64 knownNames(const Record &record)
{
    return std::count_if(record.cells.begin(), record.cells.end(), [](const std::string &cell) {
        return !cell.empty() && HeaderAliases::shipped().exact(QString::fromStdString(cell));
    });
}

bool speaksOfMail(const std::string &cell)
{
    const QString text = QString::fromStdString(cell).toLower();
    constexpr std::array words{QLatin1String("mail"), QLatin1String("courriel"), QLatin1String("correo"),
                               QLatin1String("posta")};
    return std::any_of(words.begin(), words.end(),
                       [&text](QLatin1String word) { return text.contains(word); });
}

/// "jane#example.org", "@example.org", "Jane <jane@example.org>" above addresses: a row's, of which the
/// address is none. Not "user.email" or "E-Mail (name@host)".
bool isBadAddress(const std::string &cell)
{
    const size_t sign = cell.find_first_of("#@");
    const size_t dot = cell.rfind('.');
    if (sign == std::string::npos && (dot == std::string::npos || cell.find(' ') != std::string::npos))
        return false;
    const bool isMail = speaksOfMail(sign == std::string::npos ? cell : cell.substr(0, sign));
    return !isMail && (sign != std::string::npos || (dot > 0 && dot + 2 < cell.size()));
}

/// Whether a record reads like names rather than like the rows below it, as a confidence; below 0.5: a row.
double isHeader(const std::vector<Record> &records, size_t at)
{
    const Record &record = records[at];
    constexpr double hardly = 0.3;
    const bool isKnown = knownNames(record) > 0;
    double names = 0;
    double values = 0;
    for (size_t column = 0; column < record.cells.size(); ++column) {
        const CellKind own = record.kind(column);
        if (own == CellKind::Address)
            return 0;
        const Column below = columnFrom(records, at + 1, column);
        if (own == CellKind::Text && below.kind == CellKind::Address) {
            if (!isKnown && isBadAddress(record.cells[column]))
                return hardly;
            names += 3;
        } else if (own == CellKind::Text && below.kind == CellKind::Number)
            names += 1;
        else if (own == CellKind::Number)
            values += below.kind == CellKind::Number ? 1 : 0.5;
    }
    constexpr double likely = 0.6; // most tables have names
    if (names + values > 0) {
        // A text over addresses may be a bad one of the first person.
        const double sure = names / (names + values) * (names >= 3 ? 1 : 0.9);
        return names >= 3 && !isKnown ? std::min(sure, likely) : sure;
    }
    return likely; // texts over texts
}

/// The names may be fewer than the cells of the rows: then the first wide record is a row, and they stand
/// above it.
bool holdsNamesOf(const Record &above, const Record &row)
{
    return above.filled >= 2 && above.filled * 2 >= row.filled &&
           std::all_of(above.kinds.begin(), above.kinds.end(),
                       [](CellKind kind) { return kind == CellKind::Text || kind == CellKind::Empty; });
}

/// A line below the names that explains them, as survey services add: it has neither addresses nor numbers,
/// and speaks of mail where the addresses are. A row with a bad address must never be taken for one.
bool explainsNames(const std::vector<Record> &records, size_t at, size_t names)
{
    for (size_t column = 0; column < records[names].cells.size(); ++column) {
        const Column below = columnFrom(records, at + 1, column);
        if (below.kind != CellKind::Address || below.share < 0.8 || below.filled < 2)
            continue;
        if (records[at].kind(column) != CellKind::Text)
            return false;
        const QString cell = QString::fromStdString(records[at].cells[column]).toLower();
        if (cell.contains(QLatin1String("importid")) ||
            cell == QString::fromStdString(records[names].cells[column]).toLower())
            return true;
        const QStringList words = cell.split(QLatin1Char(' '));
        const auto holds = [&words](std::initializer_list<QLatin1String> wanted) {
            return std::any_of(wanted.begin(), wanted.end(),
                               [&words](QLatin1String word) { return words.contains(word); });
        };
        return words.size() > 1 &&
               holds({QLatin1String("email"), QLatin1String("e-mail"), QLatin1String("mail")}) &&
               !holds({QLatin1String("no"), QLatin1String("not"), QLatin1String("none"),
                       QLatin1String("without"), QLatin1String("unknown"), QLatin1String("has")}) &&
               !cell.contains(QLatin1Char('.')) && !cell.contains(QLatin1Char('@'));
    }
    return false;
}

/// Names that occur twice, told apart by the group above them: "Street" below "Home" and again below "Work".
void addGroups(QStringList &headers, const Record &groups)
{
    QStringList prefixes;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto column = static_cast<size_t>(i);
        const QString own = column < groups.cells.size()
                                ? QString::fromStdString(groups.cells[column]).simplified()
                                : QString();
        prefixes << (own.isEmpty() && i > 0 ? prefixes.at(i - 1) : own);
    }
    const QStringList names = headers;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        if (!names.at(i).isEmpty() && !prefixes.at(i).isEmpty() && names.count(names.at(i)) > 1)
            headers[i] = prefixes.at(i) + QLatin1Char(' ') + names.at(i);
    }
}

bool isGroupLine(const std::vector<Record> &records, size_t at, size_t header)
{
    const Record &groups = records[at];
    return groups.filled >= 2 && groups.filled < records[header].filled &&
           std::none_of(groups.kinds.begin(), groups.kinds.end(),
                        [](CellKind kind) { return kind == CellKind::Address || kind == CellKind::Number; });
}

/// Whether the names are one line further down: `at` has groups, and speaks of mail only below them where the
/// addresses are. A row with a bad address must never be taken for names, so that nothing less is enough.
bool isAboveNames(const std::vector<Record> &records, size_t at)
{
    if (at + 2 >= records.size() || !isGroupLine(records, at, at + 1) || isHeader(records, at + 1) < 0.5)
        return false;
    const auto names = [&records](size_t record, size_t column) {
        const std::vector<std::string> &cells = records[record].cells;
        return column < cells.size() && cells[column].find('.') == std::string::npos &&
               speaksOfMail(cells[column]);
    };
    for (size_t column = 0; column < records[at + 1].cells.size(); ++column) {
        if (columnFrom(records, at + 2, column).kind == CellKind::Address)
            return names(at + 1, column) && !names(at, column);
    }
    return false;
}

/// Whether the cell is a known name of a column of addresses, whole: one that only speaks of mail may be a
/// row's.
bool isNameOfAddresses(const std::string &cell)
{
    const auto meaning = HeaderAliases::shipped().exact(QString::fromStdString(cell));
    return meaning && meaning->field == Field::Email;
}

/// The line from `from` on that names the addresses below it by a known name: what stands above it are
/// titles, as wide as a narrow table by a delimiter in them, "Printed on 1 May, by Ann". A row with a bad
/// address must never be taken for names: either another cell is a known name, too, or those above it there
/// are blank or several words.
std::optional<size_t> lineOfKnownNames(const std::vector<Record> &records, size_t from)
{
    for (size_t at = from; at + 1 < records.size() && at < mostTitles; ++at) {
        const Record &record = records[at];
        if (std::find(record.kinds.begin(), record.kinds.end(), CellKind::Address) != record.kinds.end())
            return {};
        for (size_t column = 0; column < record.cells.size(); ++column) {
            if (columnFrom(records, at + 1, column).kind != CellKind::Address ||
                !isNameOfAddresses(record.cells[column]))
                continue;
            const auto isTitle = [column](const Record &above) {
                const QString text = column < above.cells.size()
                                         ? QString::fromStdString(above.cells[column]).simplified()
                                         : QString();
                return text.isEmpty() || text.contains(QLatin1Char(' '));
            };
            const auto begin = records.begin() + static_cast<std::ptrdiff_t>(from);
            if (knownNames(record) > 1 ||
                std::all_of(begin, records.begin() + static_cast<std::ptrdiff_t>(at), isTitle))
                return at;
        }
    }
    return {};
}

/// How many columns the table has: those with a name, and those in which most rows have text all the same.
qsizetype columnCount(const std::vector<Record> &records, std::optional<size_t> header, size_t firstRow)
{
    size_t widest = 0;
    for (const Record &record : records)
        widest = std::max(widest, record.cells.size());
    const size_t rows = records.size() - std::min(firstRow, records.size());
    for (size_t column = widest; column > 0; --column) {
        if (header && column <= records[*header].cells.size() && !records[*header].cells[column - 1].empty())
            return static_cast<qsizetype>(column);
        const bool isNamed = header && column <= records[*header].cells.size();
        const qint64 filled = columnFrom(records, firstRow, column - 1).filled;
        // Beyond the names it takes more than a slip in some rows; without any names, less.
        const bool isUsual =
            header ? static_cast<size_t>(filled) * 2 > rows : static_cast<size_t>(filled) * 10 >= rows;
        if (filled > 0 && (isNamed || isUsual))
            return static_cast<qsizetype>(column);
    }
    return 1;
}

} // namespace

HeaderFinding findHeader(std::string_view text, const TextBounds &bounds, const Dialect &dialect,
                         std::optional<qint64> chosenLine)
{
    const std::vector<Record> records = readRecords(text, bounds, dialect);
    HeaderFinding finding;
    if (records.empty())
        return finding;

    std::optional<size_t> header;
    size_t firstRow = 0;
    if (chosenLine) {
        const auto at = std::find_if(records.begin(), records.end(), [chosenLine](const Record &record) {
            return record.line >= *chosenLine;
        });
        if (*chosenLine > 0 && at != records.end()) {
            header = static_cast<size_t>(at - records.begin());
            firstRow = *header + 1;
        }
    } else {
        size_t wide = firstWideRecord(records);
        double sure = isHeader(records, wide);
        if (sure < 0.5 && wide > 0 && holdsNamesOf(records[wide - 1], records[wide]))
            sure = isHeader(records, --wide);
        while (sure >= 0.5 && isAboveNames(records, wide))
            sure = isHeader(records, ++wide);
        if (const auto names = sure >= 0.5 ? lineOfKnownNames(records, wide) : std::nullopt) {
            wide = *names;
            sure = isHeader(records, wide);
        }
        constexpr double byName = 0.9; // names that are known are hardly a row's
        finding.confidence = std::max(sure, 1 - sure);
        if (sure >= 0.5 && knownNames(records[wide]) > 1)
            finding.confidence = std::max(finding.confidence, byName);
        firstRow = wide;
        if (sure >= 0.5) {
            header = wide;
            firstRow = wide + 1;
            while (firstRow < records.size() && firstRow <= wide + 3 &&
                   explainsNames(records, firstRow, wide))
                ++firstRow;
        }
    }

    const qsizetype count = columnCount(records, header, firstRow);
    for (qsizetype i = 0; i < count; ++i) {
        const auto column = static_cast<size_t>(i);
        finding.headers << (header && column < records[*header].cells.size()
                                ? QString::fromStdString(records[*header].cells[column]).simplified()
                                : QString());
    }
    if (header && *header > 0 && isGroupLine(records, *header - 1, *header))
        addGroups(finding.headers, records[*header - 1]);
    finding.headerLine = header ? records[*header].line : 0;
    finding.firstRowLine = firstRow < records.size() ? records[firstRow].line : records.back().line + 1;
    finding.rows = static_cast<qint64>(records.size() - std::min(firstRow, records.size()));
    for (size_t i = firstRow; i < records.size(); ++i)
        finding.addresses += records[i].kind(0) == CellKind::Address;
    return finding;
}

} // namespace rollcall
