#include "account/keychaintokenstore.h"

#include "account/connectionjson.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <qt6keychain/keychain.h>

#include <QFile>
#include <QList>
#include <QPointer>
#include <QUuid>

namespace rollcall {
namespace {

constexpr auto service = "Rollcall";

QString whatElse()
{
    return Text::tr(
        "Unlock it and try again. Where there is none, have the tokens kept in a file that only you can read "
        "(ROLLCALL_TOKEN_STORE=file).");
}

Error cannotUse(const QKeychain::Job &job)
{
    return Error{Error::Kind::Storage, Text::tr("The keychain of this computer cannot be used."), whatElse(),
                 QStringLiteral("keychain: error %1: %2").arg(job.error()).arg(job.errorString())};
}

Error doesNotGiveBack()
{
    return Error{Error::Kind::Storage,
                 Text::tr("The keychain of this computer does not give back what it was given."),
                 whatElse(),
                 {}};
}

/// Works through a list of entries one after the other, to the end, also when whoever asked is gone by then:
/// half of the entries would be worse than none.
class KeychainWork : public QObject
{
public:
    enum class Verb { Read, Write, Remove };
    struct Entry
    {
        QString account;
        QByteArray value;
        bool isThere = true;
    };
    using Handler = std::function<void(const Result<QList<Entry>> &)>;

    KeychainWork(Verb verb, QList<Entry> entries, QObject *context, Handler handle)
        : m_verb(verb)
        , m_entries(std::move(entries))
        , m_context(context)
        , m_handle(std::move(handle))
    {
        next();
    }

private:
    void next()
    {
        if (m_at == m_entries.size())
            return end(m_entries);
        const QLatin1String name(service);
        QKeychain::Job *job = nullptr;
        if (m_verb == Verb::Read) {
            job = new QKeychain::ReadPasswordJob(name, this);
        } else if (m_verb == Verb::Remove) {
            job = new QKeychain::DeletePasswordJob(name, this);
        } else {
            auto *write = new QKeychain::WritePasswordJob(name, this);
            write->setBinaryData(m_entries.at(m_at).value);
            job = write;
        }
        job->setKey(m_entries.at(m_at).account);
        job->setInsecureFallback(false);
        connect(job, &QKeychain::Job::finished, this, &KeychainWork::took);
        job->start();
    }

    void took(QKeychain::Job *job)
    {
        const bool isMissing = job->error() == QKeychain::EntryNotFound;
        if (job->error() != QKeychain::NoError && !(isMissing && m_verb != Verb::Write))
            return end(tl::unexpected(cannotUse(*job)));
        Entry &entry = m_entries[m_at++];
        entry.isThere = !isMissing;
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job))
            entry.value = read->binaryData();
        QMetaObject::invokeMethod(this, &KeychainWork::next, Qt::QueuedConnection);
    }

    void end(const Result<QList<Entry>> &result)
    {
        deleteLater();
        if (m_context)
            m_handle(result);
    }

    const Verb m_verb;
    QList<Entry> m_entries;
    qsizetype m_at = 0;
    QPointer<QObject> m_context;
    const Handler m_handle;
};

using Verb = KeychainWork::Verb;
using Entry = KeychainWork::Entry;

/// write → read back → remove, to find out whether the keychain works.
class KeychainTrial : public QObject
{
public:
    KeychainTrial(const QString &account, QObject *context, TokenStore::Handler handle)
        : QObject(context)
        , m_trial{account, QUuid::createUuid().toByteArray()}
        , m_handle(std::move(handle))
    {}

    void start()
    {
        new KeychainWork(Verb::Write, {m_trial}, this, [this](const Entries &result) { wrote(result); });
    }

private:
    using Entries = Result<QList<Entry>>;

    void wrote(const Entries &result)
    {
        if (!result)
            return end(tl::unexpected(result.error()));
        new KeychainWork(Verb::Read, {{m_trial.account, {}}}, this,
                         [this](const Entries &back) { readBack(back); });
    }

    void readBack(const Entries &result)
    {
        if (!result)
            return end(tl::unexpected(result.error()));
        if (result->first().value != m_trial.value)
            return end(tl::unexpected(doesNotGiveBack()));
        new KeychainWork(Verb::Remove, {m_trial}, this,
                         [this](const Entries &removed) { end(removed.map([](const auto &) {})); });
    }

    void end(const Result<void> &result)
    {
        deleteLater();
        const TokenStore::Handler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    const Entry m_trial;
    TokenStore::Handler m_handle;
};

/// The refresh token first and the rest last: if the program dies in between, what is there still says
/// "refresh started" beside a refresh token that is good.
QList<Entry> entriesOf(const QString &key, const StoredConnection &connection)
{
    return {{key + QLatin1String("/refresh"), connection.tokens.refreshToken.toUtf8()},
            {key + QLatin1String("/access"), connection.tokens.accessToken.toUtf8()},
            {key + QLatin1String("/rest"), connectionToJson(connection, false)}};
}

QString mark(const QString &folder)
{
    return folder + QLatin1String("/keychain");
}

Result<StoredConnection> connectionOf(const QList<Entry> &entries, bool isMarked)
{
    if (!entries.at(2).isThere && isMarked) {
        return failure(
            Error::Kind::Storage, Text::tr("The keychain does not give out the connection it holds."),
            Text::tr("It is probably locked: unlock it and try again. If it was emptied, connect the "
                     "account again."));
    }
    Result<StoredConnection> connection = connectionFromJson(entries.at(2).value);
    if (connection) {
        connection->tokens.refreshToken = QString::fromUtf8(entries.at(0).value);
        connection->tokens.accessToken = QString::fromUtf8(entries.at(1).value);
    }
    return connection;
}

} // namespace

void KeychainTokenStore::probe(QObject *context, Handler handle)
{
    (new KeychainTrial(m_key + QLatin1String("/trial"), context, std::move(handle)))->start();
}

void KeychainTokenStore::read(QObject *context, ReadHandler handle)
{
    new KeychainWork(Verb::Read, entriesOf(m_key, {}), context,
                     [handle, isMarked = QFile::exists(mark(m_folder))](const Result<QList<Entry>> &result) {
                         handle(result.and_then(
                             [&](const QList<Entry> &entries) { return connectionOf(entries, isMarked); }));
                     });
}

void KeychainTokenStore::write(const StoredConnection &connection, QObject *context, Handler handle)
{
    new KeychainWork(Verb::Write, entriesOf(m_key, connection), context,
                     [handle, folder = m_folder](const Result<QList<Entry>> &result) {
                         if (!result)
                             return handle(tl::unexpected(result.error()));
                         const Result<void> made = ensurePrivateFolder(folder);
                         handle(made ? writePrivateFile(mark(folder), "1") : made);
                     });
}

void KeychainTokenStore::remove(QObject *context, Handler handle)
{
    QFile::remove(mark(m_folder));
    new KeychainWork(
        Verb::Remove, entriesOf(m_key, {}), context,
        [handle](const Result<QList<Entry>> &result) { handle(result.map([](const auto &) {})); });
}

} // namespace rollcall
