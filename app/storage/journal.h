#pragma once

#include "storage/importrecord.h"
#include "support/filelock.h"
#include "support/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rollcall {

class Database;

/// A request body: written here before it is sent.
struct BodyRecord
{
    enum class State {
        Written, ///< has not left
        Sending, ///< may have left
        Sent,    ///< the service has it, as an activity
        Lost,    ///< left, and no answer came: nobody knows whether it arrived
        Done,    ///< read back; its bytes are gone from here
        Dropped, ///< will not be sent (cancelled, or not taken by the service)
    };

    int number = 0; ///< from 0 in an import
    State state = State::Written;
    std::vector<quint32> rows;
    QString activityId;
    qint64 sent = 0; ///< when it left

    bool operator==(const BodyRecord &) const = default;
};

/// A single contact that was not answered yet.
struct SingleRecord
{
    ImportRecord import;
    BodyRecord::State state = BodyRecord::State::Written; ///< of its only body
    QByteArray body;                                      ///< the person; the journal never looks in

    bool operator==(const SingleRecord &) const = default;
};

/// How far taking an import back has come.
struct UndoRecord
{
    QString importId;
    qint64 started = 0;
    quint8 state = 0; ///< ImportSummary::State
    ImportRecord::OwnList ownList = ImportRecord::OwnList::None;
    QString ownListId;
    QString ownListName;
    qint64 removed = 0, restored = 0, left = 0, failed = 0; ///< rows
    int calls = 0;

    bool operator==(const UndoRecord &) const = default;
};

/// Where rows stand in the file, and whose they are: a block of at most Journal::blockSize.
struct RowBlock
{
    std::vector<qint64> lines;   ///< physical line
    std::vector<qint64> numbers; ///< the spreadsheet's row number
    QList<QByteArray> emails;    ///< UTF-8, as in the file

    bool operator==(const RowBlock &) const = default;
};

/// Why a row is not simply done.
struct RowReason
{
    quint32 row = 0;
    QString by; ///< "check", "service" or empty
    QString reason;
    QString hint;

    bool operator==(const RowReason &) const = default;
};

/// A contact of the account before an import touched it.
struct BeforePicture
{
    quint32 row = 0;
    QString contactId;
    QByteArray picture; ///< the journal never looks in

    bool operator==(const BeforePicture &) const = default;
};

/// The imports, bodies and rows of one account, kept in SQLite so that nothing is lost when the program or
/// the machine stops at any moment. Outbox, history and resume are views of it.
///
/// What a function answered well is on the disk. Belongs to the thread that opened it; others, in this
/// process or another, open their own.
class Journal
{
public:
    static constexpr int blockSize = 4096; ///< rows
    static constexpr int touchedSize = 24; ///< bytes: an id, and a fingerprint

    /// `folder` is made private (0700) if need be. Blocking, see Database::open(): a damaged database is set aside.
    static Result<std::unique_ptr<Journal>> open(const QString &folder);
    static QString pathIn(const QString &folder);
    ~Journal();

    QString folder() const;

    /// For other tables of the same file.
    Database &database() { return *m_database; }

    /// Nobody else works on this import as long as the lock lives; none when someone does.
    Result<std::optional<FileLock>> lock(const QString &importId) const;
    /// Whether nobody works on it at this moment.
    Result<bool> isResting(const QString &importId) const
    {
        return lock(importId).map([](const std::optional<FileLock> &lock) { return lock.has_value(); });
    }

    /// For an import that has come to its end, by who holds its lock.
    void removeLockFile(const QString &importId) const;

    /// All that `work` writes here, or nothing of it, with one sync.
    Result<void> together(const std::function<Result<void>()> &work);

    /// Keeps a new import and gives it its id.
    Result<QString> begin(const ImportRecord &record);
    Result<void> update(const ImportRecord &record);
    Result<ImportRecord> record(const QString &importId); ///< Usage error: there is none
    /// Newest first, without their plans; all, or those of one kind.
    Result<QList<ImportRecord>> records(std::optional<ImportRecord::Kind> kind = {});
    Result<void> remove(const QString &importId); ///< with all that is kept about it

    /// Oldest first: those that wait, and those that somebody works on.
    Result<QList<SingleRecord>> openSingles() { return openSingles({}); }
    Result<std::optional<SingleRecord>>
    openSingle(const QString &importId); ///< none: it is answered, or gone

    /// Blocks follow one another from row 0, all full but the last.
    Result<void> addBlock(const QString &importId, int block, const RowBlock &rows);
    Result<RowBlock> block(const QString &importId, int block);
    Result<void> replaceBlock(const QString &importId, int block, const RowBlock &rows);

    /// A byte a row (what it means is `send`'s business), for all rows.
    Result<void> setMarks(const QString &importId, const std::vector<quint8> &marks);
    Result<std::vector<quint8>> marks(const QString &importId);

    Result<void> setReasons(const QString &importId,
                            const QList<RowReason> &reasons); ///< replaces those rows' reasons
    Result<QList<RowReason>> reasons(const QString &importId, qint64 fromRow,
                                     qint64 toRow); ///< toRow: first not read

    Result<void> addPictures(const QString &importId, const QList<BeforePicture> &pictures);
    Result<void> replacePicture(const QString &importId, const BeforePicture &picture);
    Result<QList<BeforePicture>> pictures(const QString &importId, qint64 fromRow, qint64 toRow);

    /// Which contacts an import touched and how it left them: `touchedSize` bytes a row, zeros where there is
    /// none.
    Result<void> setTouched(const QString &importId, const QByteArray &touched);
    Result<QByteArray> touched(const QString &importId);

    Result<void> addBody(const QString &importId, const BodyRecord &body, const QByteArray &json);
    Result<void> setBodyState(const QString &importId, int number, BodyRecord::State state,
                              const QString &activityId = {}, qint64 sent = 0);
    /// Before it leaves, another one in its place.
    Result<void> replaceBody(const QString &importId, int number, BodyRecord::State state,
                             const QByteArray &json);
    Result<QList<BodyRecord>> bodies(const QString &importId); ///< by number
    Result<QByteArray> bodyJson(const QString &importId, int number);

    /// Taking an import back; none: that was never begun.
    Result<std::optional<UndoRecord>> undo(const QString &importId);
    Result<QHash<QString, UndoRecord>> undos(); ///< of all imports, by their id
    Result<void> setUndo(const UndoRecord &record);
    /// A byte a row, as with setMarks().
    Result<void> setUndoMarks(const QString &importId, const std::vector<quint8> &marks);
    Result<std::vector<quint8>> undoMarks(const QString &importId);

private:
    Journal();
    Result<void> setBlocks(const QString &insert, const QString &importId, const QByteArray &bytes,
                           int width);
    Result<QList<SingleRecord>> openSingles(const QString &onlyId);
    Result<QByteArray> joined(const QString &select, const QString &importId);

    std::unique_ptr<Database> m_database;
    QString m_folder;
};

} // namespace rollcall
