#pragma once

#include <QStringList>

namespace rollcall {

/// How the journal's tables came to be, one entry a version.
QStringList journalMigrations();

} // namespace rollcall
