#pragma once

#include "send/comparison.h"
#include "send/forecast.h"
#include "send/rowbook.h"
#include "send/tagjobs.h"

#include <QHash>

#include <atomic>

namespace rollcall {

/// The blocking half of a forecast. Runs on one thread, its worker's; nothing is kept on the disk.
class ForecastWork
{
public:
    explicit ForecastWork(ImportPlan plan);

    void stop() { m_stop = true; } ///< from any thread

    const ImportPlan &plan() const { return m_plan; }
    Result<QStringList> begin();                     ///< as Comparison::addresses()
    const QStringList &tagNames() const
    {
        return m_plan.tags->names();
    } ///< that the file gives, after begin()
    /// The account's tags: those that are missing would be made.
    void know(const QList<ContactTag> &tags);
    qint64 ready() const { return m_rows.toSend(); } ///< after begin()
    Result<void> compare(const QList<KnownContact> &contacts)
    {
        return m_comparison.compare(contacts, false);
    }
    /// The account is known: what is pending would be sent. Counts its bodies.
    Result<ForecastResult> result(int callsForReading);
    /// Of the account nothing is known.
    ForecastResult unknown();

    Result<void> eachAnswer(const std::function<bool(const RowAnswer &)> &take) const;

private:
    QString label(const FieldDifference &difference) const;
    QString words(const FieldDifference &difference, const QString &value) const;
    int tagCalls() const;
    void note(quint32 row, const KnownContact &known, const Contact &wanted);
    ForecastResult told();
    Result<int> countBodies();

    ImportPlan m_plan; ///< not changed any more once the work has begun
    std::atomic_bool m_stop = false;
    RowBook m_rows;
    Comparison m_comparison;
    QHash<QString, qint64> m_changedFields;
    QList<ForecastResult::Change> m_changes;
    qint64 m_revived = 0;
    qint64 m_joining = 0;
    qint64 m_singles = 0;
    qint64 m_singleCalls = 0;
    QStringList m_newTags;
    QHash<QString, QString> m_names;           ///< of lists and tags, by their ids
    QHash<quint32, QStringList> m_tagsOfKnown; ///< that the row names and the contact has not
    TagJobs m_tagJobs;
};

} // namespace rollcall
