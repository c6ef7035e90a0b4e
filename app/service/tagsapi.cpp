#include "service/tagsapi.h"

#include "service/pages.h"
#include "service/serviceclient.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

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

const ContactTag *tagNamed(const QString &name, const QList<ContactTag> &tags)
{
    const auto tag = std::find_if(tags.cbegin(), tags.cend(), [&name](const ContactTag &one) {
        return one.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return tag == tags.cend() ? nullptr : &*tag;
}

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
