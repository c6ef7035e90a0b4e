#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>

namespace rollcall::practice {

/// How a practice account is to be.
struct Options
{
    quint16 port = 0;       ///< 0: any free one
    QString dataDir;        ///< where its state is kept between starts; empty: nowhere
    bool approve = false;   ///< consents by itself, without sign-in and consent page
    bool unlimited = false; ///< without the limits per second and day, activities end within a second
    int seedContacts = 0;   ///< made-up people to begin with, when there is no kept state
    Clock clock;
    /// Troubles by name with their probability 0 to 1 ("drop" → 0.1); see troubleNames().
    QMap<QString, double> troubles;
};

/// Where it is to be reached, and with which keys.
struct Addresses
{
    QString authUrl;  ///< http://127.0.0.1:PORT/oauth2/default
    QString apiUrl;   ///< http://127.0.0.1:PORT/v3
    QString clientId; ///< registered for PKCE and the server flow
    QString deviceClientId;
    QString clientSecret;
    QStringList redirectUris;
    QString dataDir;
};

/// A stand-in for the service on a loopback port: sign-in and consent page, PKCE, server flow, rotating
/// refresh tokens, JWTs, and the V3 endpoints that Rollcall uses, with the specification's rules and limits.
/// Never kinder than the real service. Serves from threads of its own until destroyed.
class PracticeAccount
{
public:
    /// Storage error when the data folder cannot be used; Usage error for a port that is taken or an unknown
    /// trouble.
    static Result<std::unique_ptr<PracticeAccount>> start(const Options &options);
    ~PracticeAccount();

    Addresses addresses() const;
    static QStringList troubleNames();

    /// What it holds and has seen, as JSON, for tests and support: contacts with their lists and permissions,
    /// lists, calls counted, most arrivals in any second, bodies too large, refresh tokens used twice, … The
    /// same as GET /practice/report.
    QByteArray report() const;

    /// From now on; an empty map ends them.
    void setTroubles(const QMap<QString, double> &troubles);

private:
    PracticeAccount();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall::practice
