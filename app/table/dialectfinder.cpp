#include "table/dialectfinder.h"

#include "contact/emailaddress.h"
#include "table/cellkind.h"
#include "table/recordparser.h"
#include "table/recordscanner.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <vector>

namespace rollcall {
namespace {

/// In order of trust where two fit equally: commas are also in texts, tabs hardly ever.
constexpr std::array delimiters{'\t', ';', '|', ','};

/// "sep=;" as a first line, which Excel understands and other programs take for a title.
struct SeparatorLine
{
    qint64 length = 0;
    char delimiter = 0;
};

SeparatorLine separatorLine(std::string_view sample)
{
    const QByteArray start =
        QByteArray(sample.data(), static_cast<qsizetype>(std::min<size_t>(sample.size(), 8)));
    const qsizetype quotes = start.startsWith('"') ? 1 : 0;
    if (!start.sliced(quotes).toLower().startsWith("sep=") || start.size() < quotes + 5)
        return {};
    const char delimiter = start.at(quotes + 4);
    const char *const end = sample.data() + sample.size();
    const char *at = sample.data() + quotes + 5;
    if (quotes && at < end && *at == '"')
        ++at;
    if (at == end || !Dialect::endsLine(*at) || Dialect::endsLine(delimiter))
        return {};
    return {afterLineEnd(at, end) - sample.data(), delimiter};
}

/// How a kind of quote is used around cells.
struct QuoteUse
{
    qint64 whole = 0;       ///< cells that it opens and closes
    qint64 broken = 0;      ///< cells that it opens, but closes elsewhere than at their end
    qint64 doubled = 0;     ///< "" in a cell
    qint64 backslashed = 0; ///< \" in a cell, where it does not end it
};

QuoteUse quoteUse(std::string_view text, const Dialect &dialect)
{
    QuoteUse use;
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    const auto opens = [&](const char *at) { // as Dialect::opens(), wherever the record begins
        while (at > begin && Dialect::isBlank(at[-1], dialect.delimiter))
            --at;
        return at == begin || at[-1] == dialect.delimiter || Dialect::endsLine(at[-1]);
    };
    OpenQuote walk;
    for (const char *p = begin; p < end; ++p) {
        if (!walk.opened) {
            p = static_cast<const char *>(std::memchr(p, dialect.quote, static_cast<size_t>(end - p)));
            if (!p)
                break;
            if (opens(p))
                walk.opened = p;
            continue;
        }
        if (Dialect::endsLine(*p) && !walk.firstLineEnd)
            walk.firstLineEnd = p;
        if (*p != dialect.quote)
            continue;
        if (p + 1 < end && p[1] == dialect.quote) {
            ++use.doubled;
            ++p;
        } else if (p[-1] == '\\' && p - 1 > walk.opened && !dialect.closes(p + 1, end)) {
            ++use.backslashed;
        } else {
            ++(dialect.closes(p + 1, end) ? use.whole : use.broken);
            walk = {};
        }
    }
    return use;
}

Dialect withQuotes(std::string_view text, char delimiter, std::optional<char> quote)
{
    Dialect dialect{delimiter, quote.value_or('"'), false};
    if (!dialect.quote || dialect.quote == delimiter) {
        dialect.quote = 0;
        return dialect;
    }
    QuoteUse use = quoteUse(text, dialect);
    if (!quote && use.whole == 0) {
        const Dialect single{delimiter, '\'', false};
        const QuoteUse singleUse = quoteUse(text, single);
        // An apostrophe may begin a word ('t Hooft); a quote goes around the cells of many records.
        if (singleUse.whole >= 2 && singleUse.broken * 10 <= singleUse.whole) {
            dialect = single;
            use = singleUse;
        }
    }
    dialect.backslash = use.backslashed > use.doubled;
    return dialect;
}

/// What a dialect makes of the sample.
struct Trial
{
    Dialect dialect;
    qint64 columns = 1;
    double agreement = 0; ///< share of records with that many cells
    double score = 0;
};

Trial tryDialect(std::string_view text, const Dialect &dialect)
{
    constexpr qint64 mostTitles = 30;
    RecordParser parser(dialect);
    std::map<qint64, qint64> widths; // cells → records
    qint64 titles = 0;               // single cells above the table hardly speak against it
    qint64 withAt = 0;               // cells
    qint64 addresses = 0;
    const auto look = [&](const char *begin, const char *end, qint64) {
        if (RecordScanner::isBlank(begin, end, dialect))
            return;
        parser.parse(begin, end);
        const auto cells = parser.cells();
        if (cells.size() == 1 && widths.empty() && titles < mostTitles) {
            ++titles;
            return;
        }
        ++widths[static_cast<qint64>(cells.size())];
        for (const std::string_view cell : cells) {
            if (cell.find('@') == std::string_view::npos)
                continue;
            ++withAt;
            addresses += cellKind(cell) == CellKind::Address || holdsTwoAddresses(cell);
        }
    };
    RecordScanner(dialect).scan(text.data(), text.data() + text.size(), true, look);

    Trial trial{dialect};
    qint64 all = 0;
    qint64 several = 0;
    qint64 most = 0;
    for (const auto &[cells, records] : widths) {
        all += records;
        if (cells < 2)
            continue;
        several += records;
        if (records >= most) {
            most = records;
            trial.columns = cells;
        }
    }
    if (several * 2 < all || several == 0)
        return {dialect, 1, 1, 0};
    const auto share = [](qint64 part, qint64 whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    };
    trial.agreement = share(most, all);
    const double pure = withAt > 0 ? share(addresses, withAt) : 1;
    const double below = 0.8 + 0.2 * share(all, all + titles); // one of the titles may be the header
    trial.score = (0.7 * trial.agreement + 0.3 * share(several, all)) *
                  (1 - 1 / static_cast<double>(trial.columns)) * (0.4 + 0.6 * pure) * below;
    return trial;
}

} // namespace

DialectFinding findDialect(std::string_view sample, std::optional<char> delimiter, std::optional<char> quote)
{
    const SeparatorLine line = separatorLine(sample);
    if (!delimiter && line.delimiter)
        delimiter = line.delimiter;
    const std::string_view text = sample.substr(static_cast<size_t>(line.length));

    if (delimiter) {
        const Trial trial = tryDialect(text, withQuotes(text, *delimiter, quote));
        return {trial.dialect, trial.columns, 1, line.length};
    }
    Trial best{withQuotes(text, ',', quote)};
    double second = 0;
    for (const char candidate : delimiters) {
        const Trial trial = tryDialect(text, withQuotes(text, candidate, quote));
        if (trial.score > best.score) {
            second = best.score;
            best = trial;
        } else {
            second = std::max(second, trial.score);
        }
    }
    const double lead = best.score > 0 ? 1 - second / best.score : 1;
    return {best.dialect, best.columns, best.agreement * (0.5 + 0.5 * std::min(1.0, 4 * lead)), line.length};
}

} // namespace rollcall
