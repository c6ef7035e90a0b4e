#include "account/browsersignin.h"

#include "account/exchangenetwork.h"
#include "account/redirectlistener.h"
#include "account/signinerrors.h"
#include "account/tokenendpoint.h"
#include "account/tokenreply.h"

#include <QCryptographicHash>
#include <QOAuth2AuthorizationCodeFlow>
#include <QRandomGenerator>
#include <QTimer>

#include <array>

namespace rollcall {
namespace {

using Stage = QAbstractOAuth::Stage;
using Parameters = QMultiMap<QString, QVariant>;

constexpr std::chrono::minutes longestWait(10);
constexpr int mostExchanges = 3;
constexpr std::chrono::milliseconds firstPause(1200); // one request a second is allowed

/// 43 characters that need no encoding anywhere: long enough for a code_verifier (RFC 7636).
QString randomWord()
{
    std::array<quint32, 8> bits;
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(bits.data()), sizeof(bits));
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
QByteArray challengeOf(const QString &verifier)
{
    return QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}
#endif

} // namespace

struct BrowserSignIn::Private
{
    Private(const ServiceProfile &p, const Clock &c, QNetworkAccessManager &n, BrowserSignIn *signIn)
        : profile(p)
        , clock(c)
        , q(signIn)
        , network(p, n)
        , endpoint(p, c, n)
        , flow(&network)
    {
        timer.setSingleShot(true);
        QObject::connect(&timer, &QTimer::timeout, q, [this] {
            end(tl::unexpected(withRegistered(signin::tooLate)), BrowserPage::Expired);
        });
    }

    const ServiceProfile profile;
    const Clock &clock;
    BrowserSignIn *const q;
    ExchangeNetwork network;
    TokenEndpoint endpoint;
    QOAuth2AuthorizationCodeFlow
        flow; ///< one an attempt: after a failure its status never leaves "already in progress"
    std::unique_ptr<RedirectListener> listener;
    const QString state = randomWord();
    QString verifier = randomWord();
    int exchanges = 0;
    bool isChoosing = false;
    bool isEnded = false;
    QDateTime endsAt;
    QTimer timer;

    Error withRegistered(Error (*words)(const QString &, const QString &)) const
    {
        return words(profile.clientId, listener->callback());
    }
    bool hasSecret() const { return !profile.clientSecret.isEmpty(); }

