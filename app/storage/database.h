#pragma once

#include "storage/volume.h"
#include "support/filelock.h"
#include "support/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>

namespace rollcall {

/// One connection to a private SQLite file; belongs to the thread that opened it.
///
/// What run() and transaction() answered well is on the disk: WAL with synchronous FULL, or a rollback
/// journal with EXTRA on a network folder.
class Database
{
public:
    /// What SQL alone cannot do when a version is reached, in the same transaction.
    using Convert = std::function<Result<void>(Database &database, int version)>;

    /// `migrations` in order: the file's version is the number of them it has been through. A damaged file is
    /// set aside (filesSetAside() tells) and a new one begun, once nobody has it open. Blocking, for up to 15
    /// seconds while others make it or mend it. Storage error: cannot be made, read or written, no room,
    /// written by a newer version of the program, or damaged and still open elsewhere.
    static Result<std::unique_ptr<Database>> open(const QString &path, const QStringList &migrations,
                                                  const Convert &convert = {},
                                                  std::optional<Volume> volume = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> run(const QString &sql, const QVariantList &values = {});
    /// Positioned before the first row, forward only.
    Result<QSqlQuery> select(const QString &sql, const QVariantList &values = {});
    /// For many rows of one kind: prepare once, then execute() with each row's values.
    Result<QSqlQuery> prepare(const QString &sql);
    Result<void> execute(QSqlQuery &query, const QVariantList &values);

    /// All that `work` writes, or nothing of it. One inside another belongs to the outer one.
    Result<void> transaction(const std::function<Result<void>()> &work);

    /// What was deleted leaves no trace in the file or its log. Blocking, for as long as it takes to write
    /// all of it anew. Storage error: the traces are still there, because there is no room or others are
    /// reading for too long.
    Result<void> leaveNoTraces();

private:
    class Opening;

    Database() = default;
    static Result<std::unique_ptr<Database>> connectTo(const QString &path);
    Error errorFrom(const QSqlError &error) const;
    Result<QString> first(const QString &sql); ///< the first value of the first row
    Result<bool> isSound(bool thorough);
    Result<bool> hasWriteAheadLog();
    Result<void> setModes();
    Result<void> migrate(const QStringList &migrations, const Convert &convert);
    Result<void> migrateTo(int version, const QString &migration, const Convert &convert);

    QString m_path;
    QString m_name;
    std::optional<FileLock> m_lock; ///< with all who have it open: nobody puts another file in its place
    QSqlDatabase m_database;
    bool m_inTransaction = false;
};

} // namespace rollcall
