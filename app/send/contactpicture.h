#pragma once

#include "contact/contact.h"

#include <QByteArray>

namespace rollcall {

/// A contact as the journal keeps it, small: only what is there.
QByteArray toPicture(const KnownContact &contact);
KnownContact fromPicture(const QByteArray &picture);

} // namespace rollcall
