#include "check/customtext.h"

#include "contact/fields.h"
#include "support/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <span>

namespace rollcall {
namespace {

const CustomField::Choice *choiceNamed(const CustomField &field, const QString &label)
{
    const auto found =
        std::find_if(field.choices.begin(), field.choices.end(), [&label](const CustomField::Choice &choice) {
            return choice.label.compare(label, Qt::CaseInsensitive) == 0;
        });
    return found == field.choices.end() ? nullptr : &*found;
}

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

CustomType customTypeOf(const CustomField *field)
{
    if (!field)
        return CustomType::Text;
    if (field->type == QLatin1String("date"))
        return CustomType::Date;
    if (field->type == QLatin1String("number") || field->type == QLatin1String("currency"))
        return CustomType::Number;
    if (field->type == QLatin1String("boolean"))
        return CustomType::Boolean;
    if (field->type == QLatin1String("single_select"))
        return CustomType::Choice;
    return field->type == QLatin1String("multi_select") ? CustomType::Choices : CustomType::Text;
}

std::string plainNumber(std::string_view text)
{
    const QRegularExpression shape(
        QStringLiteral("^\\s*(-?)\\s*[$€£]?\\s*(-?)(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?\\s*[$€£]?\\s*$"));
    const auto match = shape.match(QString::fromUtf8(text));
    if (!match.hasMatch() || (!match.captured(1).isEmpty() && !match.captured(2).isEmpty()))
        return {};
    const QString digits = match.captured(3).remove(QLatin1Char(','));
    return (match.captured(1) + match.captured(2) + digits + match.captured(4)).toStdString();
}

std::optional<bool> booleanOf(std::string_view text)
{
    // Spreadsheets write true and false in the language of the computer. Only ASCII is turned into small
    // letters.
    constexpr std::string_view yes[] = {"1",         "ja",   "oui",  "on",   "sim", "sí",   "sÍ",
                                        "sì",        "sÌ",   "t",    "true", "x",   "vero", "verdadeiro",
                                        "verdadero", "vrai", "wahr", "y",    "yes"};
    constexpr std::string_view no[] = {"0",    "f",  "falsch", "false", "falso", "faux", "n",
                                       "nein", "no", "non",    "não",   "nÃo",   "off"};
    std::array<char, 12> lower;
    if (text.size() > lower.size())
        return {};
    std::transform(text.begin(), text.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::string_view word(lower.data(), text.size());
    if (isOneOf(word, yes))
        return true;
    return isOneOf(word, no) ? std::optional(false) : std::nullopt;
}

std::optional<QList<CustomField::Choice>> chosenIn(const CustomField &field, const QString &text)
{
    if (const CustomField::Choice *whole = choiceNamed(field, text.trimmed()))
        return QList{*whole};
    if (customTypeOf(&field) != CustomType::Choices)
        return {};
    QList<CustomField::Choice> chosen;
    static const QRegularExpression separators(QStringLiteral("[;|,\\n]"));
    for (const QString &part : text.split(separators, Qt::SkipEmptyParts)) {
        const CustomField::Choice *choice = choiceNamed(field, part.trimmed());
        if (!choice)
            return {};
        if (!chosen.contains(*choice))
            chosen.append(*choice);
    }
    return chosen.isEmpty() ? std::nullopt : std::optional(chosen);
}

Result<CustomValue> customValueOf(const CustomField &field, const QString &text)
{
    constexpr int longest = 255; // constant-contact-v3.md 3.1
    const QString typed = text.trimmed();
    const std::string bytes = typed.toStdString();
    CustomValue value{field.id, typed, {}};
    const auto wrong = [&field](const QString &sentence) {
        return failure(Error::Kind::Usage, sentence.arg(field.label));
    };
    switch (customTypeOf(&field)) {
    case CustomType::Text:
        if (textLength(bytes) > longest)
            return wrong(Text::tr("“%1” takes at most %Ln characters.", nullptr, longest));
        return value;
    case CustomType::Date:
        if (const DateText date = DateText::parse(bytes); date.kind == DateText::Kind::Date)
            value.value = isoDate(date);
        else
            return wrong(Text::tr("“%1” takes a date, as in 2026-03-14."));
        return value;
    case CustomType::Number:
        value.value = QString::fromStdString(plainNumber(bytes));
        if (value.value.isEmpty())
            return wrong(Text::tr("“%1” takes a number, as in 12.50."));
        return value;
    case CustomType::Boolean:
        if (const std::optional<bool> is = booleanOf(bytes))
            value.value = *is ? QStringLiteral("true") : QStringLiteral("false");
        else
            return wrong(Text::tr("“%1” takes yes or no."));
        return value;
    case CustomType::Choice:
    case CustomType::Choices:
        break;
    }
    const auto chosen = chosenIn(field, typed);
    if (!chosen)
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” cannot be chosen in “%2”.").arg(typed, field.label));
    value.value.clear();
    for (const CustomField::Choice &choice : *chosen)
        value.choiceIds.append(choice.id);
    value.choiceIds.sort();
    return value;
}

DateText birthdayOf(std::string_view month, std::string_view day)
{
    const bool isNumber =
        std::all_of(month.begin(), month.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (month.empty() || day.empty() || month.size() > 16 || day.size() > 2)
        return {};
    std::string text(month);
    return DateText::parse(text.append(isNumber ? "/" : " ").append(day), DateOrder::MonthFirst);
}

} // namespace rollcall
