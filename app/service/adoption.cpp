#include "service/adoption.h"

#include "account/accounts.h"
#include "account/filetokenstore.h"
#include "account/jwt.h"
#include "account/session.h"
#include "account/sessionerrors.h"
#include "service/serviceclient.h"

#include <memory>

namespace rollcall {
namespace {

ServiceProfile inMemory(ServiceProfile profile)
{
    profile.tokenStore = QStringLiteral("memory");
    profile.expectedOrganization.clear(); // looked at here
    return profile;
}

/// Also where it is disconnected: its history and waiting work are still here.
KnownAccount accountHere(const ServiceProfile &profile, const Session &session)
{
    KnownAccount here = currentAccount(profile);
    const StoredConnection connection = session.connection();
    if (!connection.organization.isEmpty()) {
        here.organization = connection.organization;
        here.accountId = connection.accountId;
    }
    return here;
}

bool isSame(const KnownAccount &here, const AccountSummary &summary)
{
    if (!here.accountId.isEmpty() && !summary.accountId.isEmpty())
        return here.accountId == summary.accountId;
    return here.organization.isEmpty() || here.organization == summary.organization;
}

/// (a session of its own, in memory) → summary → session, for one sign-in.
class Adoption : public QObject
{
public:
    Adoption(const AdoptionNeeds &needs, QObject *context, AdoptionHandler handle)
        : QObject(context)
        , m_profile(needs.profile)
        , m_session(needs.session)
        , m_trial(inMemory(needs.profile), needs.clock, needs.network, std::make_unique<MemoryTokenStore>())
        , m_client(needs.profile.apiUrl, needs.clock, needs.http, m_trial, needs.pacer)
        , m_account(m_client)
        , m_handle(std::move(handle))
    {}

    void start(const Tokens &tokens)
    {
        m_trial.adopt(tokens, this, [this](const Result<void> &) { ask(); });
    }

private:
    void ask()
    {
        m_account.summary(this, [this](const Result<AccountSummary> &summary) { decide(summary); });
    }

    void decide(const Result<AccountSummary> &summary)
    {
        const KnownAccount here = accountHere(m_profile, m_session);
        if (!summary) {
            m_adopted.unread = summary.error();
            if (!m_profile.expectedOrganization.isEmpty())
                return end(tl::unexpected(session::isOfUnknown(m_profile, summary.error())));
            if (!here.organization.isEmpty())
                return end(
                    tl::unexpected(session::isNotSurelyTheOneHere(here.organization, summary.error())));
            return keep();
        }
        if (!m_profile.expects(summary->organization))
            return end(tl::unexpected(session::isOfAnother(summary->organization, m_profile)));
        if (!isSame(here, *summary))
            return end(tl::unexpected(session::isNotTheOneHere(summary->organization, here.organization)));
        m_adopted.summary = *summary;
        keep();
    }

    void keep()
    {
        StoredConnection connection;
        connection.tokens = m_trial.tokens(); // renewed, perhaps
        m_adopted.user = Jwt::parse(connection.tokens.accessToken).value_or(Jwt{}).user();
        connection.organization = m_adopted.summary.organization;
        connection.accountId = m_adopted.summary.accountId;
        connection.user = m_adopted.user;
        connection.role = m_adopted.summary.role;
        m_session.adopt(connection, this, [this](const Result<void> &kept) { wasKept(kept); });
    }

    void wasKept(const Result<void> &kept)
    {
        if (!kept)
            return end(tl::unexpected(kept.error()));
        const Result<void> noted = noteAccount(m_profile, {m_profile.account, m_adopted.summary.organization,
                                                           m_adopted.summary.accountId, m_adopted.user});
        if (!noted)
            return end(tl::unexpected(noted.error()));
        end(m_adopted);
    }

    void end(const Result<Adopted> &result)
    {
        deleteLater();
        const AdoptionHandler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    const ServiceProfile m_profile;
    Session &m_session;
    Session m_trial;
    ServiceClient m_client;
    AccountApi m_account;
    AdoptionHandler m_handle;
    Adopted m_adopted;
};

} // namespace

void adoptTokens(const AdoptionNeeds &needs, const Tokens &tokens, QObject *context, AdoptionHandler handle)
{
    (new Adoption(needs, context, std::move(handle)))->start(tokens);
}

} // namespace rollcall
