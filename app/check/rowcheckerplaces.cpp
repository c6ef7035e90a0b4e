#include "check/rowchecker.h"

#include <algorithm>

// Where people are, and how they are called there.

namespace rollcall {
namespace {

bool isAllDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isInternational(std::string_view phone)
{
    const size_t from = phone.find_first_not_of(" (");
    if (from == std::string_view::npos)
        return false;
    phone.remove_prefix(from);
    if (phone.starts_with("00") || phone.starts_with("011"))
        return true;
    if (!phone.starts_with('+'))
        return false;
    const size_t digit = phone.find_first_of("0123456789");
    return digit != std::string_view::npos && phone[digit] != '1';
}

/// In a column whose numbers begin with a zero.
bool hasLostZero(std::string_view phone)
{
    constexpr size_t fewest = 6; // digits
    constexpr size_t most = 11;  // with more, it may have its country's in front
    return phone.size() >= fewest && phone.size() <= most && phone.front() != '0' && isAllDigits(phone);
}

} // namespace

void RowChecker::checkPhone(const CheckedColumn &column, std::string_view cell)
{
    if (isInternational(cell))
        report(column, ProblemKind::PhoneInternational, ProblemLevel::Warning);
    else if (column.beginsWithZero && hasLostZero(cell))
        report(column, ProblemKind::ZerosLost, ProblemLevel::Warning);
}

void RowChecker::checkPhones(const RowView &row)
{
    int filled = 0;
    for (const CheckedColumn &column : m_frame.columns) {
        if (column.kind == FieldKind::Phone && !row.cells[column.column].empty() &&
            ++filled > CheckFrame::maxPhones)
            report(column, ProblemKind::PhonesTooMany, ProblemLevel::Warning);
    }
}

/// "2138" in Massachusetts was 02138 before a spreadsheet took it for a number.
void RowChecker::checkZip(size_t index, const RowView &row)
{
    const CheckedColumn &column = m_frame.columns[index];
    const std::string_view cell = row.cells[column.column];
    if (cell.size() < 3 || cell.size() > 4 || !isAllDigits(cell))
        return;
    const Places &places = m_frame.places;
    const QString country = column.country ? QString::fromUtf8(row.cells[*column.country]) : QString();
    const QString state = column.state ? QString::fromUtf8(row.cells[*column.state]) : QString();
    const bool inUs = places.countryWithStates(country) == QLatin1String("US");
    const bool isUsState = places.isState(QStringLiteral("US"), state);
    const bool hasFive = inUs || (column.hasFiveDigits && country.isEmpty());
    const bool isOfState = places.hasLeadingZeros(state) && (inUs || country.isEmpty());
    const bool isOfCountry = cell.size() == 4 && ((hasFive && !isUsState) || places.hasFiveDigits(country));
    if (isOfState || isOfCountry)
        report(column, ProblemKind::ZerosLost, ProblemLevel::Warning);
}

void RowChecker::checkState(size_t index, const RowView &row)
{
    const CheckedColumn &column = m_frame.columns[index];
    if (!column.country || row.cells[*column.country].empty())
        return;
    const Places &places = m_frame.places;
    enum { Elsewhere, Us, Ca };
    const int country = m_countryMemos[index](row.cells[*column.country], [&places](std::string_view name) {
        const QString code = places.countryWithStates(QString::fromUtf8(name));
        return code == QLatin1String("US") ? Us : code == QLatin1String("CA") ? Ca : Elsewhere;
    });
    if (country == Elsewhere)
        return;
    const QString code = country == Us ? QStringLiteral("US") : QStringLiteral("CA");
    Memo &memo = country == Us ? m_memos[index] : m_provinceMemos[index];
    if (!memo(row.cells[column.column],
              [&](std::string_view state) { return places.isState(code, QString::fromUtf8(state)); }))
        report(column, ProblemKind::StateUnknown, ProblemLevel::Warning);
}

void RowChecker::checkCountry(size_t index, std::string_view cell)
{
    const bool isKnown = m_memos[index](
        cell, [this](std::string_view name) { return m_frame.places.isCountry(QString::fromUtf8(name)); });
    if (!isKnown)
        report(m_frame.columns[index], ProblemKind::CountryUnknown, ProblemLevel::Warning);
}

} // namespace rollcall