    void begin();
    Result<void> listen();
    void prepareFlow();
    void modify(Stage stage, Parameters &parameters);
    void settle(const HttpResult &reply);
    void exchangeAgain();
    void end(const Result<Tokens> &tokens, BrowserPage page);
};

void BrowserSignIn::Private::begin()
{
    if (isEnded)
        return;
    if (profile.clientId.isEmpty())
        return end(tl::unexpected(signin::noKey()), BrowserPage::Failed);
    if (const Result<void> listening = listen(); !listening)
        return end(tl::unexpected(listening.error()), BrowserPage::Failed);
    QObject::connect(listener.get(), &RedirectListener::failed, q,
                     [this](const Error &error, BrowserPage page) { end(tl::unexpected(error), page); });
    QObject::connect(listener.get(), &RedirectListener::replied, q,
                     [this](const HttpResult &reply) { settle(reply); });
    prepareFlow();
    timer.start(clock.realTime(longestWait));
    flow.grant();
}

/// Takes the first registered address whose port is free, else the first whose answer can be pasted.
Result<void> BrowserSignIn::Private::listen()
{
    std::optional<Error> taken;
    std::unique_ptr<RedirectListener> forPaste;
    for (const QUrl &redirect : profile.redirectUris) {
        auto next = std::make_unique<RedirectListener>(redirect, state);
        const Result<void> opened = next->open();
        if (opened && next->isOpen()) {
            listener = std::move(next);
            return {};
        }
        if (!opened && !taken)
            taken = opened.error();
        if (opened && !forPaste)
            forPaste = std::move(next);
    }
    listener = std::move(forPaste);
    if (!listener)
        return tl::unexpected(taken.value_or(signin::noAddress()));
    return {};
}

void BrowserSignIn::Private::prepareFlow()
{
    flow.setAuthorizationUrl(profile.authorizeUrl());
    flow.setAccessTokenUrl(profile.tokenUrl());
    flow.setClientIdentifier(profile.clientId);
    flow.setScope(TokenEndpoint::scopes());
    flow.setState(state);
    flow.setReplyHandler(listener.get());
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    using Method = QOAuth2AuthorizationCodeFlow::PkceMethod;
    flow.setPkceMethod(hasSecret() ? Method::None : Method::S256);
#endif
    flow.setModifyParametersFunction(
        [this](Stage stage, Parameters *parameters) { modify(stage, *parameters); });
    QObject::connect(&flow, &QAbstractOAuth::authorizeWithBrowser, q, [this](const QUrl &address) {
        listener->leadTo(address);
        Q_EMIT q->addressReady(address);
    });
}

void BrowserSignIn::Private::modify(Stage stage, Parameters &parameters)
{
    if (stage == Stage::RequestingAuthorization && isChoosing)
        parameters.replace(QStringLiteral("prompt"), QStringLiteral("login"));
    if (stage == Stage::RequestingAccessToken) {
        parameters.remove(QStringLiteral("client_secret")); // there even when empty
        if (hasSecret())
            parameters.remove(QStringLiteral("client_id")); // both go as Basic
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        verifier = parameters.value(QStringLiteral("code_verifier")).toString(); // the flow makes its own
#endif
        // The flow writes it into the body as it is: a + would arrive as a blank, %2F as a slash.
        parameters.replace(QStringLiteral("code"),
                           QString::fromLatin1(QUrl::toPercentEncoding(listener->code())));
    }
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    if (hasSecret())
        return;
    if (stage == Stage::RequestingAuthorization) {
        parameters.replace(QStringLiteral("code_challenge"), challengeOf(verifier));
        parameters.replace(QStringLiteral("code_challenge_method"), QStringLiteral("S256"));
    }
    if (stage == Stage::RequestingAccessToken)
        parameters.replace(QStringLiteral("code_verifier"), verifier);
#endif
}

void BrowserSignIn::Private::settle(const HttpResult &reply)
{
    TokensResult tokens = tokensOf(reply, TokenAsking::SignIn, clock);
    const bool isPassing = !tokens && tokens.error().meaning == TokenFault::Meaning::NotDone;
    if (isPassing && ++exchanges < mostExchanges && !isEnded) {
        // The person has signed in and allowed it: that is not to be in vain for a moment's trouble.
        QTimer::singleShot(clock.realTime(firstPause * exchanges), q, [this] { exchangeAgain(); });
        return;
    }
    if (!tokens) {
        const bool isExpired = tokens.error().meaning == TokenFault::Meaning::Ended;
        return end(tl::unexpected(tokens.error().error),
                   isExpired ? BrowserPage::Expired : BrowserPage::Failed);
    }
    tokens->clientId = profile.clientId;
    if (tokens->scopes.isEmpty())
        tokens->scopes = TokenEndpoint::scopes().split(QLatin1Char(' ')); // RFC 6749 5.1: as asked for
    end(*tokens, BrowserPage::SignedIn);
}

/// Not by the flow: after a failure it never leaves "already in progress".
void BrowserSignIn::Private::exchangeAgain()
{
    if (isEnded)
        return;
    endpoint.exchange(listener->code(), listener->callback(), hasSecret() ? QString() : verifier, q,
                      [this](const HttpResult &reply) { settle(reply); });
}

void BrowserSignIn::Private::end(const Result<Tokens> &tokens, BrowserPage page)
{
    if (std::exchange(isEnded, true))
        return;
    timer.stop();
    if (listener)
        listener->answerBrowser(page);
    Q_EMIT q->finished(tokens); // last: the listener may delete us
}

BrowserSignIn::BrowserSignIn(const ServiceProfile &profile, const Clock &clock,
                             QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(profile, clock, network, this))
{}

BrowserSignIn::~BrowserSignIn() = default;

void BrowserSignIn::start(bool chooseAccount)
{
    d->isChoosing = chooseAccount;
    d->endsAt = d->clock.now().addSecs(std::chrono::seconds(longestWait).count());
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

void BrowserSignIn::cancel()
{
    QMetaObject::invokeMethod(
        this, [this] { d->end(tl::unexpected(signin::cancelled()), BrowserPage::Failed); },
        Qt::QueuedConnection);
}

void BrowserSignIn::pasteAddress(const QString &addressOrCode)
{
    if (!d->listener || d->isEnded)
        return;
    const QString text = addressOrCode.trimmed();
    const bool isAddress = text.contains(QLatin1String("://")) || text.contains(QLatin1String("code="));
    if (!isAddress && !text.isEmpty() && !text.contains(QLatin1Char(' '))) {
        if (d->hasSecret())
            Q_EMIT pasteRefused(signin::bareCodeWithSecret());
        else
            d->listener->takeCode(text);
        return;
    }
    const QUrl address(text);
    if (address.host() == d->profile.authUrl.host() && address.port() == d->profile.authUrl.port()) {
        Q_EMIT pasteRefused(d->withRegistered(signin::notLedBack));
        return;
    }
    if (const Result<void> taken = d->listener->take(address); !taken)
        Q_EMIT pasteRefused(taken.error());
}

QUrl BrowserSignIn::shortAddress() const
{
    return d->listener ? d->listener->shortAddress() : QUrl();
}

QDateTime BrowserSignIn::endsAt() const
{
    return d->endsAt;
}

} // namespace rollcall
