#include "service/pages.h"

#include "support/text.h"

namespace rollcall {
namespace {

/// One of the descriptions has the link one level deeper than the others.
QString firstHref(const QJsonObject &link)
{
    const QString href = link.value(QLatin1String("href")).toString();
    if (!href.isEmpty())
        return href;
    for (const QJsonValue &inner : link) {
        if (inner.isObject())
            return firstHref(inner.toObject());
    }
    return {};
}

} // namespace

QString nextPage(const QJsonObject &page)
{
    return firstHref(page.value(QLatin1String("_links"))[QLatin1String("next")].toObject());
}

Error notUnderstoodError(const QString &call)
{
    return {Error::Kind::BadReply, Text::tr("The service's answer cannot be understood."),
            Text::tr("Something between this computer and Constant Contact may have "
                     "changed it. Try again, or ask your IT."),
            call};
}

void Pages::read(ServiceClient &client, const ServiceRequest &first, const QString &key, QObject *context,
                 Handler handle)
{
    auto *pages = new Pages(client, key, context, std::move(handle));
    client.call(first, pages, [pages](const Result<ServiceAnswer> &answer) { pages->took(answer); });
}

Pages::Pages(ServiceClient &client, QString key, QObject *context, Handler handle)
    : QObject(context)
    , m_client(client)
    , m_key(std::move(key))
    , m_handle(std::move(handle))
{}

void Pages::took(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return end(tl::unexpected(answer.error()));
    const QJsonObject page = answer->json.object();
    if (!page.value(m_key).isArray())
        return end(tl::unexpected(notUnderstoodError(m_key)));
    const QJsonArray items = page.value(m_key).toArray();
    for (const QJsonValue &item : items)
        m_items.append(item);
    ServiceRequest next;
    next.path = nextPage(page);
    if (next.path.isEmpty())
        return end(m_items);
    m_client.call(next, this, [this](const Result<ServiceAnswer> &more) { took(more); });
}

void Pages::end(const Result<QJsonArray> &result)
{
    deleteLater();
    const Handler handle = std::move(m_handle);
    handle(result); // last: may delete the context, and us with it
}

} // namespace rollcall
