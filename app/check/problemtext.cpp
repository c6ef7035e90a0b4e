#include "check/rowcheck.h"

#include "check/celldamage.h"
#include "check/customtext.h"
#include "check/places.h"
#include "contact/emailaddress.h"
#include "support/text.h"
#include "table/editdistance.h"
#include "table/sheet.h"

#include <QLocale>

#include <array>

namespace rollcall {
namespace {

struct KindWords
{
    ProblemKind kind;
    const char *name;
    const char *label;
};

constexpr std::array<KindWords, static_cast<size_t>(ProblemKind::Count)> words{{
    {ProblemKind::EmailMissing, "email_missing", QT_TRANSLATE_NOOP("rollcall::Text", "No address")},
    {ProblemKind::EmailSyntax, "email_syntax", QT_TRANSLATE_NOOP("rollcall::Text", "Not an address")},
    {ProblemKind::EmailDomainTypo, "email_domain_typo",
     QT_TRANSLATE_NOOP("rollcall::Text", "Provider mistyped?")},
    {ProblemKind::EmailRole, "email_role", QT_TRANSLATE_NOOP("rollcall::Text", "Not a person’s address")},
    {ProblemKind::TooLong, "too_long", QT_TRANSLATE_NOOP("rollcall::Text", "Too long")},
    {ProblemKind::DateUnknown, "date_unknown", QT_TRANSLATE_NOOP("rollcall::Text", "Not a date")},
    {ProblemKind::DateAmbiguous, "date_ambiguous",
     QT_TRANSLATE_NOOP("rollcall::Text", "Day or month first?")},
    {ProblemKind::DateImpossible, "date_impossible", QT_TRANSLATE_NOOP("rollcall::Text", "No such day")},
    {ProblemKind::NumberDamaged, "number_damaged",
     QT_TRANSLATE_NOOP("rollcall::Text", "Changed by a spreadsheet")},
    {ProblemKind::ZerosLost, "zeros_lost", QT_TRANSLATE_NOOP("rollcall::Text", "Leading zero lost?")},
    {ProblemKind::CellError, "cell_error", QT_TRANSLATE_NOOP("rollcall::Text", "Spreadsheet error")},
    {ProblemKind::Mojibake, "mojibake", QT_TRANSLATE_NOOP("rollcall::Text", "Broken accents")},
    {ProblemKind::ChoiceUnknown, "choice_unknown",
     QT_TRANSLATE_NOOP("rollcall::Text", "Not one of the choices")},
    {ProblemKind::CountryUnknown, "country_unknown", QT_TRANSLATE_NOOP("rollcall::Text", "Unknown country")},
    {ProblemKind::PhoneInternational, "phone_international",
     QT_TRANSLATE_NOOP("rollcall::Text", "Phone number abroad")},
    {ProblemKind::TwoAddresses, "two_addresses", QT_TRANSLATE_NOOP("rollcall::Text", "Two addresses")},
    {ProblemKind::RowLong, "row_long", QT_TRANSLATE_NOOP("rollcall::Text", "Too many cells")},
    {ProblemKind::QuoteUnclosed, "quote_unclosed", QT_TRANSLATE_NOOP("rollcall::Text", "Quote never closed")},
    {ProblemKind::EmailLong, "email_long", QT_TRANSLATE_NOOP("rollcall::Text", "Long address")},
    {ProblemKind::NotText, "not_text", QT_TRANSLATE_NOOP("rollcall::Text", "Not text")},
    {ProblemKind::StateUnknown, "state_unknown", QT_TRANSLATE_NOOP("rollcall::Text", "Unknown state")},
    {ProblemKind::NumberInvalid, "number_invalid", QT_TRANSLATE_NOOP("rollcall::Text", "Not a number")},
    {ProblemKind::PhonesTooMany, "phones_too_many",
     QT_TRANSLATE_NOOP("rollcall::Text", "More than three phones")},
    {ProblemKind::EmailRepeated, "email_repeated",
     QT_TRANSLATE_NOOP("rollcall::Text", "Address of an earlier row")},
    {ProblemKind::TextMark, "text_mark", QT_TRANSLATE_NOOP("rollcall::Text", "Sign of a spreadsheet")},
    {ProblemKind::QuoteInside, "quote_inside", QT_TRANSLATE_NOOP("rollcall::Text", "Quote inside a cell")},
    {ProblemKind::CellHoldsRows, "cell_holds_rows",
     QT_TRANSLATE_NOOP("rollcall::Text", "Rows inside a cell?")},
}};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < words.size(); ++i) {
        if (words[i].kind != static_cast<ProblemKind>(i))
            return false;
    }
    return true;
}
static_assert(isInOrder(), "the table is looked up by the kind's number");

