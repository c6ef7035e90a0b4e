#pragma once

#include "contact/contact.h"

#include <QByteArray>
#include <QStringList>

namespace rollcall {

/// What an import gives to somebody besides values and lists.
struct Additions
{
    QStringList tagIds; ///< that the row itself names, and the contact had not
    QString note;       ///< that the contact had not

    bool isEmpty() const { return tagIds.isEmpty() && note.isEmpty(); }
    bool operator==(const Additions &) const = default;
};

/// A contact as the journal keeps it, small: only what is there.
QByteArray toPicture(const KnownContact &contact, const Additions &additions = {});
KnownContact fromPicture(const QByteArray &picture);
Additions additionsIn(const QByteArray &picture);

/// Changes when the contact's values do; lists, tags, notes and permission are not looked at. Eight bytes,
/// the same in all versions of the program.
QByteArray fingerprint(const Contact &contact);

/// Who a row touched and how it left them, as the journal keeps it: `Journal::touchedSize` bytes.
QByteArray toTouched(const QString &id, const Contact &contact);
/// Of the row in what the journal keeps of all; empty: not known.
QString touchedId(const QByteArray &touched, quint32 row);

} // namespace rollcall
