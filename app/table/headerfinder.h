#pragma once

#include "table/indexpart.h"

#include <QStringList>

#include <optional>
#include <string_view>

namespace rollcall {

struct HeaderFinding
{
    qint64 headerLine = 0;   ///< physical line, from 1; 0: there is none
    qint64 firstRowLine = 1; ///< physical line of the first row
    QStringList headers;     ///< one a column; empty where there is none
    qint64 rows = 0;         ///< below the header, in the sample
    qint64 addresses = 0;    ///< of the rows' first cells: how many are addresses; tells a list of one column
    double confidence = 1;
};

/// Which line holds the column names, if any: below title lines, above the first line with an address or the
/// kind of content that the lines below have. `chosenLine`: 0 for none. Of the bounds only the counting of
/// lines matters here.
HeaderFinding findHeader(std::string_view text, const TextBounds &bounds, const Dialect &dialect,
                         std::optional<qint64> chosenLine);

} // namespace rollcall
