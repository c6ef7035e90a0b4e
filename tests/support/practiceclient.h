#pragma once

#include "practice/practiceaccount.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace rollcall::test {

struct PlainReply
{
    int status = 0; ///< 0: no answer came
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QNetworkReply::NetworkError error = QNetworkReply::NoError;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    /// error_key of an array of errors, or of a bare error.
    QString errorKey() const;
    QString errorMessage() const;
};

/// A caller of the practice account that knows nothing of Rollcall's own client, and neither retries nor
/// waits.
class PracticeClient
{
public:
    explicit PracticeClient(const practice::Addresses &addresses)
        : m_addresses(addresses)
    {}

    /// Raw calls. `address` is absolute.
    PlainReply send(const QByteArray &verb, const QString &address, const QByteArray &body = {},
                    const QMap<QByteArray, QByteArray> &headers = {});
    PlainReply get(const QString &address) { return send("GET", address); }
    PlainReply postForm(const QString &address, const QList<std::pair<QString, QString>> &form,
                        const QMap<QByteArray, QByteArray> &headers = {});

    /// With the access token, below /v3: "contacts?limit=5", or a link that the service gave.
    PlainReply api(const QByteArray &verb, const QString &path, const QByteArray &body = {});
    PlainReply api(const QByteArray &verb, const QString &path, const QJsonObject &body);

    // One sign-in, step by step; the account has to approve by itself.
    QString authorizeAddress(const QMap<QString, QString> &changes = {}) const;
    static QString verifier()
    {
        return QStringLiteral("a-verifier-of-forty-three-letters-or-more-0123456789");
    }
    /// What a page of it holds for the answer to it.
    static QString hiddenRequest(const QByteArray &page);
    /// Signs in on that page, as a person does, and says "allow" or "deny".
    PlainReply decide(const QString &page, const char *decision,
                      const QString &user = QStringLiteral("robin.ames@hillside-library.example.org"));
    static QString parameterOf(const QByteArray &redirect, const QString &name); ///< decoded
    QList<std::pair<QString, QString>> codeForm(const QString &code) const;
    PlainReply exchange(const QString &code);
    PlainReply refresh(const QString &refreshToken);
    /// All of it; takes the access token into use. False when it did not work.
    bool signIn(const QString &scope = QStringLiteral("contact_data account_read offline_access"),
                const QString &user = {});

    QString tokenAddress() const { return m_addresses.authUrl + QStringLiteral("/v1/token"); }
    const practice::Addresses &addresses() const { return m_addresses; }

    QString accessToken, refreshToken;

private:
    const practice::Addresses m_addresses;
    QNetworkAccessManager m_network;
};

} // namespace rollcall::test
