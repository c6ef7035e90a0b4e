#include "practice/service.h"

#include "practice/activities.h"
#include "practice/pages.h"
#include "practice/report.h"
#include "practice/seed.h"
#include "practice/statefile.h"

#include "support/privatefile.h"

#include <QJsonDocument>

#include <atomic>

namespace rollcall::practice {
namespace {

Answer unauthorized()
{
    Answer answer = bareRefusal(401, "unauthorized", "Unauthorized");
    answer.with("WWW-Authenticate", "Bearer realm=api.cc.email");
    answer.with("x-amzn-ErrorType", "UnauthorizedException");
    return answer;
}

std::optional<Answer> answerOf(const QByteArray &trouble)
{
    if (trouble == "http500")
        return refusal(500, "contacts.api.internal_error", "There was a problem with our internal service.");
    if (trouble == "http503")
        return refusal(503, "contacts.api.unavailable", "Our internal service is temporarily unavailable.");
    if (trouble == "html-error")
        return Answer::html(
            502,
            "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
    if (trouble == "token:busy-page")
        return Answer::html(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
    if (trouble.startsWith("token:")) {
        const QByteArray error = trouble.mid(qstrlen("token:"));
        return oauthError(error == "invalid_client" ? 401 : 400,
                          std::string_view(error.data(), size_t(error.size())),
                          "A trouble that was asked for.");
    }
    if (trouble == "throttled")
        return bareRefusal(429, "throttled", "Too Many Requests");
    if (trouble == "quota")
        return bareRefusal(429, "quota_exceeded", "Limit Exceeded");
    return std::nullopt;
}

} // namespace

Service::Service(const Options &options, const QByteArray &base, QByteArray signingKey, const BusyTime &busy)
    : m_options(options)
    , m_busy(busy)
    , m_authority({base, options.approve, options.unlimited}, std::move(signingKey), m_counters)
{}

Result<std::unique_ptr<Service>> Service::open(const Options &options, const QByteArray &base,
                                               const BusyTime &busy)
{
    KeptState kept;
    if (!options.dataDir.isEmpty()) {
        if (const auto ready = ensurePrivateFolder(options.dataDir); !ready)
            return tl::unexpected(ready.error());
        auto read = readKept(options.dataDir);
        if (!read)
            return tl::unexpected(read.error());
        kept = std::move(*read);
    }
    const bool isNew = kept.state.isEmpty();
    std::unique_ptr<Service> service(
        new Service(options, base, kept.signingKey.isEmpty() ? randomWord(48) : kept.signingKey, busy));
    if (isNew)
        makeUp(service->m_state, options.seedContacts, options.clock.nowMs());
    else if (!decodeState(kept.state, service->m_state, service->m_allowances))
        return unreadableState(options.dataDir);
    if (!kept.grants.isEmpty() && !service->m_authority.grants().restore(kept.grants))
        return unreadableState(options.dataDir);
    service->m_troubles.set(options.troubles);
    service->m_keptChanges = isNew ? service->m_state.changes - 1 : service->m_state.changes;
    if (!options.dataDir.isEmpty() && !(service->keepGrants() && service->keep()))
        return unreadableState(options.dataDir);
    return service;
}

Answer Service::serve(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_options.clock.nowMs();
    carryOn(m_state, m_counters, m_troubles, now);
    if (call.path.startsWith("/v3/")) {
        const Answer answer = serveApi(call, now).with("x-amzn-RequestId", randomWord(15));
        m_counters.served({call.method + ' ' + call.path, call.arrivedMs, m_options.clock.nowMs()});
        return answer;
    }
    if (call.path == "/") {
        return Answer::html(
            200, messagePage("Practice account",
                             "It is running. Connect to it from Rollcall: there is nothing to do here."));
    }
    if (call.path == "/practice/report" && call.method == "GET") {
        return Answer::json(200, written(now, call.query.value("contacts") != "0"));
    }
    if (call.path == "/practice/troubles")
        return serveTroubles(call);
    if (const auto trouble = answerOf(call.trouble))
        return *trouble;
    const Client *client =
        clientById(call.isForm() ? Parameters::parse(call.body).value("client_id") : QByteArray());
    auto answer = m_authority.serve(call, now, m_allowances[client ? client->id : browserClient().id]);
    if (m_authority.changes() != m_keptGrants)
        keepGrants(); // before the answer leaves: the client counts on what it was given
    return answer.value_or(Answer::json(404, "{}"));
}

std::optional<Answer> Service::askAllowance(const Call &call, const QByteArray &clientId)
{
    if (m_options.unlimited)
        return std::nullopt;
    const auto verdict = m_allowances[clientId].ask(call.arrivedMs);
    m_counters.throttled += verdict == Allowance::Verdict::TooFast;
    m_counters.quotaExceeded += verdict == Allowance::Verdict::UsedUp;
    return verdict == Allowance::Verdict::TooFast  ? answerOf("throttled")
           : verdict == Allowance::Verdict::UsedUp ? answerOf("quota")
                                                   : std::nullopt;
}

Answer Service::serveApi(const Call &call, qint64 now)
{
    const Match match = matchEndpoint(call.method, call.path.mid(4));
    const std::string name =
        match.endpoint ? "/" + std::string(match.endpoint->path) : std::string("(unknown)");
    ++m_counters.calls[call.method.toStdString() + ' ' + name];
    m_counters.arrived(call.arrivedMs);

    if (call.trouble == "revoked-access") {
        m_authority.revokeAccess(call.bearer(), now);
        keepGrants();
    }
    const auto token = m_authority.verify(call.bearer(), now);
    if (token) {
        if (auto refused = askAllowance(call, token->identity.clientId))
            return *refused;
    }
    if (const auto trouble = answerOf(call.trouble))
        return *trouble;
    const User *user = token ? userById(token->identity.userId.toStdString()) : nullptr;
    if (!user || token->expired) {
        ++m_counters.unauthorized;
        return unauthorized();
    }
    if (!match.endpoint)
        return match.pathKnown ? refusal(405, "contacts.api.method_not_allowed", "Unsupported method used.")
                               : notFound("The requested resource was");
    const bool inScope = match.endpoint->scope.empty() || token->identity.has(match.endpoint->scope);
    if (!inScope || (!match.endpoint->privilege.empty() && !user->may(match.endpoint->privilege))) {
        ++m_counters.forbidden;
        return bareRefusal(403, "forbidden", "Forbidden");
    }
    Visit visit{call, m_state, m_counters, m_troubles, *user, now, m_options.unlimited, match.id};
    return match.endpoint->serve(visit);
}

Answer Service::serveTroubles(const Call &call)
{
    if (call.method == "POST") {
        const QJsonDocument document = QJsonDocument::fromJson(call.body);
        QMap<QString, double> troubles;
        const QJsonObject wanted = document.object();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            troubles.insert(it.key(), it.value().toDouble(-1));
        if (!document.isObject() || !m_troubles.set(troubles))
            return badRequest("Troubles are " + Troubles::names().join(QStringLiteral(", ")).toStdString() +
                              ", each with a probability from 0 to 1.");
    }
    QJsonObject now;
    const auto troubles = m_troubles.probabilities();
    for (auto it = troubles.begin(); it != troubles.end(); ++it)
        now.insert(it.key(), it.value());
    return Answer::json(200, QJsonDocument(now).toJson(QJsonDocument::Compact));
}

QByteArray Service::pickTrouble(const QByteArray &method, const QByteArray &path)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray trouble = m_troubles.pick(method, path);
    m_counters.tokenCalls += path.endsWith("/v1/token");
    if (path.startsWith("/v3/") && (trouble == "drop" || trouble == "hang")) { // it never gets to serve()
        ++m_counters.calls[method.toStdString() + " (dropped)"];
        m_counters.arrived(m_options.clock.nowMs());
    }
    return trouble;
}

bool Service::setTroubles(const QMap<QString, double> &troubles)
{
    const std::lock_guard lock(m_mutex);
    return m_troubles.set(troubles);
}

QByteArray Service::report(bool withContacts)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_options.clock.nowMs();
    carryOn(m_state, m_counters, m_troubles, now);
    return written(now, withContacts);
}

QByteArray Service::written(qint64 now, bool withContacts)
{
    return writeReport(m_state, m_counters, m_allowances, m_authority.grants(), m_busy.total(), now,
                       withContacts);
}

bool Service::keepGrants()
{
    m_keptGrants = m_authority.changes();
    return m_options.dataDir.isEmpty() ||
           writeGrants(m_options.dataDir, m_authority.signingKey(), m_authority.grants().save());
}

bool Service::keep()
{
    QByteArray encoded;
    quint64 changes = 0;
    {
        const std::lock_guard lock(m_mutex);
        carryOn(m_state, m_counters, m_troubles, m_options.clock.nowMs());
        changes = m_state.changes;
        if (m_options.dataDir.isEmpty() || changes == m_keptChanges)
            return true;
        encoded = encodeState(m_state, m_allowances);
    }
    if (!writeState(m_options.dataDir, encoded)) // outside the lock: a disk may be slow
        return false;
    m_keptChanges = changes;
    return true;
}

} // namespace rollcall::practice
