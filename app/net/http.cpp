#include "net/http.h"

#include "net/proxylogin.h"
#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <algorithm>
#include <cstring>
#include <memory>

namespace rollcall {
namespace {

constexpr auto tooLarge = "rollcall_tooLarge";

bool isGood(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status >= 200 && status < 300;
}

/// A body that cannot be read a second time: when a connection ends without an answer, QNetworkAccessManager
/// winds the body back and sends the request again, up to three times, also a POST. It gives up when it
/// cannot wind back. So a GET has one, too, of no bytes: what is repeated takes its turn of the pace first.
/// (Not a QBuffer: its bytes are read past the device.)
class OnceBody : public QIODevice
{
public:
    explicit OnceBody(const QByteArray &content)
        : m_content(content)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    qint64 size() const override { return m_content.size(); }
    bool seek(qint64 position) override
    {
        return !m_content.isEmpty() && position >= m_read && QIODevice::seek(position);
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 from = std::min(pos(), size());
        const qint64 count = std::min(maxSize, size() - from);
        std::memcpy(data, m_content.constData() + from, static_cast<size_t>(count));
        m_read = from + count;
        return count;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_content;
    qint64 m_read = 0;
};

/// Where the body of a good answer goes as it comes, so that it is never in memory as a whole.
class BodyFile : public QObject
{
public:
    BodyFile(const QString &path, QNetworkReply *reply)
        : QObject(reply)
        , m_reply(*reply)
        , m_file(path)
    {
        QFile::remove(path); // the mode is given to new files only
        m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
    }

    void takeMore()
    {
        if (!isGood(m_reply))
            return; // words about an error: they are read as those of any answer
        const QByteArray bytes = m_reply.readAll();
        m_isWhole = m_isWhole && m_file.isOpen() && m_file.write(bytes) == bytes.size();
    }

    Result<void> end()
    {
        if (m_isWhole && m_file.flush())
            return {};
        return failure(
            Error::Kind::Storage, Text::tr("The service's answer could not be kept on this computer."),
            Text::tr("Check that the disk has room and that the folder can be written to, then try again."),
            QDir::toNativeSeparators(m_file.fileName()) + QLatin1String(": ") + m_file.errorString());
    }

private:
    QNetworkReply &m_reply;
    QFile m_file;
    bool m_isWhole = true;
};

bool neverSent(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return true;
    default:
        return false;
    }
}

QString proxyOf(const QNetworkReply &reply)
{
    return nameOf(proxyTo(reply.url(), *reply.manager()));
}

QString reason(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return Text::tr("Its address could not be found: this computer is probably not on the internet.");
    case QNetworkReply::ConnectionRefusedError:
        return Text::tr("Nothing answers at its address.");
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return Text::tr("It did not answer in time.");
    case QNetworkReply::SslHandshakeFailedError:
        return Text::tr(
            "A safe connection could not be made: the clock may be wrong, or something in between is reading "
            "along. Ask your IT.");
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return Text::tr("The proxy %1 does not let the connection through. Ask your IT.").arg(proxyOf(reply));
    default:
        return Text::tr("The connection was lost.");
    }
}

Error unreachable(const QNetworkReply &reply, const QString &detail)
{
    if (reply.error() != QNetworkReply::ProxyAuthenticationRequiredError) {
        return {Error::Kind::Offline,
                Text::tr("The service could not be reached. %1").arg(reason(reply)),
                Text::tr("Nothing is lost here. Try again when the connection is back."), detail};
    }
    const QNetworkProxy proxy = proxyTo(reply.url(), *reply.manager());
    return proxyAsks(nameOf(proxy), !proxy.user().isEmpty(), detail);
}

QString place(const QNetworkReply &reply)
{
    const QUrl url = reply.url(); // without its query: that can hold an e-mail address
    return url.host() + url.path() + QStringLiteral(": error %1").arg(static_cast<int>(reply.error()));
}

} // namespace

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QNetworkReply *Http::start(const QByteArray &verb, QNetworkRequest request, const QByteArray &body)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    auto once = std::make_unique<OnceBody>(body);
    QNetworkReply *reply = m_network.sendCustomRequest(request, verb, once.get());
    once.release()->setParent(reply);
    return reply;
}

HttpResult Http::read(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply.property(tooLarge).toBool()) {
        return tl::unexpected(
            HttpError{{Error::Kind::BadReply, Text::tr("The service's answer is far longer than it may be."),
                       Text::tr("Nothing was changed here. Try again later."), place(reply)}});
    }
    // A 200 that was cut short carries an error: half an answer must not pass for a whole one.
    const bool isWhole = reply.error() == QNetworkReply::NoError ||
                         (status >= 400 && reply.error() >= QNetworkReply::ContentAccessDenied);
    if (!isWhole || status == 0) {
        return tl::unexpected(HttpError{unreachable(reply, place(reply)), neverSent(reply.error())});
    }
    return HttpAnswer{status, reply.readAll(), reply.rawHeaderPairs()};
}

void Http::send(const QByteArray &verb, QNetworkRequest request, const QByteArray &body, QObject *context,
                Handler handle)
{
    QNetworkReply *reply = start(verb, std::move(request), body);
    stopBeyond(m_maximumBody, m_maximumBody, *reply);
    follow(*reply, context, std::move(handle));
}

/// Qt counts the bytes as they are when unpacked.
void Http::stopBeyond(qint64 good, qint64 other, QNetworkReply &reply)
{
    QObject::connect(
        &reply, &QNetworkReply::downloadProgress, &reply, [&reply, good, other](qint64 received) {
            if (received > (isGood(reply) ? good : other) && !reply.property(tooLarge).toBool()) {
                reply.setProperty(tooLarge, true);
                reply.abort();
            }
        });
}

void Http::fetch(QNetworkRequest request, const QString &path, QObject *context, Handler handle)
{
    QNetworkReply *reply = start("GET", std::move(request), {});
    auto *file = new BodyFile(path, reply);
    stopBeyond(m_maximumFile, m_maximumBody, *reply); // words about an error stay in memory
    QObject::connect(reply, &QNetworkReply::readyRead, file, [file] { file->takeMore(); });
    QObject::connect(reply, &QNetworkReply::finished, file,
                     [file] { file->takeMore(); }); // before read() does
    follow(*reply, context, [file, handle = std::move(handle)](const HttpResult &result) {
        const Result<void> kept = file->end();
        handle(result && !kept ? tl::unexpected(HttpError{kept.error()}) : result);
    });
}

void Http::follow(QNetworkReply &reply, QObject *context, Handler handle)
{
    QObject::connect(&reply, &QNetworkReply::finished, &reply, &QObject::deleteLater);
    // Queued: abort() ends in finished(), which would still reach a context that is just being destroyed.
    QObject::connect(context, &QObject::destroyed, &reply, &QNetworkReply::abort, Qt::QueuedConnection);
    QObject::connect(&reply, &QNetworkReply::finished, context,
                     [&reply, handle = std::move(handle)] { handle(read(reply)); });
}

} // namespace rollcall
