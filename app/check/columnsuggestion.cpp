#include "check/columnmapping.h"

#include "check/optout.h"
#include "contact/emailaddress.h"
#include "support/text.h"
#include "table/sheet.h"

#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace rollcall {
namespace {

constexpr qint64 sampleRows = 1000;

/// What the first rows hold in one column.
struct Sample
{
    int filled = 0;
    int addresses = 0;
    int phones = 0;
    int honorifics = 0;
    int wholeAddresses = 0;
    std::array<int, 4>
        labels{}; ///< mobile, home, work, another: of address books that name the kind beside the number

    bool mostly(int count) const { return filled > 0 && count * 10 >= filled * 9; }
    bool often(int count) const { return filled > 0 && count * 10 >= filled * 6; }
};

bool isHonorific(std::string_view text)
{
    constexpr std::string_view known[] = {"mr",   "mrs",    "ms",   "miss", "mx",  "dr",  "prof",
                                          "rev",  "sir",    "herr", "frau", "m",   "mme", "mlle",
                                          "sr",   "sra",    "srta", "d",    "dña", "sig", "sig.ra",
                                          "dott", "dr.med", "fr",   "hr",   "mag", "ing"};
    std::array<char, 12> lower;
    while (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    if (text.size() > lower.size())
        return false;
    std::transform(text.begin(), text.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::find(std::begin(known), std::end(known), std::string_view(lower.data(), text.size())) !=
           std::end(known);
}

bool looksLikePhone(std::string_view text)
{
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    // Without anything between the digits it may as well be a member's number.
    return digits >= 7 && digits <= 15 && static_cast<size_t>(digits) < text.size() &&
           text.find_first_not_of("0123456789 ()+-./x") == std::string_view::npos;
}

/// "1 Main St  Springfield  IL  62701" (Mailchimp), "1 Main St, Springfield, IL 62701", or several lines.
bool looksLikeWholeAddress(std::string_view text)
{
    return text.find("  ") != std::string_view::npos || text.find('\n') != std::string_view::npos ||
           std::count(text.begin(), text.end(), ',') >= 2;
}

size_t labelOf(std::string_view text)
{
    if (text.starts_with("* ")) // Google marks the preferred one
        text.remove_prefix(2);
    if (text == "Mobile" || text == "mobile" || text == "Cell")
        return 0;
    if (text == "Home" || text == "home")
        return 1;
    return text == "Work" || text == "work" ? 2 : 3;
}

std::vector<Sample> sampleOf(const Sheet &sheet)
{
    std::vector<Sample> samples(static_cast<size_t>(sheet.columnCount()));
    Sheet::Reader reader(sheet, 0, std::min(sampleRows, sheet.rowCount()));
    for (RowView row; reader.next(row);) {
        for (size_t column = 0; column < std::min(samples.size(), row.cells.size()); ++column) {
            const std::string_view cell = row.cells[column];
            if (cell.empty())
                continue;
            Sample &sample = samples[column];
            ++sample.filled;
            sample.addresses += emailFault(cell) == EmailFault::None;
            sample.phones += looksLikePhone(cell);
            sample.honorifics += isHonorific(cell);
            sample.wholeAddresses += looksLikeWholeAddress(cell);
            ++sample.labels[labelOf(cell)];
        }
    }
    return samples;
}

/// Builds the suggestion: what is clearly said first, then what is less so.
class Suggestion
{
public:
    Suggestion(const Sheet &sheet, const QList<CustomField> &customFields)
        : m_headers(sheet.headers())
        , m_samples(sampleOf(sheet))
        , m_customFields(customFields)
        , m_aliases(HeaderAliases::shipped())
        , m_targets(static_cast<size_t>(sheet.columnCount()))
    {
        for (size_t column = 0; column < m_targets.size(); ++column)
            m_meanings.push_back(m_aliases.exact(header(column)));
    }

    std::vector<std::optional<ColumnTarget>> made()
    {
        chooseEmail();
        forEachFree([this](size_t column) { takeCustom(column); });
        forEachFree([this](size_t column) { takeAlias(column, false, false); });
        forEachFree([this](size_t column) { takeAlias(column, true, false); });
        forEachFree([this](size_t column) { takeAlias(column, true, true); });
        forEachFree([this](size_t column) { takeByContent(column); });
        forEachFree([this](size_t column) { takeNear(column); });
        return std::move(m_targets);
    }

private:
    template <typename Step>
    void forEachFree(Step step)
    {
        for (size_t column = 0; column < m_targets.size(); ++column) {
            if (!m_targets[column])
                step(column);
        }
    }

    QString header(size_t column) const { return m_headers.value(static_cast<qsizetype>(column)); }
    bool has(Field field) const { return columnWith({field, {}, {}, true, {}, {}}).has_value(); }

    bool means(Field field) const
    {
        return std::any_of(m_meanings.begin(), m_meanings.end(),
                           [field](const auto &meaning) { return meaning && meaning->field == field; });
    }

    std::optional<size_t> columnWith(const ColumnTarget &target) const
    {
        for (size_t column = 0; column < m_targets.size(); ++column) {
            if (m_targets[column] && isSameField(target, *m_targets[column]))
                return column;
        }
        return {};
    }

    void leaveOut(size_t column, const QString &why)
    {
        m_targets[column] = {Field::Ignore, {}, why, true, {}, {}};
    }

    void take(size_t column, ColumnTarget target)
    {
        const auto other = columnWith(target);
        if (!other) {
            m_targets[column] = std::move(target);
            return;
        }
        // Exports have empty columns for whatever could be there: they do not stand in the way of one with
        // cells.
        const bool isOtherEmpty = m_samples[*other].filled == 0 && m_samples[column].filled > 0;
        const size_t taken = isOtherEmpty ? column : *other;
        const size_t left = isOtherEmpty ? *other : column;
        const QString field = target.field == Field::Custom ? target.customName : fieldLabel(target.field);
        const QString name = header(taken);
        QString why = name.isEmpty() || name == header(left)
                          ? Text::tr("“%1” is taken from column %2").arg(field).arg(taken + 1)
                          : Text::tr("“%1” is taken from the column “%2”").arg(field, name);
        if (fieldInfo(target.field).kind == FieldKind::Phone)
            why += Text::tr("; an import has one of a kind, so choose another kind for this one");
        leaveOut(left, why);
        if (isOtherEmpty)
            m_targets[column] = std::move(target);
    }

    bool saysEmail(size_t column) const
    {
        return m_meanings[column] && m_meanings[column]->field == Field::Email;
    }

    void chooseEmail();
    void takeCustom(size_t column);
    void takeAlias(size_t column, bool weak, bool repeat);
    void takeByContent(size_t column);
    void takeNear(size_t column);
    std::optional<HeaderAliases::Meaning> refined(size_t column, HeaderAliases::Meaning meaning);
    Field nameField() const;
    Field phoneKind(size_t column) const;

    QStringList m_headers;
    std::vector<Sample> m_samples;
    const QList<CustomField> &m_customFields;
    const HeaderAliases &m_aliases;
    std::vector<std::optional<HeaderAliases::Meaning>> m_meanings;
    std::vector<std::optional<ColumnTarget>> m_targets;
};

/// The column whose header says so and that holds addresses; else one that holds them; else the header's word
/// for it.
void Suggestion::chooseEmail()
{
    std::optional<size_t> best;
    const auto rank = [this](size_t column) {
        const HeaderAliases::Meaning &meaning = *m_meanings[column];
        return std::tuple(m_samples[column].addresses == 0, meaning.repeat, meaning.weak,
                          -m_samples[column].addresses);
    };
    for (size_t column = 0; column < m_targets.size(); ++column) {
        if (saysEmail(column) && (!best || rank(column) < rank(*best)))
            best = column;
    }
    QString why = Text::tr("Header");
    if (!best || m_samples[*best].addresses == 0) {
        for (size_t column = 0; column < m_targets.size(); ++column) {
            const Sample &sample = m_samples[column];
            const bool named = m_meanings[column] && m_meanings[column]->field == Field::Ignore;
            if (named || !sample.often(sample.addresses) ||
                (best && m_samples[*best].addresses >= sample.addresses))
                continue;
            best = column;
            why = Text::tr("%1 of %2 are e-mail addresses")
                      .arg(QLocale().toString(sample.addresses), QLocale().toString(sample.filled));
        }
    }
    if (best)
        m_targets[*best] = ColumnTarget{Field::Email, {}, why, true, {}, {}};
    forEachFree([this](size_t column) {
        if (!saysEmail(column))
            return;
        leaveOut(column, Text::tr("Constant Contact keeps one e-mail address for each contact"));
        m_targets[column]->spareEmail = true;
    });
}

void Suggestion::takeCustom(size_t column)
{
    const QString text = header(column);
    const bool prefixed = text.startsWith(QLatin1String("cf:"), Qt::CaseInsensitive) && text.size() > 3;
    const auto &meaning = m_meanings[column];
    // Whoever opted out is not written to because the account has a field of that name, too.
    if (!prefixed && meaning && meaning->field == Field::DoNotMail && !meaning->weak)
        return;
    if (m_customFields.isEmpty() && prefixed) {
        take(column,
             {Field::Custom, text.mid(3), Text::tr("Header; not compared with the account"), true, {}, {}});
    } else if (const CustomField *field = findCustomField(m_customFields, prefixed ? text.mid(3) : text);
               field && !HeaderAliases::normalised(text).isEmpty()) {
        take(column, {Field::Custom, field->name, Text::tr("Custom field of the account"), true, {}, {}});
    } else if (prefixed) {
        leaveOut(column, Text::tr("The account has no custom field “%1”").arg(text.mid(3)));
    }
}

void Suggestion::takeAlias(size_t column, bool weak, bool repeat)
{
    const auto &meaning = m_meanings[column];
    if (!meaning || meaning->repeat != repeat || (!repeat && meaning->weak != weak))
        return;
    if (meaning->field == Field::Ignore) {
        leaveOut(column, Text::tr("Constant Contact has no place for it"));
    } else if (const auto fits = refined(column, *meaning)) {
        take(column, {fits->field,
                      {},
                      Text::tr("Header"),
                      !fits->weak || fits->field != Field::DoNotMail,
                      fits->optOut,
                      {}});
    }
}

/// What a header that can mean several things means in this table; nothing when the column is dealt with.
std::optional<HeaderAliases::Meaning> Suggestion::refined(size_t column, HeaderAliases::Meaning meaning)
{
    const Sample &sample = m_samples[column];
    switch (meaning.field) {
    case Field::JobTitle:
        if (meaning.weak && sample.often(sample.honorifics)) {
            leaveOut(column, Text::tr("“Mr.” and the like are no job titles"));
            return {};
        }
        break;
    case Field::FullName:
        meaning.field = nameField();
        if (meaning.field == Field::Ignore) {
            leaveOut(column, Text::tr("First and last name have columns of their own"));
            return {};
        }
        break;
    case Field::Street:
    case Field::FullAddress: {
        const bool inParts = has(Field::City) || has(Field::Zip);
        if (meaning.field == Field::Street && meaning.weak && !inParts && sample.often(sample.wholeAddresses))
            meaning.field = Field::FullAddress;
        if (meaning.field == Field::FullAddress && inParts) {
            leaveOut(column, Text::tr("The parts of the address have columns of their own"));
            return {};
        }
        break;
    }
    case Field::State: // Mailchimp's are those of the computer that somebody signed up at
    case Field::Country:
        if (meaning.weak && has(Field::FullAddress)) {
            leaveOut(column, Text::tr("The whole address has a column of its own"));
            return {};
        }
        break;
    case Field::Phone:
        meaning.field = phoneKind(column);
        break;
    case Field::Birthday: // "Birth Day" beside "Birth Month"
        if (means(Field::BirthdayMonth) && !means(Field::BirthdayDay))
            meaning.field = Field::BirthdayDay;
        break;
    default:
        break;
    }
    return meaning;
}

/// "Name" beside "Vorname" is the last name, "Nombre" beside "Apellidos" the first.
Field Suggestion::nameField() const
{
    const bool first = has(Field::FirstName);
    const bool last = has(Field::LastName);
    if (first && last)
        return Field::Ignore;
    return first ? Field::LastName : last ? Field::FirstName : Field::FullName;
}

/// Google writes "Phone 1 - Label" beside "Phone 1 - Value".
Field Suggestion::phoneKind(size_t column) const
{
    static const QRegularExpression value(QStringLiteral("^phone(\\d+)value$"));
    const auto match = value.match(HeaderAliases::normalised(header(column)));
    if (!match.hasMatch())
        return Field::Phone;
    for (size_t other = 0; other < m_targets.size(); ++other) {
        const QString name = HeaderAliases::normalised(header(other));
        const QString stem = QLatin1String("phone") + match.captured(1);
        if (name != stem + QLatin1String("label") && name != stem + QLatin1String("type"))
            continue;
        constexpr std::array kinds{Field::MobilePhone, Field::HomePhone, Field::WorkPhone};
        for (size_t kind = 0; kind < kinds.size(); ++kind) {
            if (m_samples[other].often(m_samples[other].labels[kind]))
                return kinds[kind];
        }
    }
    return Field::Phone;
}

void Suggestion::takeByContent(size_t column)
{
    const Sample &sample = m_samples[column];
    if (!has(Field::Phone) && sample.mostly(sample.phones)) {
        take(column, {Field::Phone,
                      {},
                      Text::tr("%1 of %2 look like phone numbers")
                          .arg(QLocale().toString(sample.phones), QLocale().toString(sample.filled)),
                      false,
                      {},
                      {}});
    }
}

void Suggestion::takeNear(size_t column)
{
    const auto guess = m_aliases.near(header(column));
    if (!guess || guess->field == Field::Email)
        return;
    const auto fits = refined(column, *guess);
    if (fits && !columnWith({fits->field, {}, {}, false, {}, {}})) {
        const QString why = Text::tr("Looks like “%1”").arg(fieldLabel(fits->field));
        m_targets[column] = ColumnTarget{fits->field, {}, why, false, fits->optOut, {}};
    }
}

} // namespace

ColumnMapping ColumnMapping::suggest(const Sheet &sheet, const QList<CustomField> &customFields)
{
    ColumnMapping mapping;
    qsizetype column = 0;
    for (const auto &target : Suggestion(sheet, customFields).made())
        mapping.set(column++, target.value_or(ColumnTarget()));
    // In a ZIP the part says it: a sheet's name has no ending.
    mapping.m_optOutFile = isOptOutFileName(QFileInfo(sheet.path()).fileName()) ||
                           isOptOutFileName(sheet.format().sheetName + QLatin1Char('.'));
    return mapping;
}

} // namespace rollcall
