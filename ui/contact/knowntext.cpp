#include "contact/knowntext.h"

#include "support/text.h"

#include <QDateTime>
#include <QLocale>

namespace rollcall {

QString nameOf(const Contact &contact)
{
    const QString name = fullName(contact);
    return name.isEmpty() ? contact.email : name;
}

QString dayOf(const QString &timestamp)
{
    const QDateTime time = QDateTime::fromString(timestamp, Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime().date(), QLocale::LongFormat) : timestamp;
}

QString unsubscribedText(const KnownContact &known)
{
    const QString by = known.optOutSource == QLatin1String("Contact") ? Text::tr("%1 has unsubscribed.")
                                                                      : Text::tr("%1 was unsubscribed by your organization.");
    const QString since = known.optOutDate.isEmpty() ? QString()
                                                     : QLatin1Char(' ') + Text::tr("That was on %1.").arg(dayOf(known.optOutDate));
    return by.arg(nameOf(known.contact)) + since;
}

QString permissionText(const KnownContact &known)
{
    switch (known.permission) {
    case Permission::Implicit:
        return Text::tr("May be written to: they have dealt with you (implied).");
    case Permission::Explicit:
        return Text::tr("May be written to: they asked for it themselves (express).");
    case Permission::PendingConfirmation:
        return Text::tr("Was asked to confirm, and has not done so yet.");
    case Permission::TempHold:
        return Text::tr("On hold: Constant Contact does not deliver to this address at the moment.");
    case Permission::NotSet:
        return Text::tr("No permission is on record.");
    case Permission::Unsubscribed:
        return unsubscribedText(known);
    }
    Q_UNREACHABLE();
}

QString kindLabel(const QString &kind)
{
    return kind == QLatin1String("mobile") ? Text::tr("Mobile")
           : kind == QLatin1String("work") ? Text::tr("Work")
           : kind == QLatin1String("home") ? Text::tr("Home")
                                           : Text::tr("Other");
}

} // namespace rollcall