/// What a problem is about, put together when someone looks at it.
struct Subject
{
    Subject(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping)
        : cell(problem.column < 0 ? QString() : sheet.cell(problem.row, problem.column))
        , bytes(cell.toUtf8())
        , target(problem.column < 0 || problem.column >= mapping.size() ? ColumnTarget()
                                                                        : mapping.at(problem.column))
        , info(fieldInfo(target.field))
    {}

    std::string_view view() const { return {bytes.constData(), static_cast<size_t>(bytes.size())}; }

    /// The cell as a person can take it in.
    QString quoted() const
    {
        constexpr qsizetype most = 60;
        QString text = cell.simplified();
        return QStringLiteral("“%1”").arg(text.size() > most ? text.left(most) + QChar(0x2026) : text);
    }

    QString domain() const { return cell.section(QLatin1Char('@'), -1); }

    QString likelyDomain() const
    {
        const QByteArray name = domain().toUtf8();
        return QString::fromStdString(
            rollcall::likelyDomain({name.constData(), static_cast<size_t>(name.size())}));
    }

    QString cell;
    QByteArray bytes;
    ColumnTarget target;
    const FieldInfo &info;
};

QString lengthMessage(const Subject &subject)
{
    if (subject.info.field == Field::Email)
        return emailFaultText(EmailFault::TooLong);
    if (subject.info.kind == FieldKind::Tag)
        return Text::tr("A tag has at most 255 characters, and a contact at most 50 tags.");
    const int most = subject.info.maxLength > 0                 ? subject.info.maxLength
                     : subject.info.kind == FieldKind::FullName ? fieldInfo(Field::FirstName).maxLength
                                                                : fieldInfo(Field::City).maxLength;
    if (subject.info.maxLength > 0 && textLength(subject.view()) <= most)
        return Text::tr("With the line before it, this street is longer than the %1 characters that Constant "
                        "Contact takes.")
            .arg(most);
    if (subject.info.maxLength == 0)
        return Text::tr("A part of this is longer than the %1 characters that Constant Contact takes.")
            .arg(most);
    return Text::tr("This has %1 characters; Constant Contact takes at most %2.")
        .arg(QLocale().toString(textLength(subject.view())))
        .arg(most);
}

QString dateUnknownMessage(const Subject &subject)
{
    if (subject.info.field == Field::BirthdayMonth || subject.info.field == Field::BirthdayDay)
        return Text::tr("A birthday needs both a month and a day.");
    if (DateText::parse(subject.view()).kind == DateText::Kind::DayAndMonth)
        return Text::tr("%1 has no year.").arg(subject.quoted());
    return Text::tr("%1 is not a date.").arg(subject.quoted());
}

QString dateAmbiguousMessage(const Subject &subject)
{
    if (DateText::parse(subject.view()).maybeYear)
        return Text::tr(
                   "%1 can be a month and a day, or a month and a year; a spreadsheet may have changed it.")
            .arg(subject.quoted());
    return Text::tr(
               "Dates such as %1 can be read with the day or the month first, and this column does not tell. "
               "They are read "
               "with the month first, as Constant Contact does.")
        .arg(subject.quoted());
}

QString dateOf(const Subject &subject)
{
    DateText date = DateText::parse(subject.view(), subject.target.dateOrder);
    // A date in the other order than the rest of its column.
    if (date.kind == DateText::Kind::Impossible && date.shows != DateOrder::Auto)
        date = DateText::parse(subject.view(), date.shows);
    return date.kind == DateText::Kind::Date || date.kind == DateText::Kind::Serial ? isoDate(date)
                                                                                    : QString();
}

QString cutToLength(const Subject &subject)
{
    QString text = subject.cell;
    const int most = subject.info.maxLength;
    if (most == 0 || text.size() <= most || subject.info.field == Field::Email ||
        subject.info.kind == FieldKind::Tag) // a part of a tag is another tag
        return {};
    if (subject.info.kind == FieldKind::Phone) { // a part of a number is none; of several the first
        text = text.section(QLatin1String(":::"), 0, 0).trimmed();
        return text.size() <= most ? text : QString();
    }
    text.truncate(most);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text.trimmed();
}

