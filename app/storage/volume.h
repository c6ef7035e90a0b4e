#pragma once

#include <QByteArray>
#include <QString>

namespace rollcall {

/// Where a database lies. On a volume that several computers write, or that another program answers for,
/// there is no write-ahead log: its shared memory would be each computer's own.
enum class Volume { Own, Network };

/// By what the system calls the file system and its device (`QStorageInfo`).
Volume volumeCalled(const QString &fileSystem, const QByteArray &device);
/// That of the folder the file is in.
Volume volumeOf(const QString &path);

} // namespace rollcall
