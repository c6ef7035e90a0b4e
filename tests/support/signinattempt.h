#pragma once

#include "account/browsersignin.h"
#include "support/answers.h"
#include "support/fakenetwork.h"
#include "support/rawclient.h"

#include <QNetworkAccessManager>

#include <memory>

namespace rollcall::test {

extern const QHostAddress localFour;

/// A parameter of an address, decoded.
QString itemOf(const QUrl &url, const char *name);

/// One attempt to sign in with a browser, and what came of it. Alone, it talks to a scripted network.
class SignInAttempt
{
protected:
    void prepare(); ///< nothing has been tried yet, and a port is free
    void start(QNetworkAccessManager &network, bool chooseAccount = false);
    void start(bool chooseAccount = false) { start(*m_network, chooseAccount); }

    /// The path that a browser comes back to with `query` and this attempt's state.
    QByteArray answer(const QByteArray &query) const;
    /// Waits for the end and for the page that the browser ended on.
    void finish(RawClient &browser) const;

    quint16 m_port = 0;
    ServiceProfile m_profile;
    Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<BrowserSignIn> m_signIn;
    QUrl m_address;
    int m_finished = 0;
    Result<Tokens> m_tokens;
    QList<Error> m_pasteErrors;

private:
    QObject m_context;
};

} // namespace rollcall::test
