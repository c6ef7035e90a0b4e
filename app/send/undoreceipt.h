#pragma once

#include "send/outcome.h"
#include "send/undostep.h"
#include "support/result.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <utility>
#include <vector>

namespace rollcall {

class Journal;

/// What taking an import back does, or did.
struct UndoReceipt
{
    static constexpr int mostNamed = 200;

    ImportSummary::State state = ImportSummary::State::Forecast;
    qint64 removed = 0;  ///< contacts that the import added
    qint64 restored = 0; ///< contacts that it changed, with their old values and lists again
    qint64 left = 0;     ///< as they are: changed since, unsubscribed since, or gone
    qint64 failed = 0;   ///< the service did not do it
    int calls = 0;
    QList<RowAnswer> named; ///< of those left or failed, the first `mostNamed`, with the reason
};

/// What of the rows is done; or, without `onlyWhatIsDone`, would be.
UndoReceipt counted(const std::vector<UndoStep> &steps, bool onlyWhatIsDone);
/// Rows, by row, with why they are left or failed.
Result<QList<RowAnswer>> named(Journal &journal, const QString &importId,
                               const QList<std::pair<quint32, QString>> &why);

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::UndoReceipt)
