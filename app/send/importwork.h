#pragma once

#include "contact/contact.h"
#include "send/arrivals.h"
#include "send/bodyqueue.h"
#include "send/comparison.h"
#include "send/importplan.h"
#include "send/outcome.h"
#include "send/rowbook.h"
#include "send/tagjobs.h"
#include "service/activitiesapi.h"
#include "storage/journal.h"
#include "support/clock.h"
#include "support/result.h"

#include <QHash>

#include <atomic>
#include <memory>
#include <optional>

namespace rollcall {

/// How an import stands when it ends, or stops for now.
struct ImportEnd
{
    ImportSummary summary;
    std::optional<Error> error;
};

/// The blocking half of an import: the file, the rows' marks and the journal. Knows nothing of the network;
/// all its functions but stop() run on one thread, its worker's, one after another.
class ImportWork
{
public:
    ImportWork(ImportPlan plan, QString journalFolder, const Clock &clock);
    /// To go on with an import that the journal has.
    ImportWork(QString importId, QString journalFolder, const Clock &clock);
    ~ImportWork();

    void stop() { m_stop = true; } ///< from any thread: what takes long ends early with Cancelled

    /// Where an import stands when its work begins.
    struct Begun
    {
        ImportRecord record;
        ImportPlan plan;       ///< empty without its file
        qint64 toSend = 0;     ///< rows that are to be sent, as far as is known
        QStringList tagNames;  ///< that the file itself gives them
        bool mayNameTags = false; ///< the file gives tags: whose ids they are has to be read back
        QList<BodyRecord> out;    ///< bodies that the service has, or may have
        std::optional<Error> noFile; ///< why nothing more can be sent: the file is gone
    };
    /// Keeps the import and what the check said of each row; or takes up what the journal has of it. Usage
    /// error: there is no such import, or someone else works on it; Storage error.
    /// Where the plan has lists, tags or fields that are still to be made (PlanParts) it goes no further than
    /// that, and waits for setParts().
    Result<Begun> begin();
    /// As begin() answers it. `plan`: with the service's ids.
    Result<Begun> setParts(const ImportPlan &plan);

    /// The account is about to be read. Answers whose contacts are to be known, where they are few enough to
    /// be looked up one by one.
    Result<QStringList> beginReading();
    /// Compares contacts of the account with the rows. Answers how many rows are to be updated so far.
    Result<qint64> compare(const QList<KnownContact> &contacts);
    /// The account is known: rows that were not met are new. Answers how many rows are to be sent.
    Result<qint64> endReading();
    /// What is to be sent needs a list of the import's own, to tell who arrived. After endReading().
    bool needsOwnList() const { return !m_plan.singly; }

    /// `calls` and `seconds`: since begin().
    Result<void> setState(ImportSummary::State state, int calls, double seconds);
    /// Answers the list's name.
    Result<QString> setOwnList(ImportRecord::OwnList state, const QString &id = {});

    /// What tags the account has: those that the file names get their ids.
    void know(const QList<ContactTag> &tags) { m_plan.tags->know(tags); }
    /// For those who arrived.
    Result<QList<TagJob>> tagJobs();
    Result<void> setTagged();
    /// A person stopped it: however this run ends, nothing more is sent.
    Result<void> setCancelled();

    Result<std::optional<ReadyBody>> nextBody();
    Result<void> setSent(int body, const QString &activityId)
    {
        return m_bodies.setSent(*m_journal, id(), body, activityId);
    }
    /// Of somebody who went singly, as the service answered.
    Result<void> singleArrived(int body, const KnownContact &contact);
    Result<void> setLost(int body) { return m_bodies.setLost(*m_journal, id(), body); }
    Result<void> takeBack(int body) { return m_bodies.takeBack(*m_journal, id(), body); }
    Result<void> split(int body, const Error &refusal)
    {
        return m_bodies.split(*m_journal, id(), body, refusal);
    }

    /// Somebody who was not sent after all. `asWanted`: they are in the account as they were to be sent.
    Result<void> leaveAlone(int body, const RowAnswer &answer, const std::optional<KnownContact> &asWanted);

    bool sample(const QList<KnownContact> &contacts) { return m_arrivals.sample(contacts); }
    Result<QStringList> fromAllOver(int most) { return m_arrivals.fromAllOver(most); }
    QString exportPath() const; ///< where the addresses on the import's own list are to be
    Result<bool> arrivedByExport() { return m_arrivals.byExport(exportPath(), *m_journal, id(), m_stop); }

    /// Members of the import's own list, or of a target list where there is none: these rows arrived.
    Result<void> arrived(const QList<KnownContact> &contacts);
    Result<MissingPeople> missing(bool all, qsizetype most)
    {
        return m_arrivals.missing(all, most, *m_journal, id());
    }
    /// Those, looked for in the account: who unsubscribed meanwhile, or arrived late, is not refused.
    Result<void> lookedUp(const QList<KnownContact> &contacts);
    /// What did not arrive is to be sent again, or refused. `activities` by body. Answers how many rows are
    /// to be sent.
    Result<qint64> endReadBack(const QHash<int, Activity> &activities);

    /// Rows without an answer were not sent, as far as is known. Writes the refused rows' file.
    ImportEnd finish(ImportSummary::State state, std::optional<Error> error, int calls, double seconds);

private:
    const QString &id() const { return m_record.id; }
    Result<Begun> begun();
    Result<void> beginAnew();
    Result<void> takeUp();
    Result<void> readCopy();
    Result<void> keepRows();
    Result<void> keepCopy();
    void refuseWhatIsNotReady();
    void keepPictures();
    Result<void> keepAdditions();
    bool mayNameTags() const { return m_noFile || m_plan.mapping.columnOf(Field::Tag) >= 0; }
    QString copyPath() const;
    Result<void> writeRefused();
    Result<void> dropBodies();

    ImportPlan m_plan; ///< not changed any more once the work has begun
    const QString m_folder;
    const bool m_resumed;
    const Clock &m_clock;
    std::atomic_bool m_stop = false;
    std::unique_ptr<Journal> m_journal;
    std::optional<FileLock> m_lock;
    ImportRecord m_record;
    RowBook m_rows;
    Comparison m_comparison;
    BodyQueue m_bodies;
    Arrivals m_arrivals;
    bool m_wasOver = false; ///< only tidied up after
    std::optional<Error> m_noFile;
    int m_callsBefore = 0; ///< of earlier runs
    double m_secondsBefore = 0;
};

} // namespace rollcall
