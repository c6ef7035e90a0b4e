#pragma once

#include "account/serviceprofile.h"
#include "account/tokens.h"
#include "service/accountapi.h"
#include "support/clock.h"

#include <functional>
#include <optional>

class QNetworkAccessManager;

namespace rollcall {

class Http;
class Pacer;
class Session;

/// Whose the tokens are that were kept.
struct Adopted
{
    AccountSummary summary;      ///< its contact_email is the owner's, whoever signed in
    QString user;                ///< who signed in; empty when the token does not say it
    std::optional<Error> unread; ///< why the summary is empty; the account is connected all the same
};

/// What it takes to keep the tokens of a sign-in.
struct AdoptionNeeds
{
    const ServiceProfile &profile;
    const Clock &clock;
    QNetworkAccessManager &network;
    Http &http;
    Pacer &pacer;
    Session &session;
};

using AdoptionHandler = std::function<void(const Result<Adopted> &)>;

/// Keeps what a sign-in brought, after asking the service whose it is: tokens of another organization than
/// the settings expect are not kept, nor of another account than the one whose history and waiting work are
/// here. Until then they are in memory only, so that nothing can be sent with them.
void adoptTokens(const AdoptionNeeds &needs, const Tokens &tokens, QObject *context, AdoptionHandler handle);

} // namespace rollcall
