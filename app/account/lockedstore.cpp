#include "account/lockedstore.h"

#include "support/filelock.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QTimer>

namespace rollcall {
namespace {

constexpr int pauseMs = 30;
constexpr int tries = 4000; // two minutes: whoever holds it may be waiting for the token endpoint for one

/// (probe →) lock → read → change → write, for one change.
class StoreChange : public QObject
{
public:
    StoreChange(LockedStore &store, LockedStore::Change change, QObject *context, TokenStore::Handler handle)
        : QObject(context)
        , m_store(store)
        , m_change(std::move(change))
        , m_handle(std::move(handle))
    {}

    void start(LockedStore::Probe probe)
    {
        if (probe == LockedStore::Probe::First)
            m_store.store().probe(this, [this](const Result<void> &probed) { this->probed(probed); });
        else
            probed({});
    }

private:
    void probed(const Result<void> &probed)
    {
        if (!probed)
            return end(probed);
        m_store.lock(this, [this](const Result<LockedStore::Lock> &lock) { locked(lock); });
    }

    void locked(const Result<LockedStore::Lock> &lock)
    {
        if (!lock)
            return end(tl::unexpected(lock.error()));
        m_lock = *lock;
        m_store.store().read(this,
                             [this](const Result<StoredConnection> &connection) { wasRead(connection); });
    }

    void wasRead(const Result<StoredConnection> &connection)
    {
        if (!connection)
            return end(tl::unexpected(connection.error()));
        StoredConnection changed = *connection;
        m_change(changed);
        m_store.store().write(changed, this, [this](const Result<void> &written) { end(written); });
    }

    void end(const Result<void> &result)
    {
        m_lock.reset();
        deleteLater();
        const TokenStore::Handler handle = std::move(m_handle);
        handle(result); // last: may delete the context, and us with it
    }

    LockedStore &m_store;
    const LockedStore::Change m_change;
    TokenStore::Handler m_handle;
    LockedStore::Lock m_lock;
};

} // namespace

LockedStore::LockedStore(std::unique_ptr<TokenStore> store, QString folder)
    : m_store(std::move(store))
    , m_folder(std::move(folder))
{}

Result<LockedStore::Lock> LockedStore::take()
{
    if (m_folder.isEmpty()) {
        if (!m_ownLock.expired())
            return Lock();
        const Lock lock = std::make_shared<const int>(0);
        m_ownLock = lock;
        return lock;
    }
    if (const Result<void> made = ensurePrivateFolder(m_folder); !made)
        return tl::unexpected(made.error());
    Result<std::optional<FileLock>> lock = FileLock::tryTake(m_folder + QLatin1String("/tokens.lock"));
    if (!lock)
        return tl::unexpected(lock.error());
    return lock->has_value() ? Lock(std::make_shared<const FileLock>(std::move(**lock))) : Lock();
}

void LockedStore::lock(QObject *context, LockHandler handle)
{
    QTimer::singleShot(0, context,
                       [this, context, handle = std::move(handle)] { tryLock(context, tries, handle); });
}

void LockedStore::tryLock(QObject *context, int triesLeft, const LockHandler &handle)
{
    const Result<Lock> lock = take();
    if (!lock || *lock)
        return handle(lock);
    if (triesLeft == 0) {
        return handle(failure(
            Error::Kind::Offline,
            Text::tr("Another Rollcall on this computer is renewing the connection, and "
                     "that takes unusually long."),
            Text::tr("Try again in a minute; nothing is lost. If it stays so, close the other one.")));
    }
    QTimer::singleShot(pauseMs, context,
                       [this, context, triesLeft, handle] { tryLock(context, triesLeft - 1, handle); });
}

void LockedStore::change(Probe probe, Change change, QObject *context, TokenStore::Handler handle)
{
    (new StoreChange(*this, std::move(change), context, std::move(handle)))->start(probe);
}

void LockedStore::remove(QObject *context, TokenStore::Handler handle)
{
    lock(context, [this, context, handle = std::move(handle)](const Result<Lock> &lock) {
        if (!lock)
            return handle(tl::unexpected(lock.error()));
        m_store->remove(context, [handle, held = *lock](const Result<void> &removed) { handle(removed); });
    });
}

} // namespace rollcall
