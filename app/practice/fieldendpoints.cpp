#include "practice/endpoints.h"

#include "practice/fieldvalue.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/texts.h"

#include <QJsonDocument>

#include <algorithm>

namespace rollcall::practice {
namespace {

void writeField(JsonText &json, const CustomField &field, quint32 number)
{
    const std::string id = idOf(IdKind::Field, number);
    json.beginObject().member("custom_field_id", id).member("label", field.label).member("name", field.name);
    json.member("type", field.type);
    if (!field.metadata.isEmpty())
        json.key("metadata").raw(field.metadata);
    if (field.version != 0)
        json.member("version", field.version);
    if (isSelect(field)) {
        json.key("choices").beginArray();
        for (const Choice &choice : field.choices) {
            json.beginObject().member("custom_field_id", id).member("choice_id", choice.id);
            json.member("choice_label", choice.label).member("display_order", choice.order).endObject();
        }
        json.endArray();
    }
    json.member("created_at", isoOffsetTime(field.createdAt))
        .member("updated_at", isoTime(field.updatedAt))
        .endObject();
}

Answer fieldAnswer(int status, const State &state, quint32 number)
{
    JsonText json;
    writeField(json, state.fields[number], number);
    return Answer::json(status, json.take());
}

void readMetadata(Fields &fields, CustomField &field, Faults &faults)
{
    const auto metadata = fields.object("metadata");
    const QJsonObject object = metadata.value_or(QJsonObject());
    Fields rules(object, faults, QStringLiteral("metadata."));
    rules.allowOnly(
        {"display_type", "allow_negative", "decimal_places", "currency_code", "integer", "display_format"});
    const auto display = rules.text("display_type", rules::nameLength);
    const bool known = !display || *display == "dropdown" || *display == "checkbox" || *display == "radio";
    if (!known || (isSelect(field) && !display))
        faults.invalid(QStringLiteral("metadata.display_type"));
    rules.boolean("allow_negative");
    rules.number("decimal_places", 1, 4);
    const auto currency = rules.text("currency_code", 3);
    if (field.type == "currency" && (!currency || currency->size() != 3))
        faults.invalid(QStringLiteral("metadata.currency_code"));
    if (rules.boolean("integer") == false && !rules.has("decimal_places"))
        faults.missing(QStringLiteral("metadata.decimal_places"));
    if (metadata)
        field.metadata = QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void readChoices(Fields &fields, CustomField &field, Faults &faults)
{
    const bool dropdown = field.metadata.contains("\"dropdown\"");
    const auto choices = fields.array("choices", dropdown ? 100 : 20);
    if (isSelect(field) != (choices && !choices->isEmpty()))
        faults.invalid(QStringLiteral("choices"));
    for (const QJsonValue &value : choices.value_or(QJsonArray())) {
        const QJsonObject object = value.toObject();
        Fields choice(object, faults, QStringLiteral("choices."));
        choice.allowOnly({"choice_label", "display_order"});
        const int id = int(field.choices.size()) + 1;
        const auto label = choice.text("choice_label", rules::choiceLength);
        if (!label || label->empty())
            faults.missing(QStringLiteral("choices.choice_label"));
        field.choices.push_back(
            {id, label.value_or(std::string()), choice.number("display_order", 0, 100).value_or(id)});
    }
}

CustomField readField(const QJsonObject &object, Faults &faults)
{
    Fields fields(object, faults);
    fields.allowOnly({"label", "type", "metadata", "choices", "version"});
    CustomField field;
    field.label = fields.text("label", rules::fieldLabelLength).value_or(std::string());
    field.name = field.label;
    std::replace(field.name.begin(), field.name.end(), ' ', '_');
    field.type = fields.text("type", rules::fieldTypeLength).value_or(std::string());
    if (trimmed(field.label).empty())
        faults.missing(QStringLiteral("label"));
    if (!isFieldType(field.type))
        faults.invalid(QStringLiteral("type"));
    readMetadata(fields, field, faults);
    readChoices(fields, field, faults);
    const auto version = fields.number("version", 1, 2);
    if (field.type == "date")
        field.version = version.value_or(2);
    else if (version)
        faults.invalid(QStringLiteral("version"));
    return field;
}

} // namespace

Answer getFields(Visit &visit)
{
    Faults faults;
    const auto page = pageOf(visit.call, faults);
    if (!page)
        return faults.answer();
    const auto &[query, from] = *page;
    allowOnly(query, {"limit"}, faults);
    const int limit = limitOf(query, 100, faults);
    if (faults.any())
        return faults.answer();
    std::optional<quint32> next;
    int written = 0;
    JsonText json;
    json.beginObject().key("custom_fields").beginArray();
    for (quint32 i = quint32(from); i < visit.state.fields.size() && !next; ++i) {
        if (!visit.state.hasField(i))
            continue;
        if (written == limit) {
            next = i;
        } else {
            writeField(json, visit.state.fields[i], i);
            ++written;
        }
    }
    json.endArray();
    if (next)
        linkNext(json, "contact_custom_fields", query, *next);
    json.endObject();
    return Answer::json(200, json.take());
}

Answer getField(Visit &visit)
{
    if (!isUuid(visit.id))
        return badRequest("custom_field_id is in an invalid format.");
    const auto number = numberOf(IdKind::Field, visit.id);
    if (!number || !visit.state.hasField(*number))
        return notFound("custom_field_id");
    return fieldAnswer(200, visit.state, *number);
}

Answer createField(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    CustomField field = readField(object, faults);
    const auto inUse = std::count_if(visit.state.fields.begin(), visit.state.fields.end(),
                                     [](const CustomField &other) { return other.deletedAt == 0; });
    if (inUse >= rules::maxCustomFields)
        faults.add(QStringLiteral("the account has reached its maximum of %1 custom fields")
                       .arg(rules::maxCustomFields));
    if (faults.any())
        return faults.answer();
    if (visit.state.fieldByName(field.name))
        return conflict("Validation failed: Name is not unique");
    field.createdAt = field.updatedAt = visit.now;
    visit.state.fields.push_back(field);
    visit.changed();
    return fieldAnswer(201, visit.state, quint32(visit.state.fields.size() - 1));
}

} // namespace rollcall::practice
