#include "table/sourcefile.h"

#include "support/text.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace rollcall {
namespace {

auto cannotOpen(const QString &path, bool missing, const QString &reason)
{
    const QString name = QDir::toNativeSeparators(path);
    if (missing) {
        return failure(
            Error::Kind::Input, Text::tr("There is no file “%1”.").arg(name),
            Text::tr("Check the name, and whether the disk or network folder it is on is connected."));
    }
    return failure(Error::Kind::Input, Text::tr("The file “%1” cannot be read.").arg(name),
                   Text::tr("Check that you may open it, and that no other program keeps it for itself."),
                   reason);
}

auto notAFile(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    if (QFileInfo(path).isDir()) {
        return failure(Error::Kind::Input, Text::tr("“%1” is a folder, not a file.").arg(name),
                       Text::tr("Choose one of the files in it."));
    }
    return failure(Error::Kind::Input, Text::tr("“%1” is not a file.").arg(name),
                   Text::tr("Choose a file with a table in it."));
}

auto changed(bool gone)
{
    return failure(
        Error::Kind::Input,
        gone ? Text::tr("The file was deleted or replaced while Rollcall was reading it.")
             : Text::tr("The file was changed while Rollcall was reading it."),
        Text::tr("What was already done is kept. Open the file again to go on with what it holds now."));
}

auto diskFailed(const QString &reason)
{
    return failure(
        Error::Kind::Input, Text::tr("The file could not be read to its end."),
        Text::tr("Check that the disk or network folder it is on is connected, then open it again."), reason);
}

} // namespace

SourceFile::SourceFile(qintptr handle)
    : m_handle(handle)
{}

Result<std::unique_ptr<QTemporaryFile>> SourceFile::temporary()
{
    // Its name is never asked for: on Linux it then has none, and a crash leaves nothing behind.
    auto file = std::make_unique<QTemporaryFile>(QDir::tempPath() + QLatin1String("/rollcall-XXXXXX"));
    if (!file->open()) {
        return failure(
            Error::Kind::Storage, Text::tr("There is no room for a temporary copy of the table."),
            Text::tr("Free some space on the disk with the temporary folder, then open the file again."),
            file->errorString());
    }
    return file;
}

Result<void> SourceFile::unchanged() const
{
    Stamp now;
    if (const Result<void> known = stamp(now); !known)
        return known;
    // A copy of our own has no name, which looks like a deleted file, and nobody else to change it.
    if (!m_own && now != m_opened)
        return changed(now.gone);
    return {};
}

Result<qint64> SourceFile::read(qint64 offset, char *into, qint64 length) const
{
    if (const Result<void> same = unchanged(); !same)
        return tl::unexpected(same.error());
    const qint64 wanted = qMin(length, size() - offset);
    qint64 done = 0;
    while (done < wanted) {
#ifdef Q_OS_WIN
        OVERLAPPED where{};
        where.Offset = static_cast<DWORD>(offset + done);
        where.OffsetHigh = static_cast<DWORD>((offset + done) >> 32);
        DWORD got = 0;
        if (!ReadFile(reinterpret_cast<HANDLE>(m_handle), into + done,
                      static_cast<DWORD>(qMin(wanted - done, qint64(1) << 30)), &got, &where) &&
            GetLastError() != ERROR_HANDLE_EOF)
            return diskFailed(qt_error_string(static_cast<int>(GetLastError())));
#else
        const ssize_t got = ::pread(static_cast<int>(m_handle), into + done,
                                    static_cast<size_t>(wanted - done), static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return diskFailed(qt_error_string(errno));
#endif
        if (got == 0) // cut short between the look at its size and the reading
            return changed(false);
        done += static_cast<qint64>(got);
    }
    return qMax(done, qint64(0));
}

Result<std::shared_ptr<SourceFile>> SourceFile::adopt(std::unique_ptr<QTemporaryFile> file)
{
    if (!file->flush()) {
        return failure(
            Error::Kind::Storage, Text::tr("There is no room for a temporary copy of the table."),
            Text::tr("Free some space on the disk with the temporary folder, then open the file again."),
            file->errorString());
    }
#ifdef Q_OS_WIN
    auto source = std::shared_ptr<SourceFile>(new SourceFile(_get_osfhandle(file->handle())));
#else
    auto source = std::shared_ptr<SourceFile>(new SourceFile(file->handle()));
#endif
    source->m_own = std::move(file);
    if (const Result<void> known = source->stamp(source->m_opened); !known)
        return tl::unexpected(known.error());
    return source;
}

#ifdef Q_OS_WIN

Result<std::shared_ptr<SourceFile>> SourceFile::open(const QString &path)
{
    if (QFileInfo(path).isDir())
        return notAFile(path);
    const HANDLE handle = CreateFileW(reinterpret_cast<const wchar_t *>(path.utf16()), GENERIC_READ,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                      OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        const DWORD why = GetLastError();
        return cannotOpen(path, why == ERROR_FILE_NOT_FOUND || why == ERROR_PATH_NOT_FOUND,
                          qt_error_string(static_cast<int>(why)));
    }
    auto source = std::shared_ptr<SourceFile>(new SourceFile(reinterpret_cast<qintptr>(handle)));
    if (GetFileType(handle) != FILE_TYPE_DISK)
        return notAFile(path);
    if (const Result<void> known = source->stamp(source->m_opened); !known)
        return tl::unexpected(known.error());
    return source;
}

Result<void> SourceFile::stamp(Stamp &stamp) const
{
    BY_HANDLE_FILE_INFORMATION info{};
    if (!GetFileInformationByHandle(reinterpret_cast<HANDLE>(m_handle), &info))
        return diskFailed(qt_error_string(static_cast<int>(GetLastError())));
    stamp.size = static_cast<qint64>(quint64(info.nFileSizeHigh) << 32 | info.nFileSizeLow);
    stamp.modified = static_cast<qint64>(quint64(info.ftLastWriteTime.dwHighDateTime) << 32 |
                                         info.ftLastWriteTime.dwLowDateTime);
    stamp.gone = info.nNumberOfLinks == 0;
    return {};
}

SourceFile::~SourceFile()
{
    if (!m_own)
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

#else

Result<std::shared_ptr<SourceFile>> SourceFile::open(const QString &path)
{
    // Non-blocking, so that a pipe without a writer does not hang the program: it is refused below.
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0)
        return cannotOpen(path, errno == ENOENT || errno == ENOTDIR, qt_error_string(errno));
    auto source = std::shared_ptr<SourceFile>(new SourceFile(handle));
    struct stat info
    {};
    if (::fstat(handle, &info) != 0)
        return cannotOpen(path, false, qt_error_string(errno));
    if (!S_ISREG(info.st_mode))
        return notAFile(path);
    if (const Result<void> known = source->stamp(source->m_opened); !known)
        return tl::unexpected(known.error());
    return source;
}

Result<void> SourceFile::stamp(Stamp &stamp) const
{
    struct stat info
    {};
    if (::fstat(static_cast<int>(m_handle), &info) != 0)
        return diskFailed(qt_error_string(errno));
    stamp.size = info.st_size;
#ifdef Q_OS_DARWIN
    const timespec modified = info.st_mtimespec;
#else
    const timespec modified = info.st_mtim;
#endif
    stamp.modified = qint64(modified.tv_sec) * 1'000'000'000 + modified.tv_nsec;
    stamp.gone = info.st_nlink == 0;
    return {};
}

SourceFile::~SourceFile()
{
    if (!m_own)
        ::close(static_cast<int>(m_handle));
}

#endif

} // namespace rollcall
