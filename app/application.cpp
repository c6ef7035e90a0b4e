#include "application.h"

#include "account/browsersignin.h"
#include "account/devicesignin.h"
#include "account/tokenmove.h"
#include "net/http.h"
#include "net/pacer.h"
#include "net/proxylogin.h"
#include "send/outbox.h"
#include "send/personaldata.h"
#include "send/worker.h"
#include "service/connectioncheck.h"
#include "service/serviceclient.h"
#include "storage/journal.h"

#include <QNetworkAccessManager>

#include <utility>

namespace rollcall {

// Destroyed from the bottom up: what calls goes before what it calls.
struct Application::Private
{
    Private(const ServiceProfile &theProfile, const Clock &theClock)
        : profile(theProfile)
        , clock(theClock)
        , http(network)
        , session(profile, clock, network, TokenStore::make(profile))
        , pacer(clock, profile.paceFolder())
        , client(profile.apiUrl, clock, http, session, pacer)
    {
        // A token must not follow a redirect to another server.
        network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }

    /// Once: old personal data goes.
    void tidyUp()
    {
        if (std::exchange(isTidy, true))
            return;
        const qint64 before = clock.nowMs() - qint64(profile.keepDays) * 86'400'000;
        housekeeping.post(
            [folder = profile.storageFolder(), before] { PersonalData::tidyUp(folder, before); });
    }

    const ServiceProfile profile;
    const Clock clock;
    QNetworkAccessManager network;
    ProxyLogin proxyLogin{network};
    Http http;
    Session session;
    Pacer pacer;
    ServiceClient client;
    AccountApi account{client};
    ListsApi lists{client};
    FieldsApi fields{client};
    TagsApi tags{client};
    ContactsApi contacts{client};
    ActivitiesApi activities{client};
    ContactChange contactChange{contacts};
    std::unique_ptr<Journal> journal;
    Outbox outbox{{client, contacts, lists, tags, clock}, profile.storageFolder()};
    Worker housekeeping; ///< what nobody waits for
    bool isTidy = false;
};

Application::Application(const ServiceProfile &profile, const Clock &clock)
    : d(std::make_unique<Private>(profile, clock))
{}

Application::~Application() = default;

void Application::load()
{
    // First, or a command would be over before it; where it fails, the next start tries again.
    finishMove(d->profile, &d->session, [this](const Result<void> &) { d->session.load(); });
}

const ServiceProfile &Application::profile() const
{
    return d->profile;
}

const Clock &Application::clock() const
{
    return d->clock;
}

Session &Application::session()
{
    return d->session;
}

ProxyLogin &Application::proxyLogin()
{
    return d->proxyLogin;
}

Pacer &Application::pacer()
{
    return d->pacer;
}

ServiceClient &Application::client()
{
    return d->client;
}

AccountApi &Application::account()
{
    return d->account;
}

ListsApi &Application::lists()
{
    return d->lists;
}

FieldsApi &Application::fields()
{
    return d->fields;
}

TagsApi &Application::tags()
{
    return d->tags;
}

ContactsApi &Application::contacts()
{
    return d->contacts;
}

ActivitiesApi &Application::activities()
{
    return d->activities;
}

ContactChange &Application::contactChange()
{
    return d->contactChange;
}

Result<Journal *> Application::journal()
{
    if (!d->journal) {
        Result<std::unique_ptr<Journal>> opened = Journal::open(d->profile.storageFolder());
        if (!opened)
            return tl::unexpected(opened.error());
        d->journal = std::move(*opened);
    }
    return d->journal.get();
}

void Application::tidyUp()
{
    d->tidyUp();
}

Outbox &Application::outbox()
{
    d->tidyUp();
    return d->outbox;
}

std::unique_ptr<BrowserSignIn> Application::signIn()
{
    return std::make_unique<BrowserSignIn>(d->profile, d->clock, d->network);
}

std::unique_ptr<DeviceSignIn> Application::deviceSignIn()
{
    return std::make_unique<DeviceSignIn>(d->profile, d->clock, d->network);
}

std::unique_ptr<ConnectionCheck> Application::connectionCheck()
{
    return std::make_unique<ConnectionCheck>(
        ConnectionCheck::Needs{d->profile, d->clock, d->network, d->session, d->account});
}

ImportRun::Needs Application::importNeeds()
{
    d->tidyUp();
    return {d->client, d->contacts, d->lists, d->activities, d->tags, d->fields, d->clock, d->profile.storageFolder()};
}

void Application::keepSignIn(const Tokens &tokens, QObject *context, AdoptionHandler handle)
{
    adoptTokens({d->profile, d->clock, d->network, d->http, d->pacer, d->session}, tokens, context,
                std::move(handle));
}

std::unique_ptr<ImportRun> Application::importRun(const ImportPlan &plan)
{
    return std::make_unique<ImportRun>(importNeeds(), plan);
}

std::unique_ptr<Forecast> Application::forecast(const ImportPlan &plan)
{
    return std::make_unique<Forecast>(importNeeds(), plan);
}

std::unique_ptr<Undo> Application::undo(const QString &importId)
{
    return std::make_unique<Undo>(importNeeds(), importId);
}

std::unique_ptr<Resumption> Application::resumption()
{
    return std::make_unique<Resumption>(importNeeds());
}

} // namespace rollcall
