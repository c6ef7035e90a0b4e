#include "storage/volume.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <QStringList>

namespace rollcall {

Volume volumeCalled(const QString &fileSystem, const QByteArray &device)
{
    static const QStringList remote{
        QStringLiteral("9p"),       QStringLiteral("acfs"),   QStringLiteral("afpfs"),
        QStringLiteral("afs"),      QStringLiteral("beegfs"), QStringLiteral("ceph"),
        QStringLiteral("cifs"),     QStringLiteral("coda"),   QStringLiteral("davfs"),
        QStringLiteral("gfs2"),     QStringLiteral("gpfs"),   QStringLiteral("lustre"),
        QStringLiteral("ncpfs"),    QStringLiteral("ocfs2"),  QStringLiteral("orangefs"),
        QStringLiteral("prl_fs"),   QStringLiteral("pvfs2"),  QStringLiteral("vboxsf"),
        QStringLiteral("virtiofs"), QStringLiteral("vmhgfs"), QStringLiteral("webdav")};
    const QString name = fileSystem.toLower();
    // Windows writes its own volumes as \\?\Volume{…}, and shares as \\server\share or \\?\UNC\server\share.
    const bool isShare = device.startsWith("//") || device.startsWith("\\\\?\\UNC\\") ||
                         (device.startsWith("\\\\") && !device.startsWith("\\\\?\\"));
    // Whatever stands behind FUSE (sshfs, rclone, s3fs, …): how it locks and maps is its own affair.
    const bool isRemote = isShare || name.startsWith(QLatin1String("nfs")) ||
                          name.startsWith(QLatin1String("smb")) || name.startsWith(QLatin1String("fuse")) ||
                          remote.contains(name);
    return isRemote ? Volume::Network : Volume::Own;
}

Volume volumeOf(const QString &path)
{
    const QStorageInfo volume(QFileInfo(path).absolutePath());
    return volumeCalled(QString::fromLatin1(volume.fileSystemType()), volume.device());
}

} // namespace rollcall
