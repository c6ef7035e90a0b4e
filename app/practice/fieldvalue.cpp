#include "practice/fieldvalue.h"

#include "practice/rules.h"
#include "practice/texts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace rollcall::practice {
namespace {

constexpr std::array<std::string_view, 9> fieldTypes{"string",   "text_area",     "number",
                                                     "currency", "boolean",       "date",
                                                     "datetime", "single_select", "multi_select"};

bool isNumber(const CustomField &field, std::string_view text)
{
    const QJsonObject rules = QJsonDocument::fromJson(field.metadata).object();
    bool good = false;
    const double value = QByteArray(text.data(), qsizetype(text.size())).toDouble(&good);
    const size_t point = text.find('.');
    const qsizetype places = point == std::string_view::npos ? 0 : qsizetype(text.size() - point - 1);
    const bool whole = rules.value(QLatin1String("integer")).toBool(false);
    const int mostPlaces = whole ? 0 : rules.value(QLatin1String("decimal_places")).toInt(4);
    return good && places <= mostPlaces &&
           (value >= 0 || rules.value(QLatin1String("allow_negative")).toBool(false));
}

/// The text as it is kept; nothing where the type does not take it.
std::optional<std::string> kept(const CustomField &field, const std::string &text)
{
    if (lengthOf(text) > rules::valueLength)
        return std::nullopt;
    if (field.type == "date" && field.version != 1) {
        const auto date = dateFrom(text);
        return date ? std::optional(date->toString(Qt::ISODate).toStdString()) : std::nullopt;
    }
    const bool good = field.type == "number" || field.type == "currency" ? isNumber(field, text)
                      : field.type == "boolean"                          ? text == "true" || text == "false"
                      : field.type == "datetime"                         ? timeFrom(text).has_value()
                                                                         : true;
    return good ? std::optional(text) : std::nullopt;
}

const Choice *choiceLabelled(const CustomField &field, std::string_view label)
{
    const auto found = std::find_if(field.choices.begin(), field.choices.end(), [&](const Choice &choice) {
        return sameIgnoringCase(choice.label, label);
    });
    return found == field.choices.end() ? nullptr : &*found;
}

} // namespace

bool isSelect(const CustomField &field)
{
    return field.type == "single_select" || field.type == "multi_select";
}

bool isFieldType(std::string_view type)
{
    return std::find(fieldTypes.begin(), fieldTypes.end(), type) != fieldTypes.end();
}

std::optional<FieldValue> fieldValue(const CustomField &field, quint32 number, const std::string &text,
                                     const std::vector<int> &choices)
{
    if (!isSelect(field)) {
        const auto value = kept(field, text);
        return value && choices.empty() ? std::optional(FieldValue{number, *value, {}}) : std::nullopt;
    }
    const bool known = std::all_of(choices.begin(), choices.end(), [&](int id) {
        return std::any_of(field.choices.begin(), field.choices.end(),
                           [&](const Choice &choice) { return choice.id == id; });
    });
    if (!known || choices.empty() || (field.type == "single_select" && choices.size() > 1))
        return std::nullopt;
    return FieldValue{number, {}, choices};
}

std::optional<FieldValue> fieldValueFromCell(const CustomField &field, quint32 number, std::string_view cell)
{
    if (!isSelect(field))
        return fieldValue(field, number, std::string(cell), {});
    if (const Choice *whole = choiceLabelled(field, trimmed(cell)))
        return FieldValue{number, {}, {whole->id}};
    FieldValue value{number, {}, {}};
    while (!cell.empty()) {
        const size_t comma = cell.find(',');
        const Choice *choice = choiceLabelled(field, trimmed(cell.substr(0, comma)));
        if (!choice)
            return std::nullopt;
        value.choices.push_back(choice->id);
        cell = comma == std::string_view::npos ? std::string_view() : cell.substr(comma + 1);
    }
    if (field.type == "single_select" && value.choices.size() != 1)
        return std::nullopt;
    return value;
}

std::string shown(const FieldValue &value, const CustomField &field)
{
    if (!isSelect(field))
        return value.value;
    std::string text;
    for (const Choice &choice : field.choices) {
        if (std::find(value.choices.begin(), value.choices.end(), choice.id) != value.choices.end())
            text += (text.empty() ? "" : ", ") + choice.label;
    }
    return text;
}

} // namespace rollcall::practice
