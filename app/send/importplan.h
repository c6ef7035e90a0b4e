#pragma once

#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "table/sheet.h"

#include <QStringList>

#include <memory>

namespace rollcall {

/// What is to be sent, and where: the checked file and the person's choices.
struct ImportPlan
{
    std::shared_ptr<const Sheet> sheet;
    ColumnMapping mapping;
    std::shared_ptr<const CheckReport> check;
    QList<CustomField> customFields;
    QStringList listIds;   ///< at least one, at most 49 (the import's own list is the fiftieth)
    QStringList listNames; ///< in the same order, for history
    QString source;        ///< where the permission comes from: kept as the consent record
    bool revive = false;   ///< deleted contacts are left out unless asked
    QString
        refusedFile; ///< where the refused rows are written; empty: beside the journal, under the import's id
};

} // namespace rollcall
