#include "practice/practiceaccount.h"

#include "practice/busytime.h"
#include "practice/clients.h"
#include "practice/httpserver.h"
#include "practice/service.h"
#include "practice/troubles.h"

#include "support/filelock.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>

#include <condition_variable>
#include <thread>

namespace rollcall::practice {
namespace {

Result<std::optional<FileLock>> lockFolder(const QString &folder)
{
    if (folder.isEmpty())
        return std::optional<FileLock>();
    if (const auto ready = ensurePrivateFolder(folder); !ready)
        return tl::unexpected(ready.error());
    auto lock = FileLock::tryTake(QDir(folder).filePath(QStringLiteral("practice.lock")));
    if (lock && !*lock)
        return failure(Error::Kind::Storage, Text::tr("Another practice account uses this folder."),
                       Text::tr("Stop it, or choose another folder for its data."),
                       QDir::toNativeSeparators(folder));
    return lock;
}

} // namespace

struct PracticeAccount::Private
{
    std::optional<FileLock> lock;
    QString dataDir;
    QByteArray base;
    std::mutex mutex;
    std::condition_variable stopped;
    bool stopping = false;
    std::thread keeper;
    BusyTime busy;
    std::unique_ptr<Service> service;
    std::unique_ptr<HttpServer> server; // ends before the service that it serves

    void keepNowAndThen();
};

/// Once a second, and less often where writing takes long.
void PracticeAccount::Private::keepNowAndThen()
{
    using namespace std::chrono;
    auto pause = duration_cast<steady_clock::duration>(seconds(1));
    std::unique_lock guard(mutex);
    while (!stopped.wait_for(guard, pause, [this] { return stopping; })) {
        guard.unlock();
        const auto begun = steady_clock::now();
        service->keep();
        pause = std::max<steady_clock::duration>(seconds(1), 10 * (steady_clock::now() - begun));
        guard.lock();
    }
}

PracticeAccount::PracticeAccount()
    : d(std::make_unique<Private>())
{}

PracticeAccount::~PracticeAccount()
{
    d->server.reset();
    {
        const std::lock_guard guard(d->mutex);
        d->stopping = true;
    }
    d->stopped.notify_all();
    if (d->keeper.joinable())
        d->keeper.join();
    if (d->service)
        d->service->keep();
}

Result<std::unique_ptr<PracticeAccount>> PracticeAccount::start(const Options &options)
{
    if (!Troubles().set(options.troubles)) {
        return failure(Error::Kind::Usage,
                       Text::tr("The practice account does not know one of these troubles."),
                       Text::tr("It knows: %1. A probability is a number from 0 to 1.")
                           .arg(troubleNames().join(QStringLiteral(", "))));
    }
    std::unique_ptr<PracticeAccount> account(new PracticeAccount);
    Private *d = account->d.get();
    auto lock = lockFolder(options.dataDir);
    if (!lock)
        return tl::unexpected(lock.error());
    d->lock = std::move(*lock);
    d->dataDir = options.dataDir.isEmpty() ? QString() : QDir(options.dataDir).absolutePath();
    // The port is known before the service is, which has it in its tokens and pages.
    d->server = std::make_unique<HttpServer>(
        options.clock, [d](const Call &call) { return d->service->serve(call); },
        [d](const QByteArray &method, const QByteArray &path) {
            return d->service->pickTrouble(method, path);
        },
        d->busy);
    const auto port = d->server->bind(options.port);
    if (!port)
        return tl::unexpected(port.error());
    d->base = "http://127.0.0.1:" + QByteArray::number(*port);
    auto service = Service::open(options, d->base, d->busy);
    if (!service)
        return tl::unexpected(service.error());
    d->service = std::move(*service);
    d->server->listen();
    d->keeper = std::thread([d] { d->keepNowAndThen(); });
    return account;
}

Addresses PracticeAccount::addresses() const
{
    const QString base = QString::fromLatin1(d->base);
    Addresses addresses;
    addresses.authUrl = base + QLatin1String("/oauth2/default");
    addresses.apiUrl = base + QLatin1String("/v3");
    addresses.clientId = QString::fromLatin1(browserClient().id);
    addresses.deviceClientId = QString::fromLatin1(deviceClient().id);
    addresses.clientSecret = QString::fromLatin1(browserClient().secret);
    addresses.redirectUris = browserClient().redirectUris;
    addresses.dataDir = d->dataDir;
    return addresses;
}

QStringList PracticeAccount::troubleNames()
{
    return Troubles::names();
}

QByteArray PracticeAccount::report() const
{
    return d->service->report(true);
}

void PracticeAccount::setTroubles(const QMap<QString, double> &troubles)
{
    d->service->setTroubles(troubles);
}

} // namespace rollcall::practice
