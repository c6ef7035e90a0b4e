#include "common/share.h"

#include "support/text.h"

#include <QLocale>

namespace rollcall {

QString shareText(qint64 part, qint64 whole)
{
    const double share = 100.0 * double(part) / double(whole);
    const double least = 0.1;
    return share < least ? Text::tr("less than %1 %").arg(QLocale().toString(least, 'f', 1))
                         : Text::tr("%1 %").arg(QLocale().toString(share, 'f', 1));
}

} // namespace rollcall
