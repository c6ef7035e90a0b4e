#pragma once

#include "account/tokenstore.h"

#include <QString>

namespace rollcall {

/// Tokens in the system's keychain: an entry for each token, because Windows holds 2,560 bytes an entry, and
/// one for the rest.
class KeychainTokenStore : public TokenStore
{
public:
    /// `key` names the connection in the keychain; a small file in `folder` remembers that there is one,
    /// because a locked keychain answers a reader "no such entry".
    KeychainTokenStore(QString key, QString folder)
        : m_key(std::move(key))
        , m_folder(std::move(folder))
    {}

    void probe(QObject *context, Handler handle) override;
    void read(QObject *context, ReadHandler handle) override;
    void write(const StoredConnection &connection, QObject *context, Handler handle) override;
    void remove(QObject *context, Handler handle) override;

private:
    const QString m_key;
    const QString m_folder;
};

} // namespace rollcall
