#include "storage/databaseerror.h"

#include "support/text.h"

#include <QDir>
#include <QSqlError>

namespace rollcall {

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

Error databaseError(const QString &path, int code, const QString &words)
{
    const QString detail = QDir::toNativeSeparators(path) + QLatin1String(": ") + words;
    switch (code) {
    case Full:
        return {Error::Kind::Storage, Text::tr("There is no room left on this computer's disk."),
                Text::tr("What was kept before is safe. Make room, then go on."), detail};
    case ReadOnly:
        return {Error::Kind::Storage, Text::tr("Rollcall's data folder cannot be written to."),
                Text::tr("What was kept before is safe. Make the folder writable, then go on."), detail};
    case Busy:
        return {Error::Kind::Storage,
                Text::tr("Another Rollcall on this computer is using its records for too long."),
                Text::tr("Close the other window or wait for the other command, then try again."), detail};
    case Corrupt:
    case NotADatabase:
        return {
            Error::Kind::Storage, Text::tr("Rollcall's records on this computer are damaged."),
            Text::tr(
                "Start Rollcall again: it sets the damaged file aside and begins a new one. Nothing in the "
                "account is touched."),
            detail};
    default:
        return {Error::Kind::Storage, Text::tr("Rollcall cannot keep its records on this computer."),
                Text::tr("Check that its data folder can be written to and that the disk has room."), detail};
    }
}

} // namespace rollcall
