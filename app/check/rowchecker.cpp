#include "check/rowchecker.h"

#include "check/celldamage.h"
#include "check/customtext.h"
#include "check/optout.h"
#include "check/tagtext.h"
#include "contact/addressparts.h"
#include "contact/emailaddress.h"
#include "contact/nameparts.h"

#include <algorithm>
#include <charconv>

namespace rollcall {
namespace {

constexpr size_t mostTags = 50;          // that a contact can have (constant-contact-v3.md 3.1)
constexpr qsizetype separatorLength = 2; // between the two lines of a street, as they are sent: ", "

int smallNumber(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

} // namespace

RowChecker::RowChecker(const CheckFrame &frame)
    : tallies(frame.columns.size())
    , m_frame(frame)
    , m_memos(frame.columns.size())
    , m_countryMemos(frame.columns.size())
    , m_provinceMemos(frame.columns.size())
{}

void RowChecker::report(const CheckedColumn &column, ProblemKind kind, ProblemLevel level)
{
    m_hasError = m_hasError || level == ProblemLevel::Error;
    m_problems->push_back({m_row, static_cast<qint16>(column.column), kind, level});
}

/// Also of a column that is not sent; of none where the row is longer than the table.
void RowChecker::tellOfCell(size_t cell, ProblemKind kind, const RowView &row, ProblemLevel level)
{
    m_hasError = m_hasError || level == ProblemLevel::Error;
    m_problems->push_back(
        {m_row, static_cast<qint16>(cell < row.cells.size() ? static_cast<int>(cell) : -1), kind, level});
}

void RowChecker::reportRow(ProblemKind kind)
{
    m_hasError = true;
    m_problems->push_back({m_row, -1, kind, ProblemLevel::Error});
}

RowChecker::OptOut RowChecker::optOutOf(const RowView &row)
{
    if (m_frame.optOutFile)
        return OptOut::Yes;
    OptOut said = OptOut::No;
    for (size_t i = 0; i < m_frame.columns.size(); ++i) {
        const CheckedColumn &column = m_frame.columns[i];
        if (column.kind != FieldKind::OptOut)
            continue;
        // Where the cells are not in their columns nobody's yes is missing: such a row is to be fixed.
        if (column.optOut == OptOutRule::Agreed && (row.isLong || row.quoteUnclosed))
            continue;
        const auto isOut = [&column](std::string_view text) { return saysOptedOut(text, column.optOut); };
        const std::string_view cell = row.cells[column.column];
        if (!(cell.empty() || column.optOut == OptOutRule::Filled ? isOut(cell)
                                                                  : m_memos[i](cell, isOut) != 0))
            continue;
        const bool isMoved = row.tornCell >= 0 && row.tornCell < static_cast<qsizetype>(column.column);
        if (column.optOut == OptOutRule::Agreed && isMoved)
            said = std::max(said, OptOut::Unclear);
        else if (column.optOut == OptOutRule::Status && isStatusOfTicket(cell))
            said = OptOut::OfRow;
        else
            return OptOut::Yes;
    }
    return said;
}

RowChecker::Answer RowChecker::check(const RowView &row, std::vector<Problem> &problems)
{
    m_row = static_cast<quint32>(row.row);
    m_problems = &problems;
    m_isPlain = row.isPlain;
    m_hasError = false;
    const std::string_view email = row.cells[m_frame.columns[*m_frame.email].column];
    const OptOut optOut = optOutOf(row);
    if (optOut == OptOut::Yes)
        return {RowState::LeftOut, likelyKeyOf(email)};
    if (optOut == OptOut::OfRow)
        return {RowState::LeftOut, {}};
    if (row.quoteUnclosed)
        reportRow(ProblemKind::QuoteUnclosed);
    else if (row.isLong)
        reportRow(ProblemKind::RowLong);
    if (row.tornCell >= 0)
        tellOfCell(static_cast<size_t>(row.tornCell), ProblemKind::QuoteInside, row,
                   optOut == OptOut::Unclear ? ProblemLevel::Error : ProblemLevel::Warning);
    if (row.hasLineBreak)
        checkLineBreaks(row);
    Answer answer;
    for (size_t i = 0; i < m_frame.columns.size(); ++i) {
        if (i == *m_frame.email)
            answer.key = checkEmail(m_frame.columns[i], email);
        else if (!row.cells[m_frame.columns[i].column].empty())
            checkCell(i, row);
    }
    if (m_frame.birthdayMonth || m_frame.birthdayDay)
        checkBirthdayParts(row);
    if (m_frame.manyPhones)
        checkPhones(row);
    answer.state = m_hasError ? RowState::ToFix : RowState::Ready;
    return answer;
}

AddressKey RowChecker::keyOf(std::string_view email)
{
    EmailBuffer buffer;
    return AddressKey::of(normalisedEmail(email, buffer));
}

/// Also where there is more than the address in the cell: they opted out under each form of it.
AddressKey RowChecker::likelyKeyOf(std::string_view email)
{
    if (emailFault(email) == EmailFault::None)
        return keyOf(email);
    const QByteArray likely = likelyAddress(QString::fromUtf8(email)).toUtf8();
    return likely.isEmpty() ? AddressKey() : keyOf({likely.constData(), static_cast<size_t>(likely.size())});
}

AddressKey RowChecker::checkEmail(const CheckedColumn &column, std::string_view cell)
{
    switch (const EmailFault fault = emailFault(cell)) {
    case EmailFault::None:
        checkEmailWarnings(column, cell);
        return keyOf(cell);
    case EmailFault::Missing:
        report(column, ProblemKind::EmailMissing, ProblemLevel::Error);
        return {};
    case EmailFault::TooLong:
        report(column, ProblemKind::TooLong, ProblemLevel::Error);
        return {};
    default:
        if (checkDamage(column, cell))
            return {};
        const bool two = fault == EmailFault::TwoAts && holdsTwoAddresses(cell);
        report(column, two ? ProblemKind::TwoAddresses : ProblemKind::EmailSyntax, ProblemLevel::Error);
        return {};
    }
}

void RowChecker::checkEmailWarnings(const CheckedColumn &column, std::string_view cell)
{
    Memo &mistyped = m_memos[*m_frame.email];
    if (cell.size() > maxBulkEmailLength)
        report(column, ProblemKind::EmailLong, ProblemLevel::Warning);
    if (mistyped(cell.substr(cell.find('@') + 1),
                 [](std::string_view domain) { return !likelyDomain(domain).empty(); }))
        report(column, ProblemKind::EmailDomainTypo, ProblemLevel::Warning);
    if (isRoleAddress(cell))
        report(column, ProblemKind::EmailRole, ProblemLevel::Warning);
    if (cell.front() == '\'' &&
        cell.rfind('\'') == 0) // which an address may begin with, though hardly any does
        report(column, ProblemKind::TextMark, ProblemLevel::Warning);
}

void RowChecker::checkCell(size_t index, const RowView &row)
{
    const CheckedColumn &column = m_frame.columns[index];
    const std::string_view cell = row.cells[column.column];
    if (column.kind == FieldKind::OptOut || checkDamage(column, cell))
        return;
    if (column.kind == FieldKind::Tag)
        return checkTags(column, cell);
    if (column.maxLength > 0 && (column.street || cell.size() > static_cast<size_t>(column.maxLength)))
        checkLength(column, row);
    switch (column.kind) {
    case FieldKind::Date:
    case FieldKind::Birthday:
        return checkDate(index, cell);
    case FieldKind::Phone:
        return checkPhone(column, cell);
    case FieldKind::Zip:
        return checkZip(index, row);
    case FieldKind::State:
        return checkState(index, row);
    case FieldKind::Country:
        return checkCountry(index, cell);
    case FieldKind::Text:
        if (isMadeDate(cell) || isWholeDate(cell))
            report(column, ProblemKind::NumberDamaged, ProblemLevel::Warning);
        return;
    case FieldKind::FullName:
    case FieldKind::FullAddress:
        return checkParts(column, cell);
    case FieldKind::Custom:
        return checkCustom(index, cell);
    default:
        return;
    }
}

/// True where nothing more can be said of the cell.
bool RowChecker::checkDamage(const CheckedColumn &column, std::string_view cell)
{
    const char first = cell.front();
    if ((first == '#' || first == 'E') && isCellError(cell)) {
        report(column, ProblemKind::CellError, ProblemLevel::Error);
        return true;
    }
    if (((first >= '0' && first <= '9') || first == '-') && isDamagedNumber(cell)) {
        report(column, ProblemKind::NumberDamaged, ProblemLevel::Error);
        return true;
    }
    if ((first == '=' || first == '\'') && hasTextMark(cell)) {
        report(column, ProblemKind::TextMark, ProblemLevel::Warning);
        return false;
    }
    if (m_isPlain || isPlainText(cell))
        return false;
    if (hasControlCharacters(cell)) {
        report(column, ProblemKind::NotText, ProblemLevel::Error);
        return true;
    }
    if (isMojibake(cell))
        report(column, ProblemKind::Mojibake, ProblemLevel::Warning);
    return false;
}

void RowChecker::checkLength(const CheckedColumn &column, const RowView &row)
{
    const std::string_view cell = row.cells[column.column];
    const qsizetype before = column.street ? textLength(row.cells[*column.street]) : 0;
    const qsizetype most = column.maxLength - (before > 0 ? before + separatorLength : 0);
    if (static_cast<qsizetype>(cell.size()) > most && textLength(cell) > most)
        report(column, ProblemKind::TooLong, ProblemLevel::Error);
}

void RowChecker::checkDate(size_t index, std::string_view cell)
{
    const CheckedColumn &column = m_frame.columns[index];
    const DateText date = DateText::parse(cell, column.order);
    DateTally &tally = tallies[index];
    if (date.shows == DateOrder::MonthFirst) {
        ++tally.monthFirst;
        tally.dotsMonthFirst += cell.find('.') != std::string_view::npos;
    }
    tally.dayFirst += date.shows == DateOrder::DayFirst;
    if (date.bothWays && tally.bothWays++ == 0)
        tally.firstBothWays = m_row;
    switch (date.kind) {
    case DateText::Kind::Date:
    case DateText::Kind::Empty:
        return;
    case DateText::Kind::DayAndMonth:
        if (column.kind != FieldKind::Birthday)
            report(column, ProblemKind::DateUnknown, ProblemLevel::Error);
        else if (date.maybeYear)
            report(column, ProblemKind::DateAmbiguous, ProblemLevel::Warning);
        return;
    case DateText::Kind::Unknown:
        return report(column, ProblemKind::DateUnknown, ProblemLevel::Error);
    case DateText::Kind::Impossible:
        return report(column, ProblemKind::DateImpossible, ProblemLevel::Error);
    case DateText::Kind::Serial:
        return report(column, ProblemKind::NumberDamaged, ProblemLevel::Error);
    }
}

/// People who would be missing without a word.
void RowChecker::checkLineBreaks(const RowView &row)
{
    for (size_t i = 0; m_frame.delimiter && i < row.cells.size(); ++i) {
        if (holdsRows(row.cells[i], m_frame.delimiter))
            tellOfCell(i, ProblemKind::CellHoldsRows, row, ProblemLevel::Warning);
    }
}

/// Both or neither, and a day that there is (constant-contact-v3.md 2.5).
void RowChecker::checkBirthdayParts(const RowView &row)
{
    const auto cellOf = [&](const std::optional<size_t> &index) {
        return index ? row.cells[m_frame.columns[*index].column] : std::string_view();
    };
    const std::string_view month = cellOf(m_frame.birthdayMonth);
    const std::string_view day = cellOf(m_frame.birthdayDay);
    if (month.empty() && day.empty())
        return;
    const bool isDay = smallNumber(day) >= 1 && smallNumber(day) <= 31;
    const size_t wrong = isDay && m_frame.birthdayMonth ? *m_frame.birthdayMonth
                         : m_frame.birthdayDay          ? *m_frame.birthdayDay
                                                        : *m_frame.birthdayMonth;
    const DateText::Kind kind =
        month.empty() || !isDay ? DateText::Kind::Unknown : birthdayOf(month, day).kind;
    if (kind != DateText::Kind::DayAndMonth) {
        report(m_frame.columns[wrong],
               kind == DateText::Kind::Impossible ? ProblemKind::DateImpossible : ProblemKind::DateUnknown,
               ProblemLevel::Error);
    }
}

void RowChecker::checkParts(const CheckedColumn &column, std::string_view cell)
{
    const auto isTooLong = [](std::string_view text, Field field) {
        return textLength(text) > fieldInfo(field).maxLength;
    };
    bool tooLong = false;
    if (column.kind == FieldKind::FullName) {
        const NameParts name = NameParts::of(cell);
        tooLong = isTooLong(name.first, Field::FirstName) || isTooLong(name.last, Field::LastName);
    } else {
        const AddressParts address = AddressParts::of(cell);
        tooLong = isTooLong(address.street, Field::Street) || isTooLong(address.city, Field::City) ||
                  isTooLong(address.country, Field::Country);
    }
    if (tooLong)
        report(column, ProblemKind::TooLong, ProblemLevel::Error);
}

void RowChecker::checkTags(const CheckedColumn &column, std::string_view cell)
{
    if (cell.size() <= 2 * mostTags)
        return;
    const QStringList names = tagsIn(cell);
    const bool tooLong = std::any_of(names.cbegin(), names.cend(), [&column](const QString &name) {
        return name.size() > column.maxLength;
    });
    if (tooLong || names.size() > qsizetype(mostTags))
        report(column, ProblemKind::TooLong, ProblemLevel::Error);
}

void RowChecker::checkCustom(size_t index, std::string_view cell)
{
    const CheckedColumn &column = m_frame.columns[index];
    switch (customTypeOf(column.custom)) {
    case CustomType::Text: // where whole dates are what is meant to be there as likely as not
        if (isMadeDate(cell))
            report(column, ProblemKind::NumberDamaged, ProblemLevel::Warning);
        return;
    case CustomType::Date:
        return checkDate(index, cell);
    case CustomType::Number:
        if (plainNumber(cell).empty())
            report(column, ProblemKind::NumberInvalid, ProblemLevel::Error);
        return;
    case CustomType::Boolean:
        if (!booleanOf(cell))
            report(column, ProblemKind::ChoiceUnknown, ProblemLevel::Error);
        return;
    case CustomType::Choice:
    case CustomType::Choices:
        if (!m_memos[index](cell, [&](std::string_view text) {
                return chosenIn(*column.custom, QString::fromUtf8(text)).has_value();
            }))
            report(column, ProblemKind::ChoiceUnknown, ProblemLevel::Error);
        return;
    }
}

} // namespace rollcall
