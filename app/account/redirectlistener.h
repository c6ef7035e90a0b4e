#pragma once

#include "account/browserpage.h"
#include "net/http.h"
#include "support/result.h"

#include <QHash>
#include <QOAuthHttpServerReplyHandler>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

class QTcpSocket;

namespace rollcall {

/// Waits on this computer for the browser to come back from the sign-in, and gives it a page of ours when the
/// outcome is known.
///
/// Qt's own handler listens on every interface, takes paths that only begin alike, loses a request that comes
/// in two pieces, does not check the state and says "received" whatever happened; so the listening is done
/// here, on loopback only, and only the reply to the flow's token request comes by way of Qt's.
class RedirectListener : public QOAuthHttpServerReplyHandler
{
    Q_OBJECT

public:
    /// `redirect`: the registered address, literally. `state`: what an answer must carry to be ours.
    RedirectListener(QUrl redirect, QString state, QObject *parent = nullptr);
    ~RedirectListener() override;

    /// Refused, with the port named, when another program has it. Does nothing for an address that is not
    /// plain http on this computer: its answer can only be pasted.
    Result<void> open();
    bool isOpen() const { return !m_servers.empty(); }
    bool listensOn(const QHostAddress &host) const; ///< localhost is two of them, where there is IPv6

    QString callback() const override { return m_redirect.toString(); }

    /// Where the short address leads on to.
    void leadTo(const QUrl &address) { m_longAddress = address; }
    QUrl shortAddress() const;

    /// An address that the person copied from the browser. Input error when it is no answer to this attempt:
    /// the wait then goes on.
    Result<void> take(const QUrl &pasted);
    /// A code without an address and so without a state.
    void takeCode(const QString &code);

    /// Gives the page to the browser that waits for it, and to whoever comes later.
    void answerBrowser(BrowserPage page);

    /// As the browser brought it, fully decoded.
    QString code() const { return m_code; }

Q_SIGNALS:
    /// The answer is no code. Nothing else comes after it.
    void failed(const rollcall::Error &error, rollcall::BrowserPage page);
    /// The token endpoint has answered the flow's request.
    void replied(const rollcall::HttpResult &reply);

protected:
    void networkReplyFinished(QNetworkReply *reply) override;

private:
    void accept(QTcpServer &server);
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &request);
    void write(QTcpSocket *socket, const QByteArray &status, const QByteArray &headers,
               const QByteArray &body);
    void writePage(QTcpSocket *socket, BrowserPage page);
    void takeAnswer(const QUrl &address);
    void refuse(const QUrl &address);
    Error wrongState() const;

    const QUrl m_redirect;
    const QString m_state;
    QUrl m_longAddress;
    QString m_code;
    bool m_isAnswered = false;
    std::optional<BrowserPage> m_page;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    QList<QPointer<QTcpSocket>> m_held; ///< they wait for the outcome
};

} // namespace rollcall
