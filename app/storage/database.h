#pragma once

#include "support/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>

namespace rollcall {

/// One connection to a private SQLite file; belongs to the thread that opened it.
///
/// What run() and transaction() answered well is on the disk: WAL with synchronous FULL, or a rollback
/// journal with EXTRA on a network folder, where WAL's shared memory does not work.
class Database
{
public:
    /// What SQL alone cannot do when a version is reached, in the same transaction.
    using Convert = std::function<Result<void>(Database &database, int version)>;

    /// `migrations` in order: the file's version is the number of them it has been through. A damaged file is
    /// set aside (setAside() says where) and a new one begun. Storage error: cannot be made, read or written,
    /// no room, or written by a newer version of the program.
    static Result<std::unique_ptr<Database>> open(const QString &path, const QStringList &migrations,
                                                  const Convert &convert = {});
    ~Database();
    /// Where several computers write, or seem to: by what the system calls the file system and its device.
    static bool isNetworkVolume(const QString &fileSystem, const QByteArray &device);
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString setAside() const
    {
        return m_setAside;
    } ///< where the damaged file is now; empty: it was not damaged

    Result<void> run(const QString &sql, const QVariantList &values = {});
    /// Positioned before the first row, forward only.
    Result<QSqlQuery> select(const QString &sql, const QVariantList &values = {});
    /// For many rows of one kind: prepare once, then execute() with each row's values.
    Result<QSqlQuery> prepare(const QString &sql);
    Result<void> execute(QSqlQuery &query, const QVariantList &values);

    /// All that `work` writes, or nothing of it. One inside another belongs to the outer one.
    Result<void> transaction(const std::function<Result<void>()> &work);

private:
    Database() = default;
    static Result<std::unique_ptr<Database>> connectTo(const QString &path);
    Result<void> begin();
    Result<bool> isSound();
    Result<int> version();
    Result<void> migrate(const QStringList &migrations, const Convert &convert);
    Result<void> migrateTo(int version, const QString &migration, const Convert &convert);

    QString m_path;
    QString m_name;
    QString m_setAside;
    QSqlDatabase m_database;
    bool m_inTransaction = false;
};

} // namespace rollcall
