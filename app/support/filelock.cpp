#include "support/filelock.h"

#include "support/text.h"

#include <QDir>
#include <QFile>

#include <utility>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace rollcall {
namespace {

auto cannotOpen(const QString &path, const QString &reason)
{
    return failure(Error::Kind::Storage, Text::tr("Rollcall cannot work in its data folder."),
                   Text::tr("Check that the folder exists, is writable and has room."),
                   QDir::toNativeSeparators(path) + QLatin1String(": ") + reason);
}

} // namespace

Result<std::optional<FileLock>> FileLock::tryTake(const QString &path)
{
    return tryLock(path, Way::Alone);
}

Result<std::optional<FileLock>> FileLock::tryShare(const QString &path)
{
    return tryLock(path, Way::Together);
}

#ifdef Q_OS_WIN

Result<std::optional<FileLock>> FileLock::tryLock(const QString &path, Way way)
{
    const HANDLE handle = CreateFileW(reinterpret_cast<const wchar_t *>(path.utf16()), GENERIC_READ | GENERIC_WRITE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS, 0, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return cannotOpen(path, qt_error_string(static_cast<int>(GetLastError())));
    OVERLAPPED whole{};
    const DWORD exclusive = way == Way::Alone ? LOCKFILE_EXCLUSIVE_LOCK : 0;
    if (!LockFileEx(handle, exclusive | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &whole)) {
        CloseHandle(handle);
        return std::optional<FileLock>();
    }
    return std::optional<FileLock>(FileLock(reinterpret_cast<qintptr>(handle)));
}

FileLock::~FileLock()
{
    if (m_handle != -1)
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

#else

namespace {

/// False: whoever held the lock before has removed the file in between, and others lock another one by now.
bool isStillThere(int handle, const QByteArray &path)
{
    struct stat held = {};
    struct stat there = {};
    return ::fstat(handle, &held) == 0 && ::stat(path.constData(), &there) == 0 &&
           held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

} // namespace

Result<std::optional<FileLock>> FileLock::tryLock(const QString &path, Way way)
{
    const QByteArray name = QFile::encodeName(path);
    const int handle = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return cannotOpen(path, QString::fromLocal8Bit(std::strerror(errno)));
    if (::flock(handle, (way == Way::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        const int why = errno;
        ::close(handle);
        if (why == EWOULDBLOCK)
            return std::optional<FileLock>();
        return cannotOpen(path, QString::fromLocal8Bit(std::strerror(why)));
    }
    if (!isStillThere(handle, name)) {
        ::close(handle);
        return tryLock(path, way);
    }
    return std::optional<FileLock>(FileLock(handle));
}

FileLock::~FileLock()
{
    if (m_handle != -1)
        ::close(static_cast<int>(m_handle)); // closing lets the lock go
}

#endif

FileLock::FileLock(FileLock &&other) noexcept : m_handle(std::exchange(other.m_handle, -1)) {}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

} // namespace rollcall
