#include "storage/database.h"

#include "storage/damage.h"
#include "storage/databaseerror.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QUuid>

namespace rollcall {
namespace {

using namespace std::chrono_literals;

/// Larger files are not read through at each start: damage in them is found when it is met.
constexpr qint64 checkedSize = 32 * 1024 * 1024;
/// While others write, make or mend it.
constexpr std::chrono::milliseconds patience = 15s;
/// For others to close a damaged one: they may be just about to mend it.
constexpr std::chrono::milliseconds damagedPatience = 2s;
constexpr std::chrono::milliseconds pause = 10ms;

/// The file readable by its owner only before SQLite writes a byte into it; its companions take the same
/// mode.
Result<void> makePrivate(const QString &path)
{
    QFile file(path);
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // Who else makes it at the same moment has made it just so.
    if (!file.exists() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && !file.exists())
        return tl::unexpected(databaseError(path, 0, file.errorString()));
    const auto rights = file.permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                              QFileDevice::ReadOther | QFileDevice::WriteOther);
    if (rights && !file.setPermissions(owner))
        return tl::unexpected(databaseError(path, 0, file.errorString()));
    return {};
}

} // namespace

/// Opens a file that others may be just about to open, to make or to mend. Who has it open holds the lock
/// beside it together with the others; who makes it, mends it or changes how it is written holds it alone.
class Database::Opening
{
public:
    Opening(const QString &path, const QStringList &migrations, const Convert &convert, Volume volume)
        : m_path(path)
        , m_lockPath(path + QLatin1String(".lock"))
        , m_migrations(migrations)
        , m_convert(convert)
        , m_volume(volume)
    {}

    Result<std::unique_ptr<Database>> open();

private:
    Result<std::unique_ptr<Database>> together();
    Result<bool> alone();
    Result<std::unique_ptr<Database>> connectAlone();
    Result<void> setAsideDamaged();
    Result<void> putInOrder();
    bool isThere() const { return QFileInfo(m_path).size() > 0; } // a kill may leave an empty file

    const QString m_path;
    const QString m_lockPath;
    const QStringList &m_migrations;
    const Convert &m_convert;
    const Volume m_volume;
    bool m_isDamaged = false;
    bool m_isInOrder = false; ///< as far as it goes: not every file system has what a write-ahead log needs
};

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QStringList &migrations,
                                                 const Convert &convert, std::optional<Volume> volume)
{
    if (auto folder = ensurePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return tl::unexpected(folder.error());
    return Opening(path, migrations, convert, volume ? *volume : volumeOf(path)).open();
}

Result<std::unique_ptr<Database>> Database::Opening::open()
{
    QElapsedTimer waited;
    waited.start();
    while (true) {
        auto opened = together();
        if (!opened || *opened)
            return opened;
        const auto done = alone();
        if (!done)
            return tl::unexpected(done.error());
        const bool isDamaged = m_isDamaged || isMarkedDamaged(m_path);
        if (waited.hasExpired((isDamaged ? damagedPatience : patience).count()))
            return tl::unexpected(databaseError(m_path, isDamaged ? Corrupt : Busy, {}));
        if (!*done)
            QThread::msleep(pause.count());
    }
}

/// None: something has to be done alone first.
Result<std::unique_ptr<Database>> Database::Opening::together()
{
    if (!isThere() || isMarkedDamaged(m_path))
        return nullptr;
    auto lock = FileLock::tryShare(m_lockPath);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return nullptr;
    if (auto made = makePrivate(m_path); !made) // it may have come from elsewhere
        return tl::unexpected(made.error());
    auto database = connectTo(m_path);
    if (!database)
        return database;
    (*database)->m_lock = std::move(*lock);
    const auto sound = (*database)->isSound(false);
    // A log that came along to a network folder may not even be readable there.
    const bool mayBeMended = m_volume == Volume::Network && !m_isInOrder;
    if (!sound && !mayBeMended)
        return tl::unexpected(sound.error());
    m_isDamaged = sound && !*sound;
    if (!sound || m_isDamaged)
        return nullptr;
    const auto hasLog = (*database)->hasWriteAheadLog();
    if (!hasLog)
        return tl::unexpected(hasLog.error());
    if (*hasLog != (m_volume == Volume::Own) && !m_isInOrder)
        return nullptr;
    if (auto migrated = (*database)->migrate(m_migrations, m_convert); !migrated)
        return tl::unexpected(migrated.error());
    return database;
}

/// False: somebody has it open.
Result<bool> Database::Opening::alone()
{
    const auto lock = FileLock::tryTake(m_lockPath);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return false;
    if (auto done = setAsideDamaged().and_then([this] { return putInOrder(); }); !done)
        return tl::unexpected(done.error());
    m_isDamaged = false;
    m_isInOrder = true;
    return true;
}

/// Without shared memory: a log that came along to a network folder can be read without.
Result<std::unique_ptr<Database>> Database::Opening::connectAlone()
{
    auto database = connectTo(m_path);
    if (database) {
        if (auto set = (*database)->run(QStringLiteral("PRAGMA locking_mode=EXCLUSIVE")); !set)
            return tl::unexpected(set.error());
    }
    return database;
}

/// Looked through once more: whoever was alone with it before may have mended it.
Result<void> Database::Opening::setAsideDamaged()
{
    if (!isThere())
        return {};
    bool isSound = false;
    {
        auto database = connectAlone();
        if (!database)
            return tl::unexpected(database.error());
        const auto looked = (*database)->isSound(isMarkedDamaged(m_path));
        if (!looked)
            return tl::unexpected(looked.error());
        isSound = *looked;
    }
    if (!isSound)
        return setAside(m_path);
    clearDamageMark(m_path);
    return {};
}

Result<void> Database::Opening::putInOrder()
{
    if (auto made = makePrivate(m_path); !made)
        return made;
    auto database = connectAlone();
    if (!database)
        return tl::unexpected(database.error());
    const QString mode = m_volume == Volume::Own ? QStringLiteral("PRAGMA journal_mode=WAL")
                                                 : QStringLiteral("PRAGMA journal_mode=DELETE");
    return (*database)->run(mode).and_then([&] { return (*database)->migrate(m_migrations, m_convert); });
}

Result<std::unique_ptr<Database>> Database::connectTo(const QString &path)
{
    std::unique_ptr<Database> database(new Database);
    database->m_path = path;
    database->m_name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    database->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_name);
    database->m_database.setDatabaseName(path);
    database->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience.count()));
    if (!database->m_database.open()) {
        const QSqlError error = database->m_database.lastError();
        return tl::unexpected(databaseError(path, codeOf(error), error.databaseText()));
    }
    return database;
}

