#pragma once

#include "table/dialect.h"

#include <optional>
#include <string_view>

namespace rollcall {

struct DialectFinding
{
    Dialect dialect;
    qint64 columns = 1; ///< what most records have
    double confidence = 1;
    qint64 skipped = 0; ///< bytes of a "sep=" line at the beginning
};

/// Which delimiter and quotes a text in UTF-8 uses, by trying each on the whole sample: the one that gives
/// most records the same number of cells, and addresses a cell of their own. A chosen one is not doubted.
/// Only , ; tab and | are tried: - : and . are in dates, times and addresses.
DialectFinding findDialect(std::string_view sample, std::optional<char> delimiter, std::optional<char> quote);

} // namespace rollcall
