#include "storage/database.h"

#include "support/privatefile.h"
#include "support/text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutexLocker>
#include <QRecursiveMutex>
#include <QSqlError>
#include <QStorageInfo>
#include <QUuid>

namespace rollcall {
namespace {

// Result codes of SQLite (sqlite.org/rescode.html); the upper bits only say more.
enum SqliteCode { Busy = 5, ReadOnly = 8, Corrupt = 11, Full = 13, NotADatabase = 26 };

/// Larger files are not read through at each start: damage in them is found when it is met.
constexpr qint64 checkedSize = 32 * 1024 * 1024;

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

Error errorFor(const QString &path, int code, const QString &words)
{
    const QString detail = QDir::toNativeSeparators(path) + QLatin1String(": ") + words;
    switch (code) {
    case Full:
        return {Error::Kind::Storage, Text::tr("There is no room left on this computer's disk."),
                Text::tr("What was kept before is safe. Make room, then go on."), detail};
    case ReadOnly:
        return {Error::Kind::Storage, Text::tr("Rollcall's data folder cannot be written to."),
                Text::tr("What was kept before is safe. Make the folder writable, then go on."), detail};
    case Busy:
        return {Error::Kind::Storage,
                Text::tr("Another Rollcall on this computer is using its records for too long."),
                Text::tr("Close the other window or wait for the other command, then try again."), detail};
    case Corrupt:
    case NotADatabase:
        return {
            Error::Kind::Storage, Text::tr("Rollcall's records on this computer are damaged."),
            Text::tr(
                "Start Rollcall again: it sets the damaged file aside and begins a new one. Nothing in the "
                "account is touched."),
            detail};
    default:
        return {Error::Kind::Storage, Text::tr("Rollcall cannot keep its records on this computer."),
                Text::tr("Check that its data folder can be written to and that the disk has room."), detail};
    }
}

bool isOnNetwork(const QString &path)
{
    const QStorageInfo volume(QFileInfo(path).absolutePath());
    return Database::isNetworkVolume(QString::fromLatin1(volume.fileSystemType()), volume.device());
}

/// The file readable by its owner only before SQLite writes a byte into it; its companions take the same
/// mode.
Result<void> makePrivate(const QString &path)
{
    if (auto folder = ensurePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    QFile file(path);
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // Who else makes it at the same moment has made it just so.
    if (!file.exists() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && !file.exists())
        return tl::unexpected(errorFor(path, 0, file.errorString()));
    const auto rights = file.permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                              QFileDevice::ReadOther | QFileDevice::WriteOther);
    if (rights && !file.setPermissions(owner))
        return tl::unexpected(errorFor(path, 0, file.errorString()));
    return {};
}

Result<QString> moveAside(const QString &path)
{
    const QString when = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const QString aside = QStringLiteral("%1.damaged-%2").arg(path, when);
    if (!QFile::rename(path, aside))
        return tl::unexpected(errorFor(path, Corrupt, Text::tr("The damaged file cannot be renamed.")));
    for (const QString &companion :
         {QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")})
        QFile::rename(path + companion, aside + companion);
    return aside;
}

} // namespace

bool Database::isNetworkVolume(const QString &fileSystem, const QByteArray &device)
{
    static const QStringList remote{
        QStringLiteral("nfs"),     QStringLiteral("nfs4"),       QStringLiteral("cifs"),
        QStringLiteral("smb"),     QStringLiteral("smb2"),       QStringLiteral("smb3"),
        QStringLiteral("smbfs"),   QStringLiteral("afs"),        QStringLiteral("9p"),
        QStringLiteral("davfs"),   QStringLiteral("fuse.davfs"), QStringLiteral("fuse.sshfs"),
        QStringLiteral("afpfs"),   QStringLiteral("webdav"),     QStringLiteral("ncpfs"),
        QStringLiteral("virtiofs")};
    // Windows writes its own volumes as \\?\Volume{…}, and shares as \\server\share or \\?\UNC\server\share.
    const bool isShare = device.startsWith("//") || device.startsWith("\\\\?\\UNC\\") ||
                         (device.startsWith("\\\\") && !device.startsWith("\\\\?\\"));
    return isShare || remote.contains(fileSystem.toLower());
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QStringList &migrations,
                                                 const Convert &convert)
{
    // One at a time: SQLite does not wait for another who is just turning a new file to write-ahead mode.
    static QRecursiveMutex opening;
    const QMutexLocker alone(&opening);
    if (auto made = makePrivate(path); !made)
        return tl::unexpected(made.error());
    QString aside;
    {
        auto database = connectTo(path);
        if (!database)
            return tl::unexpected(database.error());
        const auto sound = (*database)->isSound();
        if (!sound)
            return tl::unexpected(sound.error());
        if (*sound) {
            if (auto migrated = (*database)->migrate(migrations, convert); !migrated)
                return tl::unexpected(migrated.error());
            return database;
        }
    }
    const auto moved = moveAside(path);
    if (!moved)
        return tl::unexpected(moved.error());
    auto fresh = open(path, migrations, convert);
    if (fresh)
        (*fresh)->m_setAside = *moved;
    return fresh;
}

Result<std::unique_ptr<Database>> Database::connectTo(const QString &path)
{
    std::unique_ptr<Database> database(new Database);
    database->m_path = path;
    database->m_name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    database->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_name);
    database->m_database.setDatabaseName(path);
    database->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=15000"));
    if (!database->m_database.open()) {
        const QSqlError error = database->m_database.lastError();
        return tl::unexpected(errorFor(path, codeOf(error), error.databaseText()));
    }
    return database;
}

Database::~Database()
{
    m_database.close();
    m_database = QSqlDatabase(); // removeDatabase() warns while a handle is alive
    QSqlDatabase::removeDatabase(m_name);
}

/// False: damaged. An error: cannot be told, the file must stay where it is.
Result<bool> Database::isSound()
{
    QSqlQuery query(m_database);
    const bool small = QFileInfo(m_path).size() <= checkedSize;
    if (!query.exec(small ? QStringLiteral("PRAGMA quick_check(1)")
                          : QStringLiteral("PRAGMA schema_version"))) {
        const int code = codeOf(query.lastError());
        if (code == Corrupt || code == NotADatabase)
            return false;
        return tl::unexpected(errorFor(m_path, code, query.lastError().databaseText()));
    }
    const bool answered = query.next();
    return answered && (!small || query.value(0).toString() == QLatin1String("ok"));
}

Result<void> Database::begin()
{
    // Before the first table: afterwards it would take a VACUUM. Freed pages then go back to the disk.
    if (auto vacuum = run(QStringLiteral("PRAGMA auto_vacuum=INCREMENTAL")); !vacuum)
        return vacuum;
    const bool remote = isOnNetwork(m_path);
    const auto mode = select(remote ? QStringLiteral("PRAGMA journal_mode=DELETE")
                                    : QStringLiteral("PRAGMA journal_mode=WAL"));
    if (!mode)
        return tl::unexpected(mode.error());
    for (const QString &pragma :
         {remote ? QStringLiteral("PRAGMA synchronous=EXTRA") : QStringLiteral("PRAGMA synchronous=FULL"),
          QStringLiteral("PRAGMA foreign_keys=ON"), QStringLiteral("PRAGMA temp_store=MEMORY"),
          QStringLiteral("PRAGMA secure_delete=FAST"),
          QStringLiteral("PRAGMA journal_size_limit=67108864")}) {
        if (auto set = run(pragma); !set)
            return set;
    }
    return {};
}

Result<int> Database::version()
{
    auto query = select(QStringLiteral("PRAGMA user_version"));
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toInt() : 0;
}

Result<void> Database::migrate(const QStringList &migrations, const Convert &convert)
{
    if (auto begun = begin(); !begun)
        return begun;
    const auto before = version();
    if (!before)
        return tl::unexpected(before.error());
    if (*before == migrations.size())
        return {};
    return transaction([this, &migrations, &convert]() -> Result<void> {
        const auto now = version(); // again, now that no other process can be at it
        if (!now)
            return tl::unexpected(now.error());
        if (*now > migrations.size()) {
            return failure(
                Error::Kind::Storage,
                Text::tr("Rollcall's records on this computer were written by a newer version."),
                Text::tr("Install that version again, or choose another data folder. Nothing was changed."),
                QDir::toNativeSeparators(m_path));
        }
        for (int number = *now; number < migrations.size(); ++number) {
            if (auto done = migrateTo(number + 1, migrations.at(number), convert); !done)
                return done;
        }
        return run(QStringLiteral("PRAGMA user_version=%1").arg(migrations.size()));
    });
}

Result<void> Database::migrateTo(int version, const QString &migration, const Convert &convert)
{
    // QSQLITE executes one statement at a time.
    for (const QString &statement : migration.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (auto done = run(statement); !done)
            return done;
    }
    return convert ? convert(*this, version) : Result<void>();
}

Result<QSqlQuery> Database::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(errorFor(m_path, codeOf(query.lastError()), query.lastError().databaseText()));
    return query;
}

Result<void> Database::execute(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        // Qt binds a null QString as NULL; the tables hold texts.
        const QVariant &value = values.at(i);
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.bindValue(static_cast<int>(i), isNullText ? QVariant(QStringLiteral("")) : value);
    }
    if (!query.exec())
        return tl::unexpected(errorFor(m_path, codeOf(query.lastError()), query.lastError().databaseText()));
    return {};
}

Result<QSqlQuery> Database::select(const QString &sql, const QVariantList &values)
{
    auto query = prepare(sql);
    if (query) {
        if (auto done = execute(*query, values); !done)
            return tl::unexpected(done.error());
    }
    return query;
}

Result<void> Database::run(const QString &sql, const QVariantList &values)
{
    const auto query = select(sql, values);
    return query ? Result<void>() : tl::unexpected(query.error());
}

Result<void> Database::transaction(const std::function<Result<void>()> &work)
{
    if (m_inTransaction)
        return work();
    // Immediate: a transaction that reads first and writes later could otherwise fail with "busy" half-way.
    if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    m_inTransaction = true;
    auto result = work();
    m_inTransaction = false;
    if (result)
        result = run(QStringLiteral("COMMIT"));
    if (!result) {
        QSqlQuery rollback(m_database);
        rollback.exec(
            QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself: that is well
    }
    return result;
}

} // namespace rollcall
