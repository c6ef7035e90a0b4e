#include "service/fieldsapi.h"

#include "service/pages.h"

namespace rollcall {
namespace {

CustomField fieldFromJson(const QJsonValue &json)
{
    CustomField field{json[QLatin1String("custom_field_id")].toString(),
                      json[QLatin1String("label")].toString(),
                      json[QLatin1String("name")].toString(),
                      json[QLatin1String("type")].toString(),
                      {}};
    const QJsonArray choices = json[QLatin1String("choices")].toArray();
    for (const QJsonValue &choice : choices) {
        if (!choice[QLatin1String("deleted_at")].toString().isEmpty())
            continue;
        const QJsonValue id = choice[QLatin1String("choice_id")]; // a number here, a text on contacts
        field.choices.append({id.isDouble() ? QString::number(id.toInteger()) : id.toString(),
                              choice[QLatin1String("choice_label")].toString()});
    }
    return field;
}

Result<QList<CustomField>> fieldsOf(const Result<QJsonArray> &items)
{
    if (!items)
        return tl::unexpected(items.error());
    QList<CustomField> fields;
    for (const QJsonValue &item : *items)
        fields.append(fieldFromJson(item));
    return fields;
}

Result<CustomField> fieldOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const CustomField field = fieldFromJson(answer->json.object());
    if (field.id.isEmpty())
        return tl::unexpected(notUnderstoodError(QStringLiteral("POST contact_custom_fields")));
    return field;
}

} // namespace

void FieldsApi::create(const QString &label, const QString &type, QObject *context, FieldHandler handle)
{
    const QJsonObject json{{QStringLiteral("label"), label}, {QStringLiteral("type"), type}};
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("contact_custom_fields");
    request.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    request.repeatable = false;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(fieldOf(answer));
    });
}

void FieldsApi::all(QObject *context, Handler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("contact_custom_fields");
    request.add("limit", QStringLiteral("100"));
    Pages::read(m_client, request, QStringLiteral("custom_fields"), context,
                [handle = std::move(handle)](const Result<QJsonArray> &items) { handle(fieldsOf(items)); });
}

} // namespace rollcall
