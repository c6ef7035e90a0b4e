#pragma once

#include "account/serviceprofile.h"
#include "support/clock.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>

class QNetworkAccessManager;

namespace rollcall {

class AccountApi;
class Session;

/// One thing that was looked at.
struct ConnectionFinding
{
    QString name; ///< for scripts: "api_key", "listening", "proxy", "tls", "authorization_server", "clock",
                  ///< "api", "token_store", "connection", "grants", "role"
    bool ok = false;
    QString message; ///< what was found, in a sentence
    QString hint;    ///< what to do, or to tell IT; empty when all is well

    bool operator==(const ConnectionFinding &) const = default;
};

/// All findings as text to give to IT, with what this program and system are; no secret and no address of a
/// person in it.
QString connectionReport(const QList<ConnectionFinding> &findings);

/// "Check my connection": everything a connection needs, each tried in turn, with what to tell IT where it
/// fails. Nothing it says holds a secret or an e-mail address. Opening a browser is not among it: that is a
/// desktop thing.
class ConnectionCheck : public QObject
{
    Q_OBJECT

public:
    struct Needs
    {
        const ServiceProfile &profile;
        const Clock &clock;
        QNetworkAccessManager &network;
        Session &session;
        AccountApi &account;
    };

    explicit ConnectionCheck(const Needs &needs, QObject *parent = nullptr);
    ~ConnectionCheck() override;

    void start();

Q_SIGNALS:
    void found(const rollcall::ConnectionFinding &finding);
    void finished(bool allOk);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
