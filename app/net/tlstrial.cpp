#include "net/tlstrial.h"

#include "net/proxylogin.h"
#include "support/text.h"

#include <QSslCertificate>
#include <QSslCipher>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

namespace rollcall {
namespace {

QString issuerOf(const QSslCertificate &certificate)
{
    const QStringList organization = certificate.issuerInfo(QSslCertificate::Organization);
    return organization.isEmpty() ? certificate.issuerInfo(QSslCertificate::CommonName).join(QLatin1Char(' '))
                                  : organization.first();
}

Error notTrusted(const QString &issuer, const QString &detail)
{
    return {
        Error::Kind::Offline,
        Text::tr("The connection is not safe: this computer does not trust the certificate it was shown "
                 "(issued by “%1”).")
            .arg(issuer),
        Text::tr(
            "The clock may be wrong, or your network reads along with a certificate of its own: ask your IT "
            "to install that certificate on this computer."),
        detail};
}

Error notMade(const QString &detail)
{
    return {Error::Kind::Offline, Text::tr("No safe connection could be made."),
            Text::tr("Ask your IT to let this computer make connections to port 443."), detail};
}

class TlsTrial : public QObject
{
public:
    TlsTrial(QObject *context, TlsHandler handle)
        : QObject(context)
        , m_handle(std::move(handle))
    {
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this,
                [this] { endLater(tl::unexpected(notMade(QStringLiteral("tls: time-out")))); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { endLater(peer()); });
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this] { endLater(failed()); });
        connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
            if (m_untrusted.isEmpty())
                m_untrusted = errors.first().errorString();
        });
    }

    void start(const QUrl &address, const QNetworkProxy &proxy, std::chrono::milliseconds patience)
    {
        m_socket.setProxy(proxy);
        m_patience.start(patience);
        m_socket.connectToHostEncrypted(address.host(), static_cast<quint16>(address.port(443)));
    }

private:
    Result<TlsPeer> peer() const
    {
        return TlsPeer{
            m_socket.sessionCipher().protocolString().replace(QLatin1String("TLSv"), QLatin1String("TLS ")),
            issuerOf(m_socket.peerCertificate())};
    }

    Result<TlsPeer> failed() const
    {
        const QString detail = QStringLiteral("tls: ") + m_socket.errorString();
        if (!m_untrusted.isEmpty())
            return tl::unexpected(notTrusted(issuerOf(m_socket.peerCertificate()), detail));
        if (m_socket.error() == QAbstractSocket::ProxyAuthenticationRequiredError)
            return tl::unexpected(
                proxyAsks(nameOf(m_socket.proxy()), !m_socket.proxy().user().isEmpty(), detail));
        return tl::unexpected(notMade(detail));
    }

    /// Later: an error can come while the call that starts it is still running.
    void endLater(const Result<TlsPeer> &result)
    {
        if (std::exchange(m_isOver, true))
            return;
        QMetaObject::invokeMethod(
            this, [this, result] { end(result); }, Qt::QueuedConnection);
    }

    void end(const Result<TlsPeer> &result)
    {
        deleteLater();
        const TlsHandler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    TlsHandler m_handle;
    QSslSocket m_socket;
    QTimer m_patience;
    QString m_untrusted;
    bool m_isOver = false;
};

} // namespace

void tryTlsTo(const QUrl &address, const QNetworkProxy &proxy, std::chrono::milliseconds patience,
              QObject *context, TlsHandler handle)
{
    (new TlsTrial(context, std::move(handle)))->start(address, proxy, patience);
}

} // namespace rollcall
