#include "service/listsapi.h"

#include "service/pages.h"
#include "service/serviceclient.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace rollcall {
namespace {

ContactList listFromJson(const QJsonValue &json)
{
    return {json[QLatin1String("list_id")].toString(), json[QLatin1String("name")].toString(),
            json[QLatin1String("membership_count")].toInt()};
}

Result<QList<ContactList>> listsOf(const Result<QJsonArray> &items)
{
    if (!items)
        return tl::unexpected(items.error());
    QList<ContactList> lists;
    for (const QJsonValue &item : *items)
        lists.append(listFromJson(item));
    return lists;
}

Result<ContactList> listOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const ContactList list = listFromJson(answer->json.object());
    if (list.id.isEmpty())
        return tl::unexpected(notUnderstoodError(QStringLiteral("POST contact_lists")));
    return list;
}

} // namespace

const ContactList *listNamed(const QString &name, const QList<ContactList> &lists)
{
    const auto list = std::find_if(lists.cbegin(), lists.cend(), [&name](const ContactList &one) {
        return one.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return list == lists.cend() ? nullptr : &*list;
}

void ListsApi::all(QObject *context, ListsHandler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("contact_lists");
    request.add("limit", QStringLiteral("1000"));
    request.add("include_membership_count", QStringLiteral("all"));
    Pages::read(m_client, request, QStringLiteral("lists"), context,
                [handle = std::move(handle)](const Result<QJsonArray> &items) { handle(listsOf(items)); });
}

void ListsApi::create(const QString &name, const QString &description, QObject *context, ListHandler handle)
{
    QJsonObject json{{QStringLiteral("name"), name}};
    if (!description.isEmpty())
        json.insert(QStringLiteral("description"), description);
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("contact_lists");
    request.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    request.repeatable = false;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(listOf(answer));
    });
}

void ListsApi::remove(const QString &id, QObject *context, Handler handle)
{
    ServiceRequest request;
    request.verb = "DELETE";
    request.path = QLatin1String("contact_lists/") + id;
    m_client.call(request, context,
                  [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
                      handle(answer.map([](const ServiceAnswer &) {}));
                  },
                  {404}); // gone already: as wanted
}

} // namespace rollcall
