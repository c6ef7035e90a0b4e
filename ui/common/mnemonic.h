#pragma once

#include <QString>

namespace rollcall {

/// As a button or a label is to show it: an & in it is no key to press.
inline QString withoutMnemonic(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace rollcall
