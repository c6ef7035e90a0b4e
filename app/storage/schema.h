#pragma once

#include "support/result.h"

#include <QStringList>

namespace rollcall {

class Database;

/// How the journal's tables came to be, one entry a version.
QStringList journalMigrations();
/// What is to be done besides when the tables have come to this version.
Result<void> convertJournal(Database &database, int version);

} // namespace rollcall
