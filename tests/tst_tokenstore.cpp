#include "account/filetokenstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <optional>

using namespace rollcall;

namespace {

StoredConnection connection()
{
    StoredConnection stored;
    stored.tokens = {QStringLiteral("access"),
                     QStringLiteral("refresh"),
                     QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::utc()),
                     QDateTime::fromMSecsSinceEpoch(1'700'086'400'123, QTimeZone::utc()),
                     {QStringLiteral("contact_data"), QStringLiteral("offline_access")},
                     QStringLiteral("key")};
    stored.refreshStarted = true;
    stored.organization = QStringLiteral("Bücherei");
    stored.user = QStringLiteral("u");
    stored.role = QStringLiteral("r");
    return stored;
}

} // namespace

class TokenStoreTest : public QObject
{
    Q_OBJECT

    Result<void> write(TokenStore &store, const StoredConnection &stored)
    {
        std::optional<Result<void>> written;
        store.write(stored, this, [&written](const Result<void> &result) { written = result; });
        Q_ASSERT(!written);
        [&] { QTRY_VERIFY(written); }();
        return *written;
    }

    Result<StoredConnection> read(TokenStore &store)
    {
        std::optional<Result<StoredConnection>> back;
        store.read(this, [&back](const Result<StoredConnection> &result) { back = result; });
        Q_ASSERT(!back);
        [&] { QTRY_VERIFY(back); }();
        return *back;
    }

    Result<void> probe(TokenStore &store)
    {
        std::optional<Result<void>> probed;
        store.probe(this, [&probed](const Result<void> &result) { probed = result; });
        [&] { QTRY_VERIFY(probed); }();
        return *probed;
    }

    Result<void> remove(TokenStore &store)
    {
        std::optional<Result<void>> removed;
        store.remove(this, [&removed](const Result<void> &result) { removed = result; });
        [&] { QTRY_VERIFY(removed); }();
        return *removed;
    }

private Q_SLOTS:
    void whatIsWrittenIsReadBackAndRemoved_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("file") << QStringLiteral("file");
        QTest::newRow("memory") << QStringLiteral("memory");
    }

    void whatIsWrittenIsReadBackAndRemoved()
    {
        QFETCH(QString, kind);
        const QTemporaryDir dir;
        ServiceProfile profile;
        profile.dataDir = dir.filePath(QStringLiteral("data"));
        profile.tokenStore = kind;
        const auto store = TokenStore::make(profile);
        QVERIFY(probe(*store));
        QCOMPARE(*read(*store), StoredConnection());
        QVERIFY(write(*store, connection()));
        QCOMPARE(*read(*store), connection());
        QVERIFY(remove(*store));
        QCOMPARE(*read(*store), StoredConnection());
        QVERIFY(remove(*store));
    }

    void onlyItsOwnerCanReadTheFile()
    {
        const QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("a/b"));
        FileTokenStore store(folder);
        QVERIFY(write(store, connection()));
        const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(folder + QStringLiteral("/tokens.json")), mine);
        QCOMPARE(QFile::permissions(folder), mine | QFile::ExeOwner | QFile::ExeUser);
    }

    void aFileThatOthersCanReadIsRefused()
    {
        const QTemporaryDir dir;
        FileTokenStore store(dir.path());
        QVERIFY(write(store, connection()));
        QVERIFY(QFile::setPermissions(dir.filePath(QStringLiteral("tokens.json")),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        const auto back = read(store);
        QVERIFY(!back);
        QCOMPARE(back.error().kind, Error::Kind::Storage);
        QVERIFY(!back.error().hint.isEmpty());
    }

    void aDamagedFileIsAStorageErrorNotASignOut()
    {
        const QTemporaryDir dir;
        FileTokenStore store(dir.path());
        QVERIFY(write(store, connection()));
        QFile file(dir.filePath(QStringLiteral("tokens.json")));
        QVERIFY(file.resize(20));
        QCOMPARE(read(store).error().kind, Error::Kind::Storage);
    }

    void aFolderThatCannotBeUsedIsAStorageError()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        FileTokenStore store(file.fileName() + QStringLiteral("/below"));
        QCOMPARE(probe(store).error().kind, Error::Kind::Storage);
        QCOMPARE(write(store, connection()).error().kind, Error::Kind::Storage);
    }

    void nobodyIsCalledWhoIsGone()
    {
        const QTemporaryDir dir;
        FileTokenStore store(dir.path());
        bool called = false;
        auto context = std::make_unique<QObject>();
        store.write(connection(), context.get(), [&called](const Result<void> &) { called = true; });
        store.read(context.get(), [&called](const Result<StoredConnection> &) { called = true; });
        context.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
        QCOMPARE(*read(store), connection());
    }
};

QTEST_GUILESS_MAIN(TokenStoreTest)
#include "tst_tokenstore.moc"
