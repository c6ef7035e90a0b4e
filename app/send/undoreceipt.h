#pragma once

#include "send/outcome.h"

#include <QList>
#include <QMetaType>

namespace rollcall {

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

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::UndoReceipt)
