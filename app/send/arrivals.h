#pragma once

#include "contact/contact.h"
#include "send/bodyqueue.h"
#include "send/comparison.h"
#include "send/rowbook.h"
#include "service/activitiesapi.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <atomic>
#include <vector>

namespace rollcall {

/// Who is to be looked for in the account.
struct MissingPeople
{
    bool isAny = false;
    QStringList addresses; ///< none where they are more than can be looked up one by one
};

/// What became of the rows that were sent: who arrived, and the answers of those who did not. The blocking
/// half of reading back.
class Arrivals
{
public:
    Arrivals(RowBook &rows, Comparison &comparison, BodyQueue &bodies)
        : m_rows(rows)
        , m_comparison(comparison)
        , m_bodies(bodies)
    {}

    // The cheap way to read a long own list back: a sample with all values, then the addresses of all.
    /// Some of its members. False: the service did not keep all values of one of them.
    bool sample(const QList<KnownContact> &contacts);
    /// Addresses of at most so many of the others who were sent, from all over the file to its last row.
    Result<QStringList> fromAllOver(int most);
    /// The addresses, as the service exported them. False: the file was not understood, and nothing is known
    /// from it. It is gone afterwards.
    Result<bool> byExport(const QString &path, Journal &journal, const QString &importId,
                          const std::atomic_bool &stop);

    /// Of rows that were sent and did not arrive: of all, or else of those that would be refused now because
    /// the service takes them a second time.
    Result<MissingPeople> missing(bool all, qsizetype most, Journal &journal, const QString &importId);
    /// What did not arrive is to be sent again, or refused. `activities` by body.
    Result<void> judge(const QHash<int, Activity> &activities, Journal &journal, const QString &importId);

private:
    Result<void> keepTraces(const std::vector<bool> &rows, Journal &journal, const QString &importId);
    Result<void> judge(const BodyRecord &body, const Activity &activity, const std::vector<bool> &taken,
                       Journal &journal, const QString &importId);

    RowBook &m_rows;
    Comparison &m_comparison;
    BodyQueue &m_bodies;
};

} // namespace rollcall