/// False: damaged. An error: cannot be told, the file must stay where it is.
Result<bool> Database::isSound(bool thorough)
{
    const bool small = QFileInfo(m_path).size() <= checkedSize;
    QSqlQuery query(m_database);
    if (!query.exec(thorough ? QStringLiteral("PRAGMA integrity_check(1)")
                    : small  ? QStringLiteral("PRAGMA quick_check(1)")
                             : QStringLiteral("PRAGMA schema_version"))) {
        const int code = codeOf(query.lastError());
        if (code == Corrupt || code == NotADatabase)
            return false;
        return tl::unexpected(databaseError(m_path, code, query.lastError().databaseText()));
    }
    const bool isRead = thorough || small;
    return query.next() && (!isRead || query.value(0).toString() == QLatin1String("ok"));
}

Result<QString> Database::first(const QString &sql)
{
    auto query = select(sql);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toString() : QString();
}

Result<bool> Database::hasWriteAheadLog()
{
    return first(QStringLiteral("PRAGMA journal_mode")).map([](const QString &mode) {
        return mode == QLatin1String("wal");
    });
}

Result<void> Database::setModes()
{
    const auto hasLog = hasWriteAheadLog();
    if (!hasLog)
        return tl::unexpected(hasLog.error());
    for (const QString &pragma :
         {*hasLog ? QStringLiteral("PRAGMA synchronous=FULL") : QStringLiteral("PRAGMA synchronous=EXTRA"),
          QStringLiteral("PRAGMA foreign_keys=ON"), QStringLiteral("PRAGMA temp_store=MEMORY"),
          QStringLiteral("PRAGMA secure_delete=FAST"),
          QStringLiteral("PRAGMA journal_size_limit=67108864")}) {
        if (auto set = run(pragma); !set)
            return set;
    }
    return {};
}

Result<void> Database::migrate(const QStringList &migrations, const Convert &convert)
{
    if (auto set = setModes(); !set)
        return set;
    const auto before = first(QStringLiteral("PRAGMA user_version"));
    if (!before)
        return tl::unexpected(before.error());
    if (before->toInt() == migrations.size())
        return {};
    return transaction([this, &migrations, &convert]() -> Result<void> {
        const auto now = first(QStringLiteral("PRAGMA user_version")); // again: no other process can be at it
        if (!now)
            return tl::unexpected(now.error());
        if (now->toInt() > migrations.size()) {
            return failure(
                Error::Kind::Storage,
                Text::tr("Rollcall's records on this computer were written by a newer version."),
                Text::tr("Install that version again, or choose another data folder. Nothing was changed."),
                QDir::toNativeSeparators(m_path));
        }
        for (int number = now->toInt(); number < migrations.size(); ++number) {
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

} // namespace rollcall
