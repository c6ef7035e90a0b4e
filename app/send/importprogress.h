#pragma once

#include "send/outcome.h"

#include <QString>

namespace rollcall {

/// How far an import is.
struct ImportProgress
{
    ImportSummary::State state = ImportSummary::State::Waiting;
    QString sentence; ///< what is being done, translated: "Reading the account: 1,500 of 12,000 contacts."
    qint64 rowsDone = 0;
    qint64 rowsTotal = 0;
    double rowsASecond = 0;
    int secondsLeft = -1; ///< -1: cannot be said yet
};

} // namespace rollcall
