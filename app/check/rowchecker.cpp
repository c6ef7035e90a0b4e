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

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
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

void RowChecker::reportRow(ProblemKind kind)
{
    m_hasError = true;
    m_problems->push_back({m_row, -1, kind, ProblemLevel::Error});
}

bool RowChecker::isOptedOut(const RowView &row) const
{
    return m_frame.optOutFile ||
           std::any_of(m_frame.columns.begin(), m_frame.columns.end(), [&row](const CheckedColumn &column) {
               return column.kind == FieldKind::OptOut &&
                      saysOptedOut(row.cells[column.column], column.optOut);
           });
}

RowChecker::Answer RowChecker::check(const RowView &row, std::vector<Problem> &problems)
{
    m_row = static_cast<quint32>(row.row);
    m_problems = &problems;
    m_isPlain = row.isPlain;
    m_hasError = false;
    const std::string_view email = row.cells[m_frame.columns[*m_frame.email].column];
    if (isOptedOut(row))
        return {RowState::LeftOut, emailFault(email) == EmailFault::None ? keyOf(email) : AddressKey()};
    if (row.quoteUnclosed)
        reportRow(ProblemKind::QuoteUnclosed);
    else if (row.isLong)
        reportRow(ProblemKind::RowLong);
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
        if (isMadeDate(cell))
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
    tally.monthFirst += date.shows == DateOrder::MonthFirst;
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

void RowChecker::checkPhone(const CheckedColumn &column, std::string_view cell)
{
    if (isInternational(cell))
        report(column, ProblemKind::PhoneInternational, ProblemLevel::Warning);
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
    const bool digits = std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || cell.size() < 3 || cell.size() > 4)
        return;
    const QString country = column.country ? toText(row.cells[*column.country]) : QString();
    const QString state = column.state ? toText(row.cells[*column.state]) : QString();
    const bool inUs = m_frame.places.countryWithStates(country) == QLatin1String("US");
    if (m_frame.places.hasLeadingZeros(state)
            ? inUs || country.isEmpty()
            : cell.size() == 4 && state.isEmpty() && (inUs || (column.hasFiveDigits && country.isEmpty())))
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
        const QString code = places.countryWithStates(toText(name));
        return code == QLatin1String("US") ? Us : code == QLatin1String("CA") ? Ca : Elsewhere;
    });
    if (country == Elsewhere)
        return;
    const QString code = country == Us ? QStringLiteral("US") : QStringLiteral("CA");
    Memo &memo = country == Us ? m_memos[index] : m_provinceMemos[index];
    if (!memo(row.cells[column.column],
              [&](std::string_view state) { return places.isState(code, toText(state)); }))
        report(column, ProblemKind::StateUnknown, ProblemLevel::Warning);
}

void RowChecker::checkCountry(size_t index, std::string_view cell)
{
    const bool isKnown = m_memos[index](
        cell, [this](std::string_view name) { return m_frame.places.isCountry(toText(name)); });
    if (!isKnown)
        report(m_frame.columns[index], ProblemKind::CountryUnknown, ProblemLevel::Warning);
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
    case CustomType::Text:
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
                return chosenIn(*column.custom, toText(text)).has_value();
            }))
            report(column, ProblemKind::ChoiceUnknown, ProblemLevel::Error);
        return;
    }
}

} // namespace rollcall
