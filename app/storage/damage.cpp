#include "storage/damage.h"

#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <array>

namespace rollcall {
namespace {

const QString dateFormat = QStringLiteral("yyyyMMdd");
const QString timeFormat = QStringLiteral("HHmmss-zzz");

/// What SQLite keeps beside a database.
const std::array companions{QLatin1String("-wal"), QLatin1String("-shm"), QLatin1String("-journal")};

QString markOf(const QString &path)
{
    return path + QLatin1String(".damaged");
}

} // namespace

void markDamaged(const QString &path)
{
    QFile mark(markOf(path));
    (void)mark.open(QIODevice::WriteOnly); // where it cannot be left, the damage is met again
}

bool isMarkedDamaged(const QString &path)
{
    return QFile::exists(markOf(path));
}

void clearDamageMark(const QString &path)
{
    QFile::remove(markOf(path));
}

Result<void> setAside(const QString &path)
{
    const QString when = QDateTime::currentDateTimeUtc().toString(dateFormat + QLatin1Char('-') + timeFormat);
    const QString aside = markOf(path) + QLatin1Char('-') + when;
    if (!QFile::rename(path, aside)) {
        return failure(
            Error::Kind::Storage, Text::tr("Rollcall's records on this computer are damaged."),
            Text::tr("They could not be set aside. Close Rollcall everywhere on this computer, and start "
                     "it again. Nothing in the account is touched."),
            QDir::toNativeSeparators(path));
    }
    for (const QLatin1String &companion : companions)
        QFile::rename(path + companion, aside + companion);
    clearDamageMark(path);
    return {};
}

QList<SetAside> filesSetAside(const QString &path)
{
    const QFileInfo file(path);
    const QString prefix = QFileInfo(markOf(path)).fileName() + QLatin1Char('-');
    QList<SetAside> found;
    const QString dated = prefix + QLatin1String("*-*[0-9]"); // not its companions
    const QStringList names = file.dir().entryList({dated}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names) {
        const QString date = name.mid(prefix.size(), dateFormat.size());
        const QString time = name.mid(prefix.size() + dateFormat.size() + 1);
        const QDateTime when(QDate::fromString(date, dateFormat), QTime::fromString(time, timeFormat),
                             QTimeZone::utc());
        if (when.isValid())
            found.append({file.dir().filePath(name), when});
    }
    return found;
}

QString setAsideText(const SetAside &file, int keepDays)
{
    return Text::tr("Rollcall's records on this computer were damaged. They were set aside as %1, and new "
                    "ones were "
                    "begun: what was imported before is not in the history, and who waited in the outbox is "
                    "not in it "
                    "any more. Nothing in the account was touched.")
               .arg(QDir::toNativeSeparators(file.path)) +
           QLatin1Char(' ') +
           Text::tr("The damaged file is deleted %Ln day(s) after that.", nullptr, keepDays);
}

int removeSetAside(const QString &path, const QDateTime &before)
{
    int gone = 0;
    const QList<SetAside> all = filesSetAside(path);
    for (const SetAside &one : all) {
        if (one.when >= before)
            continue;
        for (const QLatin1String &companion : companions)
            QFile::remove(one.path + companion);
        gone += QFile::remove(one.path);
    }
    return gone;
}

} // namespace rollcall
