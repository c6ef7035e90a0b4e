#pragma once

#include "contact/contact.h"

#include <QByteArray>

namespace rollcall {

/// A contact as the journal keeps it, small: only what is there.
QByteArray toPicture(const KnownContact &contact);
KnownContact fromPicture(const QByteArray &picture);

/// Changes when the contact's values do; lists, tags and permission are not looked at. Eight bytes, the same
/// in all versions of the program.
QByteArray fingerprint(const Contact &contact);

} // namespace rollcall
