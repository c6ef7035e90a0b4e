#include "support/privatefile.h"

#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

#include <filesystem>
#include <system_error>
#include <utility>

namespace rollcall {
namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto ownerFolder = ownerOnly | QFileDevice::ExeOwner;
constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

auto cannotKeep(const QString &path, const QString &reason)
{
    return failure(
        Error::Kind::Storage, Text::tr("This could not be kept on this computer."),
        Text::tr("Check that the disk has room and that the folder can be written to, then try again."),
        QDir::toNativeSeparators(path) + QLatin1String(": ") + reason);
}

Result<void> writeWith(const QString &path, const QByteArray &content, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotKeep(path, file.errorString());
    if (permissions && !file.setPermissions(permissions))
        return cannotKeep(path, file.errorString());
    if (file.write(content) != content.size() || !commitWhole(file))
        return cannotKeep(path, file.errorString());
    return {};
}

} // namespace

Result<void> ensurePrivateFolder(const QString &path)
{
    QStringList made;
    for (QFileInfo folder(path); !folder.exists(); folder = QFileInfo(folder.absolutePath()))
        made << folder.absoluteFilePath();
    if (!QDir().mkpath(path))
        return cannotKeep(path, Text::tr("The folder cannot be made."));
    for (const QString &folder : std::as_const(made))
        QFile::setPermissions(folder, ownerFolder); // that of `path` itself is looked at below
    const QFileDevice::Permissions now = QFile::permissions(path);
    if ((now & others) && !QFile::setPermissions(path, ownerFolder))
        return cannotKeep(path, Text::tr("Others can read this folder, and that cannot be changed."));
    return {};
}

bool commitWhole(QSaveFile &file)
{
    const QFileInfo target(file.fileName());
    if (target.exists() && !target.isFile()) { // a device or a pipe would be replaced by a file
        file.cancelWriting();
        return false;
    }
    return file.flush() && file.commit(); // commit() syncs before it renames
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    return writeWith(path, content, ownerOnly);
}

Result<void> writePrivateFileUnsynced(const QString &path, const QByteArray &content)
{
    QTemporaryFile file(path + QLatin1String(".XXXXXX")); // QSaveFile always syncs
    if (!file.open() || file.write(content) != content.size() || !file.flush())
        return cannotKeep(path, file.errorString());
    std::error_code failed;
    std::filesystem::rename(file.fileName().toStdU16String(), path.toStdU16String(), failed);
    if (failed)
        return cannotKeep(path, QString::fromStdString(failed.message()));
    file.setAutoRemove(false);
    return {};
}

Result<void> writeWholeFile(const QString &path, const QByteArray &content)
{
    return writeWith(path, content, {});
}

Result<QByteArray> readPrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return cannotKeep(path, file.errorString());
    if (file.permissions() & others) {
        return failure(Error::Kind::Storage,
                       Text::tr("Others on this computer can read Rollcall's private file."),
                       Text::tr("Treat what is in it as known to them: set its mode to 0600, or delete it "
                                "and connect again."),
                       QDir::toNativeSeparators(path));
    }
    return file.readAll();
}

} // namespace rollcall
