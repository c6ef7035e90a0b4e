#include "account/tokenmove.h"

#include "account/lockedstore.h"
#include "account/sessionerrors.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QFile>
#include <QTimer>

namespace rollcall {
namespace {

ServiceProfile keptIn(ServiceProfile profile, const QString &store)
{
    profile.tokenStore = store;
    profile.origins[QStringLiteral("token_store")] = ServiceProfile::Origin::Entered;
    return profile;
}

Error cameBackOtherwise()
{
    return {Error::Kind::Storage,
            Text::tr("The new place does not give back what it was given."),
            Text::tr("Nothing was moved; the connection is where it was."),
            {}};
}

/// There while two places may hold the same tokens.
QString noteOf(const ServiceProfile &profile)
{
    return profile.storageFolder() + QLatin1String("/tokens.moving");
}

Result<void> noteMove(const ServiceProfile &profile)
{
    if (const Result<void> made = ensurePrivateFolder(profile.storageFolder()); !made)
        return made;
    return writePrivateFile(noteOf(profile), "A move of tokens was begun.\n");
}

/// Steps under the lock of where the tokens are kept; ends with nothing left where they are not.
class MoveSteps : public QObject
{
public:
    MoveSteps(const ServiceProfile &profile, QObject *context, TokenStore::Handler handle)
        : QObject(context)
        , m_note(noteOf(profile))
        , m_handle(std::move(handle))
    {}

protected:
    void wasRemoved(const Result<void> &removed)
    {
        if (removed)
            QFile::remove(m_note);
        end(removed);
    }

    void end(const Result<void> &result)
    {
        m_lock.reset();
        deleteLater();
        const TokenStore::Handler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    const QString m_note;
    LockedStore::Lock m_lock;

private:
    TokenStore::Handler m_handle;
};

/// probe → lock → read → note → write → read back → remember → remove.
class TokenMove : public MoveSteps
{
public:
    TokenMove(const ServiceProfile &from, const QString &to, QObject *context, TokenStore::Handler handle)
        : MoveSteps(from, context, std::move(handle))
        , m_there(keptIn(from, to))
        , m_isChoiceOurs(from.origins.value(QStringLiteral("token_store")) !=
                         ServiceProfile::Origin::Environment)
        , m_from(TokenStore::make(from), from.storageFolder())
        , m_to(TokenStore::make(m_there))
    {}

    void start()
    {
        m_to->probe(this, [this](const Result<void> &works) { probed(works); });
    }

private:
    void probed(const Result<void> &works)
    {
        if (!works)
            return end(works);
        m_from.lock(this, [this](const Result<LockedStore::Lock> &lock) { locked(lock); });
    }

    void locked(const Result<LockedStore::Lock> &lock)
    {
        if (!lock)
            return end(tl::unexpected(lock.error()));
        m_lock = *lock;
        m_from.store().read(this, [this](const Result<StoredConnection> &stored) { wasRead(stored); });
    }

    void wasRead(const Result<StoredConnection> &stored)
    {
        if (!stored)
            return end(tl::unexpected(stored.error()));
        if (stored->isEmpty())
            return end(tl::unexpected(session::notConnected()));
        m_connection = *stored;
        if (const Result<void> noted = noteMove(m_there); !noted)
            return end(noted);
        m_to->write(m_connection, this, [this](const Result<void> &written) { wrote(written); });
    }

    void wrote(const Result<void> &written)
    {
        if (!written)
            return end(written);
        m_to->read(this, [this](const Result<StoredConnection> &back) { cameBack(back); });
    }

    void cameBack(const Result<StoredConnection> &back)
    {
        if (!back)
            return end(tl::unexpected(back.error()));
        if (*back != m_connection)
            return end(tl::unexpected(cameBackOtherwise()));
        if (m_isChoiceOurs) {
            if (const Result<void> kept = m_there.keepEntered(); !kept)
                return end(kept);
        }
        m_from.store().remove(this, [this](const Result<void> &removed) { wasRemoved(removed); });
    }

    const ServiceProfile m_there;
    const bool m_isChoiceOurs;
    LockedStore m_from;
    const std::unique_ptr<TokenStore> m_to;
    StoredConnection m_connection;
};

/// lock → is the connection here? → remove it there → no note any longer.
class MoveEnding : public MoveSteps
{
public:
    MoveEnding(const ServiceProfile &profile, QObject *context, TokenStore::Handler handle)
        : MoveSteps(profile, context, std::move(handle))
        , m_here(TokenStore::make(profile), profile.storageFolder())
        , m_there(TokenStore::make(keptIn(profile, profile.tokenStore == QLatin1String("file")
                                                       ? QStringLiteral("keychain")
                                                       : QStringLiteral("file"))))
    {}

    void start()
    {
        m_here.lock(this, [this](const Result<LockedStore::Lock> &lock) { locked(lock); });
    }

private:
    void locked(const Result<LockedStore::Lock> &lock)
    {
        if (!lock)
            return end(tl::unexpected(lock.error()));
        m_lock = *lock;
        if (!QFile::exists(m_note)) // another process was faster
            return end({});
        m_here.store().read(this, [this](const Result<StoredConnection> &stored) { wasRead(stored); });
    }

    void wasRead(const Result<StoredConnection> &stored)
    {
        if (!stored)
            return end(tl::unexpected(stored.error()));
        if (stored->isEmpty()) // then the other may be the only one
            return end({});
        m_there->remove(this, [this](const Result<void> &removed) { wasRemoved(removed); });
    }

    LockedStore m_here;
    const std::unique_ptr<TokenStore> m_there;
};

} // namespace

void finishMove(const ServiceProfile &profile, QObject *context, TokenStore::Handler handle)
{
    if (profile.tokenStore == QLatin1String("memory") || !QFile::exists(noteOf(profile)))
        return (void)QTimer::singleShot(0, context, [handle = std::move(handle)] { handle({}); });
    (new MoveEnding(profile, context, std::move(handle)))->start();
}

void moveTokens(const ServiceProfile &from, const QString &to, QObject *context, TokenStore::Handler handle)
{
    (new TokenMove(from, to, context, std::move(handle)))->start();
}

} // namespace rollcall
