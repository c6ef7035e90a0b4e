#pragma once

#include "contact/contact.h"
#include "storage/journal.h"
#include "support/error.h"
#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace rollcall {

/// Somebody who is to be added: an import of one row, whose body is the person.
struct OutboxItem
{
    qint64 id = 0;    ///< of the import
    qint64 since = 0; ///< milliseconds since 1970, UTC
    Contact contact;
    QStringList listNames;   ///< of contact.listIds, for the history; may be empty
    QStringList wantedLists; ///< beside contact.listIds: without a network nobody can say their ids
    bool makeLists = false;  ///< those of them that are not there yet
    QStringList wantedTags;  ///< beside contact.tagIds; those that are not there yet are made
    Permission permission = Permission::Implicit;
    bool update = false;
    QString why; ///< it is not sent yet, in a sentence

    bool operator==(const OutboxItem &) const = default;
};

ImportRecord recordOf(const OutboxItem &item); ///< that waits
QByteArray bodyOf(const OutboxItem &item);
OutboxItem itemOf(const SingleRecord &single);

/// Keeps somebody new, and answers the import's id.
Result<QString> keepSingle(Journal &journal, const ImportRecord &record, const QByteArray &body);

/// Who waits, oldest first; without those whom somebody is adding at this moment.
Result<QList<OutboxItem>> whoWaits(Journal &journal);
/// As a person wants it now. Usage error: they do not wait any more, or are being sent at this moment.
Result<void> changeWaiting(Journal &journal, const OutboxItem &item);
Result<void> discardWaiting(Journal &journal, qint64 id);

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::OutboxItem)
