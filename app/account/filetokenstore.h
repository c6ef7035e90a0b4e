#pragma once

#include "account/tokenstore.h"

#include <QString>

namespace rollcall {

/// Tokens in a file that only its owner can read (0600 in a 0700 folder): for machines without a keychain,
/// and only when chosen knowingly.
class FileTokenStore : public TokenStore
{
public:
    explicit FileTokenStore(QString folder)
        : m_folder(std::move(folder))
    {}

    void probe(QObject *context, Handler handle) override;
    void read(QObject *context, ReadHandler handle) override;
    void write(const StoredConnection &connection, QObject *context, Handler handle) override;
    void remove(QObject *context, Handler handle) override;

private:
    QString path() const { return m_folder + QLatin1String("/tokens.json"); }
    Result<void> keep(const QString &path, const QByteArray &content) const;
    Result<void> tryOut() const;

    const QString m_folder;
};

/// Tokens that go with the program.
class MemoryTokenStore : public TokenStore
{
public:
    void probe(QObject *context, Handler handle) override;
    void read(QObject *context, ReadHandler handle) override;
    void write(const StoredConnection &connection, QObject *context, Handler handle) override;
    void remove(QObject *context, Handler handle) override;

private:
    StoredConnection m_connection;
};

} // namespace rollcall
