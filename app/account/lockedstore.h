#pragma once

#include "account/tokenstore.h"

#include <functional>
#include <memory>

namespace rollcall {

/// The token store behind a lock that all processes on this computer respect: what was read under the lock is
/// still so when it is written.
class LockedStore
{
public:
    using Lock = std::shared_ptr<const void>; ///< held as long as a copy of it lives
    using LockHandler = std::function<void(const Result<Lock> &)>;
    using Change = std::function<void(StoredConnection &)>;

    /// `folder` is where the lock is; empty for a store that no other process sees.
    LockedStore(std::unique_ptr<TokenStore> store, QString folder);

    TokenStore &store() { return *m_store; }

    /// Waits for the lock without blocking; Offline error when another process does not let go of it.
    void lock(QObject *context, LockHandler handle);
    /// Reads, changes and writes under the lock; `probe` finds out first whether the store works at all.
    enum class Probe { No, First };
    void change(Probe probe, Change change, QObject *context, TokenStore::Handler handle);
    void remove(QObject *context, TokenStore::Handler handle);

private:
    void tryLock(QObject *context, int triesLeft, const LockHandler &handle);
    Result<Lock> take();

    const std::unique_ptr<TokenStore> m_store;
    const QString m_folder;
    std::weak_ptr<const void> m_ownLock; ///< where there is no folder
};

} // namespace rollcall
