#pragma once

#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "send/keptfields.h"
#include "send/namedtags.h"
#include "table/sheet.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace rollcall {

/// Whom an import sends: others of the file are left out.
enum class Whom : quint8 { Everybody, OnlyNew, OnlyKnown };

/// What is to be sent, and where: the checked file and the person's choices.
struct ImportPlan
{
    std::shared_ptr<const Sheet> sheet;
    ColumnMapping mapping;
    std::shared_ptr<const CheckReport> check;
    QList<CustomField> customFields;
    QStringList listIds;       ///< at least one, at most 49 (the import's own list is the fiftieth)
    QStringList listNames;     ///< in the same order, for history
    QString source;            ///< where the permission comes from: kept as the consent record
    bool revive = false;       ///< deleted contacts are left out unless asked
    bool express = false;      ///< new people agreed expressly: they go one by one, which bulk cannot say
    Whom whom = Whom::Everybody;
    QList<qsizetype> onlyFill; ///< columns that fill what is empty and overwrite nothing
    QStringList tagIds;        ///< for everybody of the file who is sent or there already
    QStringList tagNames;      ///< in the same order, for history
    /// Rows, in order, that are left out because their people were imported before.
    std::vector<quint32> importedBefore;
    /// What of `onlyFill` the account has, by row: found while comparing.
    std::shared_ptr<KeptFields> kept = std::make_shared<KeptFields>();
    /// The tags that the file's own columns name: learned while it is read.
    std::shared_ptr<NamedTags> tags = std::make_shared<NamedTags>();
    /// They are so few that bulk would take more calls than one by one: found when the account is known.
    bool singly = false;
    QString
        refusedFile; ///< where the refused rows are written; empty: beside the journal, under the import's id

    /// An export of the account tells all that is needed: it has no tags and notes that can be told apart,
    /// and of those who were deleted not how they were.
    bool maySeeByExport() const
    {
        return tagIds.isEmpty() && !revive && mapping.columnOf(Field::Tag) < 0 &&
               mapping.columnOf(Field::Note) < 0;
    }
};

} // namespace rollcall
