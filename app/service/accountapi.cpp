#include "service/accountapi.h"

#include "service/pages.h"
#include "service/serviceclient.h"
#include "support/text.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rollcall {
namespace {

QStringList privilegesOf(const ServiceAnswer &answer)
{
    QStringList names;
    const QJsonArray privileges = answer.json.array();
    for (const QJsonValue &privilege : privileges)
        names << privilege[QLatin1String("privilege_name")].toString();
    return names;
}

/// summary → privileges, for one answer.
class SummaryReading : public QObject
{
public:
    SummaryReading(ServiceClient &client, QObject *context, AccountApi::Handler handle)
        : QObject(context)
        , m_client(client)
        , m_handle(std::move(handle))
    {}

    void start()
    {
        ServiceRequest request;
        request.path = QStringLiteral("account/summary");
        m_client.call(request, this, [this](const Result<ServiceAnswer> &answer) { tookSummary(answer); });
    }

private:
    void tookSummary(const Result<ServiceAnswer> &answer)
    {
        if (!answer)
            return end(tl::unexpected(answer.error()));
        const QJsonObject json = answer->json.object();
        const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
        m_summary.organization = text("organization_name");
        m_summary.accountId = text("encoded_account_id");
        if (json.isEmpty())
            return end(tl::unexpected(notUnderstoodError(QStringLiteral("GET account/summary"))));
        ServiceRequest request;
        request.path = QStringLiteral("account/user/privileges");
        m_client.call(request, this, [this](const Result<ServiceAnswer> &more) { tookPrivileges(more); });
    }

    void tookPrivileges(const Result<ServiceAnswer> &answer)
    {
        if (!answer)
            return end(tl::unexpected(answer.error()));
        m_summary.privileges = privilegesOf(*answer);
        end(m_summary);
    }

    void end(const Result<AccountSummary> &result)
    {
        deleteLater();
        const AccountApi::Handler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    ServiceClient &m_client;
    AccountApi::Handler m_handle;
    AccountSummary m_summary;
};

} // namespace

ContactRights contactRights(const QStringList &privileges)
{
    if (!privileges.contains(QLatin1String("contacts:read")))
        return ContactRights::None;
    return privileges.contains(QLatin1String("contacts:write")) ? ContactRights::Change : ContactRights::See;
}

QString contactRightsSentence(ContactRights rights)
{
    switch (rights) {
    case ContactRights::Change:
        return Text::tr("The user's role may see and change contacts.");
    case ContactRights::See:
        return Text::tr("The user's role may see contacts but not change them.");
    case ContactRights::None:
        break;
    }
    return Text::tr("The user's role may not see contacts.");
}

void AccountApi::summary(QObject *context, Handler handle)
{
    (new SummaryReading(m_client, context, std::move(handle)))->start();
}

void AccountApi::privileges(QObject *context, PrivilegesHandler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("account/user/privileges");
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(answer.map(privilegesOf));
    });
}

} // namespace rollcall
