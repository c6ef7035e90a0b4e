#pragma once

#include "support/result.h"

#include <QString>

#include <chrono>
#include <optional>

namespace rollcall {

/// A lock that all processes on this computer respect and that the system lets go when its holder dies,
/// also by kill -9 or a power cut.
class FileLock
{
public:
    /// Takes the lock if it is free right now; an empty optional when someone else holds it.
    /// The file is made if need be and stays, unless who holds it removes it. Storage error when it cannot be
    /// opened.
    static Result<std::optional<FileLock>> tryTake(const QString &path);
    /// Holds it together with others who do; an empty optional when someone has it alone.
    static Result<std::optional<FileLock>> tryShare(const QString &path);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

private:
    enum class Way { Alone, Together };
    static Result<std::optional<FileLock>> tryLock(const QString &path, Way way);
    explicit FileLock(qintptr handle) : m_handle(handle) {}

    qintptr m_handle = -1;
};

} // namespace rollcall
