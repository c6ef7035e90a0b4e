#include "account/devicesignin.h"

#include "account/signinerrors.h"
#include "account/tokenendpoint.h"

#include <QTimer>

#include <algorithm>

namespace rollcall {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds slowerBy(5); // RFC 8628 3.5: for good

bool isSafeToOpen(const QUrl &address)
{
    return address.isValid() && !address.host().isEmpty() &&
           (address.scheme() == QLatin1String("https") ||
            (address.scheme() == QLatin1String("http") && ServiceProfile::isLoopback(address)));
}

/// A key is good for the way of signing in that was chosen when its application was made.
Error errorOf(const TokenFault &fault)
{
    if (fault.key == QLatin1String("unauthorized_client"))
        return signin::notForDevices();
    if (fault.key == QLatin1String("invalid_grant"))
        return signin::deviceCodeUsed();
    return fault.error;
}

} // namespace

struct DeviceSignIn::Private
{
    Private(const ServiceProfile &p, const Clock &c, QNetworkAccessManager &network, DeviceSignIn *signIn)
        : profile(p)
        , clock(c)
        , q(signIn)
        , endpoint(p, c, network)
    {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer); // others fire early, and that is punished with slow_down
        QObject::connect(&timer, &QTimer::timeout, q, [this] { poll(); });
    }

    const ServiceProfile profile;
    const Clock &clock;
    DeviceSignIn *const q;
    TokenEndpoint endpoint;
    DeviceCode code;
    QTimer timer;
    bool isEnded = false;

    void begin();
    void show(const TokenEndpoint::DeviceResult &result);
    void pollLater();
    void poll();
    void settle(const TokensResult &tokens);
    void end(const Result<Tokens> &tokens);
};

void DeviceSignIn::Private::begin()
{
    if (isEnded)
        return;
    if (profile.deviceClientId.isEmpty())
        return end(tl::unexpected(signin::noKey()));
    endpoint.askForDeviceCode(q, [this](const TokenEndpoint::DeviceResult &result) { show(result); });
}

void DeviceSignIn::Private::show(const TokenEndpoint::DeviceResult &result)
{
    if (isEnded)
        return;
    if (!result)
        return end(tl::unexpected(errorOf(result.error())));
    code = *result;
    if (!isSafeToOpen(code.verificationUri) || !isSafeToOpen(code.verificationUriComplete))
        return end(tl::unexpected(signin::badVerificationAddress()));
    pollLater();
    Q_EMIT q->codeReady(code.userCode, code.verificationUri, code.verificationUriComplete, code.expiresAt);
}

/// Also after the code has expired: the person may have allowed it in the last moment.
void DeviceSignIn::Private::pollLater()
{
    const milliseconds left(clock.now().msecsTo(code.expiresAt));
    const milliseconds pause = std::max(milliseconds(1), std::min<milliseconds>(code.interval, left));
    timer.start(clock.realTime(pause));
}

void DeviceSignIn::Private::poll()
{
    endpoint.redeem(code, q, [this](const TokensResult &tokens) { settle(tokens); });
}

void DeviceSignIn::Private::settle(const TokensResult &tokens)
{
    if (isEnded)
        return;
    if (tokens)
        return end(Result<Tokens>(*tokens));
    const TokenFault &fault = tokens.error();
    if (fault.key == QLatin1String("access_denied"))
        return end(tl::unexpected(signin::refused(fault.key, {})));
    if (fault.key == QLatin1String("expired_token"))
        return end(tl::unexpected(signin::deviceCodeExpired()));
    const bool isPending = fault.key == QLatin1String("authorization_pending");
    const bool isTooFast = fault.key == QLatin1String("slow_down");
    const bool isPassing =
        fault.meaning == TokenFault::Meaning::NotDone || fault.meaning == TokenFault::Meaning::Unknown;
    if (!isPending && !isTooFast && !isPassing)
        return end(tl::unexpected(errorOf(fault)));
    if (clock.now() >= code.expiresAt)
        return end(tl::unexpected(isPassing ? fault.error : signin::deviceCodeExpired()));
    if (isTooFast)
        code.interval += slowerBy;
    pollLater();
}

void DeviceSignIn::Private::end(const Result<Tokens> &tokens)
{
    if (std::exchange(isEnded, true))
        return;
    timer.stop();
    Q_EMIT q->finished(tokens); // last: the listener may delete us
}

DeviceSignIn::DeviceSignIn(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
                           QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(profile, clock, network, this))
{}

DeviceSignIn::~DeviceSignIn() = default;

void DeviceSignIn::start()
{
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

void DeviceSignIn::cancel()
{
    QMetaObject::invokeMethod(
        this, [this] { d->end(tl::unexpected(signin::cancelled())); }, Qt::QueuedConnection);
}

} // namespace rollcall
