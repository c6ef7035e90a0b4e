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

bool ImportTrace::hasMore(const Additions &given, const KnownContact &now) const
{
    const auto isOtherList = [this](const QString &id) {
        return !m_import.listIds.contains(id) && id != m_import.ownListId;
    };
    const auto isOtherTag = [&](const QString &id) {
        return !m_import.tagIds.contains(id) && !given.tagIds.contains(id);
    };
    const auto isOtherNote = [&given](const ContactNote &note) { return note.content != given.note; };
    return std::any_of(now.contact.listIds.cbegin(), now.contact.listIds.cend(), isOtherList) ||
           std::any_of(now.contact.tagIds.cbegin(), now.contact.tagIds.cend(), isOtherTag) ||
           std::any_of(now.notes.cbegin(), now.notes.cend(), isOtherNote);
}

} // namespace rollcall
