#pragma once

#include "support/result.h"

#include <QString>
#include <QStringList>

#include <functional>

class QObject;

namespace rollcall {

class ServiceClient;

/// Which account this is and what its user may do.
struct AccountSummary
{
    QString organization;
    QString accountId;      ///< the service's own name of it
    QString role;           ///< empty when not told
    QStringList privileges; ///< "contacts:read", "contacts:write", …

    bool operator==(const AccountSummary &) const = default;
};

/// What the user's role allows with contacts; the service names the rights, not the role (constant-contact-v3.md
/// 1.9).
enum class ContactRights { None, See, Change };
ContactRights contactRights(const QStringList &privileges);
QString contactRightsSentence(ContactRights rights);

class AccountApi
{
public:
    using Handler = std::function<void(const Result<AccountSummary> &)>;
    using PrivilegesHandler = std::function<void(const Result<QStringList> &)>;

    explicit AccountApi(ServiceClient &client)
        : m_client(client)
    {}

    /// GET account/summary and account/user/privileges.
    void summary(QObject *context, Handler handle);
    /// GET account/user/privileges: what the user's role allows; needs no grant.
    void privileges(QObject *context, PrivilegesHandler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
