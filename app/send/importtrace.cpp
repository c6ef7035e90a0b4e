#include "send/importtrace.h"

#include "send/contactpicture.h"
#include "support/text.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// Those of `ours` that `now` has and `before` has not.
QStringList added(const QStringList &ours, const QStringList &before, const QStringList &now)
{
    QStringList ids;
    std::copy_if(ours.cbegin(), ours.cend(), std::back_inserter(ids),
                 [&](const QString &id) { return now.contains(id) && !before.contains(id); });
    return ids;
}

} // namespace

ImportTrace::ImportTrace(Journal &journal, ImportRecord import, QByteArray touched)
    : m_journal(&journal)
    , m_import(std::move(import))
    , m_touched(std::move(touched))
{}

QString ImportTrace::contactId(quint32 row) const
{
    return touchedId(m_touched, row);
}

Result<RowTrace> ImportTrace::row(quint32 row) const
{
    const auto pictures = m_journal->pictures(m_import.id, row, qint64(row) + 1);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (pictures->isEmpty())
        return failure(
            Error::Kind::Usage, Text::tr("What this contact was like before is not kept here any more."),
            Text::tr("Old values are kept for a limited time. Contacts can still be changed one by one."));
    const QByteArray picture = pictures->first().picture;
    return RowTrace{fromPicture(picture), additionsIn(picture)};
}

Result<Additions> ImportTrace::given(quint32 row) const
{
    return m_journal->pictures(m_import.id, row, qint64(row) + 1)
        .map([](const QList<BeforePicture> &pictures) {
            return pictures.isEmpty() ? Additions() : additionsIn(pictures.first().picture);
        });
}

bool ImportTrace::isAsLeft(quint32 row, const KnownContact &now) const
{
    const QByteArray left = m_touched.mid(qsizetype(row) * Journal::touchedSize, Journal::touchedSize);
    const QByteArray id = QUuid::fromString(now.id).toRfc4122();
    const bool isThem = left.startsWith(id) || left.startsWith(QByteArray(16, '\0'));
    return isThem && left.endsWith(fingerprint(now.contact));
}

void ImportTrace::setContactId(quint32 row, const QString &id)
{
    const QByteArray bytes = QUuid::fromString(id).toRfc4122();
    if (touchedId(m_touched, row).isEmpty())
        m_touched.replace(qsizetype(row) * Journal::touchedSize, bytes.size(), bytes);
}

QStringList ImportTrace::lists(const RowTrace &row, const KnownContact &now) const
{
    return added(m_import.listIds, row.before.contact.listIds, now.contact.listIds);
}

QStringList ImportTrace::tags(const RowTrace &row, const KnownContact &now) const
{
    return added(m_import.tagIds + row.given.tagIds, row.before.contact.tagIds, now.contact.tagIds);
}

bool ImportTrace::hasNote(const RowTrace &row, const KnownContact &now) const
{
    return !row.given.note.isEmpty() &&
           std::any_of(now.notes.cbegin(), now.notes.cend(),
                       [&row](const ContactNote &note) { return note.content == row.given.note; });
}

bool ImportTrace::isAsBefore(const RowTrace &row, const KnownContact &now) const
{
    if (row.before.deleted)
        return now.deleted;
    return !now.deleted && fingerprint(now.contact) == fingerprint(row.before.contact) &&
           lists(row, now).isEmpty() && tags(row, now).isEmpty() && !hasNote(row, now);
}

KnownContact ImportTrace::asBefore(const RowTrace &row, const KnownContact &now) const
{
    KnownContact target = now;
    target.contact = row.before.contact;
    target.contact.listIds = now.contact.listIds;
    target.contact.tagIds = now.contact.tagIds;
    for (const QString &list : lists(row, now))
        target.contact.listIds.removeAll(list);
    for (const QString &tag : tags(row, now))
        target.contact.tagIds.removeAll(tag);
    if (hasNote(row, now)) {
        target.contact.notes = now.notes;
        target.contact.notes->removeIf(
            [&row](const ContactNote &note) { return note.content == row.given.note; });
    }
    return target;
}

bool ImportTrace::isOnlyOurs(quint32 row, const RowTrace &trace, const KnownContact &now) const
{
    const Permission given = m_import.express ? Permission::Explicit : Permission::Implicit;
    // Who is deleted keeps the permission, and bringing them back by bulk leaves it.
    const bool isPermittedSo =
        now.permission == given || (trace.before.deleted && now.permission == trace.before.permission);
    return isPermittedSo && isAsLeft(row, now) && !hasMore(trace, now);
}

/// On lists, or with tags and notes, that are neither from the import nor from before.
bool ImportTrace::hasMore(const RowTrace &row, const KnownContact &now) const
{
    const KnownContact &before = row.before;
    const auto isOtherList = [&](const QString &id) {
        return !m_import.listIds.contains(id) && id != m_import.ownListId &&
               !before.contact.listIds.contains(id);
    };
    const auto isOtherTag = [&](const QString &id) {
        return !m_import.tagIds.contains(id) && !row.given.tagIds.contains(id) &&
               !before.contact.tagIds.contains(id);
    };
    const auto isOtherNote = [&](const ContactNote &note) {
        return note.content != row.given.note &&
               std::none_of(before.notes.cbegin(), before.notes.cend(),
                            [&note](const ContactNote &one) { return one.content == note.content; });
    };
    return std::any_of(now.contact.listIds.cbegin(), now.contact.listIds.cend(), isOtherList) ||
           std::any_of(now.contact.tagIds.cbegin(), now.contact.tagIds.cend(), isOtherTag) ||
           std::any_of(now.notes.cbegin(), now.notes.cend(), isOtherNote);
}

bool mayLackParts(const KnownContact &old, const Contact &now)
{
    const auto isDouble = [](const auto &parts) {
        for (qsizetype i = 1; i < parts.size(); ++i) {
            if (std::any_of(parts.begin(), parts.begin() + i,
                            [&](const auto &before) { return before.kind == parts.at(i).kind; }))
                return true;
        }
        return false;
    };
    return old.id.isEmpty() && (isDouble(now.phones) || isDouble(now.addresses));
}

} // namespace rollcall