/// Where the cell of the address is empty, the person's address from another column.
QString spareAddress(qint64 row, const Sheet &sheet, const ColumnMapping &mapping)
{
    for (int column = 0; column < mapping.size(); ++column) {
        if (!mapping.at(column).spareEmail)
            continue;
        const QString cell = sheet.cell(row, column);
        const QByteArray bytes = cell.toUtf8();
        if (emailFault({bytes.constData(), static_cast<size_t>(bytes.size())}) == EmailFault::None)
            return cell;
    }
    return {};
}

QString likelyChoice(const Subject &subject, const QList<CustomField> &customFields)
{
    const CustomField *field = findCustomField(customFields, subject.target.customName);
    QString best;
    qsizetype fewest = 3;
    for (const CustomField::Choice &choice : field ? field->choices : QList<CustomField::Choice>()) {
        const qsizetype wrong = editDistance(choice.label.toCaseFolded(), subject.cell.toCaseFolded());
        if (wrong < fewest && wrong * 2 < choice.label.size()) {
            fewest = wrong;
            best = choice.label;
        }
    }
    return best;
}

} // namespace

QString problemKindName(ProblemKind kind)
{
    return QString::fromLatin1(words.at(static_cast<size_t>(kind)).name);
}

QString problemKindLabel(ProblemKind kind)
{
    return Text::tr(words.at(static_cast<size_t>(kind)).label);
}

QString problemMessage(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping)
{
    const Subject subject(problem, sheet, mapping);
    switch (problem.kind) {
    case ProblemKind::EmailMissing:
        return emailFaultText(EmailFault::Missing);
    case ProblemKind::EmailSyntax:
        return emailFaultText(emailFault(subject.view()));
    case ProblemKind::EmailDomainTypo:
        return Text::tr("“%1” may be a typing mistake for “%2”.")
            .arg(subject.domain(), subject.likelyDomain());
    case ProblemKind::EmailRole:
        return Text::tr("This address belongs to a role, not to a person. Constant Contact may refuse it.");
    case ProblemKind::TooLong:
        return lengthMessage(subject);
    case ProblemKind::DateUnknown:
        return dateUnknownMessage(subject);
    case ProblemKind::DateAmbiguous:
        return dateAmbiguousMessage(subject);
    case ProblemKind::DateImpossible:
        if (subject.info.field == Field::BirthdayMonth || subject.info.field == Field::BirthdayDay)
            return Text::tr("This month and this day together are no day of the year.");
        return dateOf(subject).isEmpty()
                   ? Text::tr("There is no such day as %1.").arg(subject.quoted())
                   : Text::tr("%1 is no date in the order of the other dates in this column.")
                         .arg(subject.quoted());
    case ProblemKind::NumberDamaged:
        if (problem.level == ProblemLevel::Warning)
            return Text::tr("%1 may be what a spreadsheet made of something like 1/5 or 1-5. Look it up.")
                .arg(subject.quoted());
        return dateOf(subject).isEmpty()
                   ? Text::tr("A spreadsheet made %1 of a long number; the digits are lost. Look it up and "
                              "type it "
                              "again.")
                         .arg(subject.quoted())
                   : Text::tr("%1 is the number that a spreadsheet keeps a date as.").arg(subject.quoted());
    case ProblemKind::ZerosLost:
        if (subject.info.kind == FieldKind::Phone)
            return Text::
                tr("Other phone numbers in this column begin with a zero, and %1 does not; a spreadsheet may "
                   "have taken it away.")
                    .arg(subject.quoted());
        return Text::
            tr("%1 looks too short for a postal code; a spreadsheet may have taken the zeros in front away.")
                .arg(subject.quoted());
    case ProblemKind::CellError:
        return Text::tr("%1 is an error of a spreadsheet, not a value.").arg(subject.quoted());
    case ProblemKind::Mojibake:
        return Text::tr("Accented letters in %1 look broken.").arg(subject.quoted());
    case ProblemKind::ChoiceUnknown:
        return Text::tr("%1 is not one of the choices of this field.").arg(subject.quoted());
    case ProblemKind::CountryUnknown:
        return Text::tr("There is no known country called %1.").arg(subject.quoted());
    case ProblemKind::PhoneInternational:
        return Text::tr(
            "A bulk import may not take phone numbers of other countries; the contact is added without "
            "it then.");
    case ProblemKind::TwoAddresses:
        return Text::tr("There is more than one address in this cell; a contact has one.");
    case ProblemKind::RowLong:
        return Text::tr(
            "This row has more cells than the table has columns: a cell may have been torn apart.");
    case ProblemKind::QuoteUnclosed:
        return Text::tr("A quotation mark opens in this row and is never closed.");
    case ProblemKind::EmailLong:
        return Text::tr(
            "The address is longer than 50 characters: it is sent by itself, because a bulk import may "
            "not take it.");
    case ProblemKind::NotText:
        return Text::tr("This cell holds something that is not text.");
    case ProblemKind::StateUnknown:
        return Text::tr("%1 is not a state or province of that country.").arg(subject.quoted());
    case ProblemKind::NumberInvalid:
        return Text::tr("%1 is not a number.").arg(subject.quoted());
    case ProblemKind::PhonesTooMany:
        return Text::tr("Constant Contact keeps three phone numbers for a contact; this one is not sent.");
    case ProblemKind::EmailRepeated:
        return Text::tr(
            "An earlier row has this address, too, and an address is one contact. Give one of these people "
            "another address, or have the rows merged.");
    case ProblemKind::TextMark:
        return Text::tr(
                   "%1 has a spreadsheet’s sign for text around it or before it, which would be sent, too.")
            .arg(subject.quoted());
    case ProblemKind::QuoteInside:
        return Text::tr("There is a quotation mark inside this cell, where it may have been torn apart: what "
                        "follows it may stand in the wrong columns.");
    case ProblemKind::CellHoldsRows:
        return Text::tr(
            "This cell goes over several lines, one of which looks like a row of its own: a quotation "
            "mark in front of it may be wrong. Whoever stands in this cell is not added.");
    case ProblemKind::Count:
        break;
    }
    Q_UNREACHABLE();
}

