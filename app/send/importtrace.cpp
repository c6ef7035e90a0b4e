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
    return QUuid::fromRfc4122(m_touched.mid(qsizetype(row) * Journal::touchedSize, 16))
        .toString(QUuid::WithoutBraces);
}

Result<KnownContact> ImportTrace::before(quint32 row) const
{
    const auto pictures = m_journal->pictures(m_import.id, row, qint64(row) + 1);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (pictures->isEmpty())
        return failure(
            Error::Kind::Usage, Text::tr("What this contact was like before is not kept here any more."),
            Text::tr("Old values are kept for a limited time. Contacts can still be changed one by one."));
    return fromPicture(pictures->first().picture);
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
    const qsizetype at = qsizetype(row) * Journal::touchedSize;
    if (m_touched.mid(at, 16) == QByteArray(16, '\0'))
        m_touched.replace(at, 16, QUuid::fromString(id).toRfc4122());
}

QStringList ImportTrace::lists(const KnownContact &before, const KnownContact &now) const
{
    return added(m_import.listIds, before.contact.listIds, now.contact.listIds);
}

QStringList ImportTrace::tags(const KnownContact &before, const KnownContact &now) const
{
    return added(m_import.tagIds, before.contact.tagIds, now.contact.tagIds);
}

bool ImportTrace::hasMore(const KnownContact &now) const
{
    const auto isOtherList = [this](const QString &id) {
        return !m_import.listIds.contains(id) && id != m_import.ownListId;
    };
    const auto isOtherTag = [this](const QString &id) { return !m_import.tagIds.contains(id); };
    return std::any_of(now.contact.listIds.cbegin(), now.contact.listIds.cend(), isOtherList) ||
           std::any_of(now.contact.tagIds.cbegin(), now.contact.tagIds.cend(), isOtherTag);
}

} // namespace rollcall
