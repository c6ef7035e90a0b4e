#pragma once

#include "send/importplan.h"
#include "send/outcome.h"
#include "support/result.h"

#include <QByteArray>
#include <QList>

#include <atomic>
#include <vector>

namespace rollcall {

class Journal;

/// An import of before that people of a file were in.
struct FormerImport
{
    ImportSummary import;
    bool sameContent = false; ///< it was this very file
    qint64 people = 0; ///< rows of the file whose people were in it, and came into the account or were there
    qint64 takenBack = 0; ///< of those people, so many are as before it again: it was taken back
};

/// Whether a file was imported before, by its content and by its people.
struct FormerImports
{
    QList<FormerImport> imports; ///< newest first; only those that took most of the people, or the very file
    /// Rows whose people any of them had and who were not taken back since, in order: for sending only the
    /// others.
    std::vector<quint32> known;
    qint64 ready = 0;            ///< rows that would be sent
};

/// Blocking. `stop`: from any thread; then what is known so far.
Result<FormerImports> formerImports(Journal &journal, const ImportPlan &plan, const std::atomic_bool &stop);

/// What makes a file that very file; empty where it cannot be read.
QByteArray contentOf(const QString &path);

} // namespace rollcall