QString problemSuggestion(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping,
                          const QList<CustomField> &customFields)
{
    const Subject subject(problem, sheet, mapping);
    switch (problem.kind) {
    case ProblemKind::EmailMissing:
        return spareAddress(problem.row, sheet, mapping);
    case ProblemKind::CellError:
        return subject.info.field == Field::Email ? spareAddress(problem.row, sheet, mapping) : QString();
    case ProblemKind::EmailSyntax:
    case ProblemKind::TwoAddresses:
        return likelyAddress(subject.cell);
    case ProblemKind::EmailDomainTypo:
        return subject.cell.section(QLatin1Char('@'), 0, 0) + QLatin1Char('@') + subject.likelyDomain();
    case ProblemKind::TooLong:
        return cutToLength(subject);
    case ProblemKind::DateImpossible:
        return dateOf(subject);
    case ProblemKind::NumberDamaged:
        return subject.info.kind == FieldKind::Date || subject.info.kind == FieldKind::Birthday ||
                       subject.info.kind == FieldKind::Custom
                   ? dateOf(subject)
                   : QString();
    case ProblemKind::ZerosLost:
        return subject.info.kind == FieldKind::Phone ? QLatin1Char('0') + subject.cell
                                                     : subject.cell.rightJustified(5, QLatin1Char('0'));
    case ProblemKind::Mojibake:
        return withoutMojibake(subject.cell);
    case ProblemKind::TextMark:
        return withoutTextMark(subject.cell);
    case ProblemKind::ChoiceUnknown:
        return likelyChoice(subject, customFields);
    case ProblemKind::CountryUnknown:
        return Places::known().likelyCountry(subject.cell);
    default:
        return {};
    }
}

std::optional<QString> problemRepair(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping,
                                     const QList<CustomField> &customFields)
{
    const bool isValueless =
        problem.kind == ProblemKind::CellError && mapping.at(problem.column).field != Field::Email;
    if (isValueless)
        return QString();
    const QString suggestion = problemSuggestion(problem, sheet, mapping, customFields);
    return suggestion.isEmpty() ? std::nullopt : std::optional(suggestion);
}

} // namespace rollcall
