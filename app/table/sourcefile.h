#pragma once

#include "support/result.h"

#include <QString>

#include <memory>

class QTemporaryFile;

namespace rollcall {

/// The bytes of a file, read by windows and never mapped: a file that is cut short underneath is then an
/// error and not a signal. Reading works from any thread.
class SourceFile
{
public:
    /// Input error: no such file, not a file, not readable.
    static Result<std::shared_ptr<SourceFile>> open(const QString &path);

    /// A copy of our own that nobody else knows; it goes with the last reader.
    static Result<std::shared_ptr<SourceFile>> adopt(std::unique_ptr<QTemporaryFile> file);

    /// An empty file for such a copy, readable by its owner only, and gone with the process however it ends
    /// (where the system can do that). Storage error.
    static Result<std::unique_ptr<QTemporaryFile>> temporary();

    ~SourceFile();
    SourceFile(const SourceFile &) = delete;
    SourceFile &operator=(const SourceFile &) = delete;

    qint64 size() const { return m_opened.size; } ///< bytes, as it was when opened

    /// Reads up to `length` bytes from `offset` on; fewer only where the file ends.
    /// Input error when the file is no longer the one that was opened, or the disk fails.
    Result<qint64> read(qint64 offset, char *into, qint64 length) const;

    /// Input error when the file has changed, shrunk or vanished since it was opened.
    Result<void> unchanged() const;

private:
    /// What tells whether a file is still the one that was opened.
    struct Stamp
    {
        qint64 size = 0;
        qint64 modified = 0; ///< in the system's own unit
        bool gone = false;
        bool operator==(const Stamp &) const = default;
    };

    explicit SourceFile(qintptr handle);
    Result<void> stamp(Stamp &stamp) const;

    qintptr m_handle = -1;
    std::unique_ptr<QTemporaryFile> m_own; ///< nobody else can change it
    Stamp m_opened;
};

} // namespace rollcall
