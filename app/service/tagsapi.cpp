#include "service/tagsapi.h"

#include "service/pages.h"
#include "service/serviceclient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

ContactTag tagFromJson(const QJsonValue &json)
{
    return {json[QLatin1String("tag_id")].toString(), json[QLatin1String("name")].toString()};
}

Result<QList<ContactTag>> tagsOf(const Result<QJsonArray> &items)
{
    if (!items)
        return tl::unexpected(items.error());
    QList<ContactTag> tags;
    for (const QJsonValue &item : *items)
        tags.append(tagFromJson(item));
    return tags;
}

Result<ContactTag> tagOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const ContactTag tag = tagFromJson(answer->json.object());
    if (tag.id.isEmpty())
        return tl::unexpected(notUnderstoodError(QStringLiteral("POST contact_tags")));
    return tag;
}

} // namespace

void TagsApi::all(QObject *context, TagsHandler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("contact_tags");
    request.add("limit", QStringLiteral("500"));
    Pages::read(m_client, request, QStringLiteral("tags"), context,
                [handle = std::move(handle)](const Result<QJsonArray> &items) { handle(tagsOf(items)); });
}

void TagsApi::create(const QString &name, QObject *context, TagHandler handle)
{
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("contact_tags");
    request.body = QJsonDocument(QJsonObject{{QStringLiteral("name"), name}}).toJson(QJsonDocument::Compact);
    request.repeatable = false;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(tagOf(answer));
    });
}

} // namespace rollcall
