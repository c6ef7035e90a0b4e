#pragma once

#include "account/filetokenstore.h"
#include "account/session.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QTemporaryDir>

#include <memory>

namespace rollcall::test {

/// A file store that can be told to fail.
class FailingStore : public FileTokenStore
{
public:
    using FileTokenStore::FileTokenStore;

    void write(const StoredConnection &connection, QObject *context, Handler handle) override;

    int *failures = nullptr; ///< so many writes are still to fail
};

/// A connection that is kept in a file, and the sessions that use it: each as one of several processes.
class KeptConnection
{
protected:
    void start(); ///< in an empty folder
    void keep(const Tokens &tokens, bool refreshStarted = false);
    StoredConnection kept();

    std::unique_ptr<FailingStore> newStore() { return std::make_unique<FailingStore>(m_profile.storageFolder()); }
    std::unique_ptr<Session> session(FakeNetwork &network)
    {
        return std::make_unique<Session>(m_profile, m_clock, network, newStore());
    }
    static Result<QString> token(Session &session);

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceProfile m_profile;
    Clock m_clock; ///< the system's, unless a test has nothing to wait for
};

} // namespace rollcall::test
