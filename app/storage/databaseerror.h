#pragma once

#include "support/error.h"

#include <QString>

class QSqlError;

namespace rollcall {

/// Result codes of SQLite (sqlite.org/rescode.html), without the upper bits that only say more.
enum SqliteCode { Busy = 5, ReadOnly = 8, Corrupt = 11, Full = 13, NotADatabase = 26 };

int codeOf(const QSqlError &error);

/// In words for the person; what SQLite said goes into the detail.
Error databaseError(const QString &path, int code, const QString &words);

} // namespace rollcall
