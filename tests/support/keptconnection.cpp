#include "support/keptconnection.h"

namespace rollcall::test {

void FailingStore::write(const StoredConnection &connection, QObject *context, Handler handle)
{
    if (failures && *failures > 0) {
        --*failures;
        QMetaObject::invokeMethod(
            context, [handle] { handle(failure(Error::Kind::Storage, QStringLiteral("disk full"))); },
            Qt::QueuedConnection);
        return;
    }
    FileTokenStore::write(connection, context, handle);
}

void KeptConnection::start()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock = Clock();
    m_profile = profileFor(m_dir->path(), QStringLiteral("file"));
}

void KeptConnection::keep(const Tokens &tokens, bool refreshStarted)
{
    StoredConnection connection;
    connection.tokens = tokens;
    connection.refreshStarted = refreshStarted;
    connection.organization = QStringLiteral("Library");
    QObject context;
    Answer<Result<void>> written;
    newStore()->write(connection, &context, written.handler());
    QVERIFY(written.wait());
}

StoredConnection KeptConnection::kept()
{
    QObject context;
    Answer<Result<StoredConnection>> back;
    newStore()->read(&context, back.handler());
    return *back.wait();
}

Result<QString> KeptConnection::token(Session &session)
{
    QObject context;
    Answer<Result<QString>> answer;
    session.accessToken(&context, answer.handler());
    return answer.wait();
}

} // namespace rollcall::test
