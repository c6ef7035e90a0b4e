#include "service/contactsapi.h"

#include "service/contactjson.h"
#include "service/pages.h"
#include "service/serviceclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

QString allParts()
{
    return QStringLiteral("custom_fields,list_memberships,taggings,notes,phone_numbers,street_addresses");
}

Result<ContactsPage> pageOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const QJsonObject json = answer->json.object();
    if (!json.value(QLatin1String("contacts")).isArray())
        return tl::unexpected(notUnderstoodError(QStringLiteral("GET contacts")));
    ContactsPage page;
    page.next = nextPage(json);
    page.total = json.value(QLatin1String("contacts_count")).toInteger(-1);
    const QJsonArray contacts = json.value(QLatin1String("contacts")).toArray();
    for (const QJsonValue &contact : contacts)
        page.contacts.append(contactFromJson(contact.toObject()));
    return page;
}

Result<std::optional<KnownContact>> firstOf(const Result<ServiceAnswer> &answer)
{
    const Result<ContactsPage> page = pageOf(answer);
    if (!page)
        return tl::unexpected(page.error());
    return page->contacts.isEmpty() ? std::nullopt : std::optional(page->contacts.first());
}

Result<KnownContact> contactOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const KnownContact contact = contactFromJson(answer->json.object());
    if (contact.id.isEmpty())
        return tl::unexpected(notUnderstoodError(QStringLiteral("contacts")));
    return contact;
}

QByteArray bodyOf(QJsonObject contact, const char *key, const char *source)
{
    contact.insert(QLatin1String(key), QLatin1String(source));
    return QJsonDocument(contact).toJson(QJsonDocument::Compact);
}

ServiceRequest putOf(const QString &id, const QByteArray &body)
{
    ServiceRequest request;
    request.verb = "PUT";
    request.path = QLatin1String("contacts/") + id;
    request.body = body;
    return request;
}

} // namespace

void ContactsApi::find(const QString &email, QObject *context, FindHandler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("contacts");
    request.add("email", email);
    request.add("status", QStringLiteral("all"));
    request.add("include", allParts());
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(firstOf(answer));
    });
}

void ContactsApi::create(const Contact &contact, Permission permission, QObject *context,
                         ContactHandler handle)
{
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("contacts");
    request.body = bodyOf(contactToJson(contact, permission), "create_source", "Account");
    request.repeatable = false;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(contactOf(answer));
    });
}

void ContactsApi::replace(const KnownContact &contact, std::optional<Permission> permission, QObject *context,
                          ContactHandler handle)
{
    const QByteArray body = bodyOf(contactToJson(contact.contact, permission), "update_source", "Account");
    m_client.call(
        putOf(contact.id, body), context,
        [handle = std::move(handle)](const Result<ServiceAnswer> &answer) { handle(contactOf(answer)); });
}

void ContactsApi::unsubscribe(const KnownContact &contact, bool askedByContact, const QString &reason,
                              QObject *context, ContactHandler handle)
{
    QJsonObject json = contactToJson(contact.contact, Permission::Unsubscribed);
    QJsonObject email = json.value(QLatin1String("email_address")).toObject();
    if (!reason.isEmpty())
        email.insert(QStringLiteral("opt_out_reason"), reason);
    json.insert(QStringLiteral("email_address"), email);
    json.insert(QStringLiteral("list_memberships"),
                QJsonArray()); // refused with any: who unsubscribed is on none
    const QByteArray body = bodyOf(json, "update_source", askedByContact ? "Contact" : "Account");
    m_client.call(
        putOf(contact.id, body), context,
        [handle = std::move(handle)](const Result<ServiceAnswer> &answer) { handle(contactOf(answer)); });
}

void ContactsApi::remove(const QString &id, QObject *context, Handler handle)
{
    ServiceRequest request;
    request.verb = "DELETE";
    request.path = QLatin1String("contacts/") + id;
    m_client.call(request, context,
                  [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
                      handle(answer.map([](const ServiceAnswer &) {}));
                  },
                  {404});
}

void ContactsApi::page(const QString &next, const QString &listId, QObject *context, PageHandler handle)
{
    ServiceRequest request;
    request.path = next.isEmpty() ? QStringLiteral("contacts") : next;
    if (next.isEmpty()) {
        request.add("status", QStringLiteral("all"));
        request.add("include", allParts());
        request.add("limit", QStringLiteral("500"));
        request.add("include_count", QStringLiteral("true"));
        if (!listId.isEmpty())
            request.add("lists", listId);
    }
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(pageOf(answer));
    });
}

} // namespace rollcall
