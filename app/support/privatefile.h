#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>

class QSaveFile;

namespace rollcall {

/// Makes `path` (and its parents) with mode 0700, and mends the mode of one that is there.
Result<void> ensurePrivateFolder(const QString &path);

/// Replaces the file as a whole, readable by its owner only (0600) from the first byte on; synced to the disk
/// before it returns, so that a power cut leaves the old or the new content, never half.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

/// The same, but not synced: for what changes several times a second and may be lost in a power cut.
Result<void> writePrivateFileUnsynced(const QString &path, const QByteArray &content);

/// Reads a file that only its owner may read. Storage error when others can (their access is a leak already),
/// or when it cannot be read; a missing file is an empty QByteArray.
Result<QByteArray> readPrivateFile(const QString &path);

/// Puts what was written in place, synced. QSaveFile::commit() alone says yes where the last bytes found no
/// room, and leaves an empty file where there was a good one. False as well where something else than a file
/// is: it stays.
bool commitWhole(QSaveFile &file);

/// Replaces a file that is meant for the person (a report, refused rows) as a whole or not at all.
Result<void> writeWholeFile(const QString &path, const QByteArray &content);

} // namespace rollcall
