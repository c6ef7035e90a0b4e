#include "table/cellkind.h"

#include <algorithm>

namespace rollcall {
namespace {

/// One "@" with something before it and a name with a dot behind it; not what the check is for.
bool isAddress(std::string_view cell)
{
    const size_t at = cell.find('@');
    if (at == 0 || at == std::string_view::npos || cell.find('@', at + 1) != std::string_view::npos)
        return false;
    const std::string_view domain = cell.substr(at + 1);
    const size_t dot = domain.find('.');
    return dot != 0 && dot != std::string_view::npos && domain.back() != '.' &&
           domain.find_first_of(":/") == std::string_view::npos &&
           cell.find_first_of(" \t\r\n,;|\"'<>()") == std::string_view::npos;
}

} // namespace

CellKind cellKind(std::string_view cell)
{
    if (cell.empty())
        return CellKind::Empty;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool hasDigit = std::any_of(cell.begin(), cell.end(), isDigit);
    const bool onlySigns = cell.find_first_not_of("0123456789 .,:/+-()$%#TZ") == std::string_view::npos;
    if (hasDigit && onlySigns)
        return CellKind::Number;
    return isAddress(cell) ? CellKind::Address : CellKind::Text;
}

} // namespace rollcall
