#include "send/arrivals.h"

#include "contact/emailaddress.h"
#include "send/contactmerge.h"
#include "send/contactpicture.h"
#include "storage/rowaddresses.h"
#include "support/text.h"
#include "table/sheet.h"

#include <QFile>
#include <QScopeGuard>

#include <algorithm>
#include <iterator>

namespace rollcall {

bool Arrivals::sample(const QList<KnownContact> &contacts)
{
    const qsizetype before = m_rows.reasons().size();
    m_comparison.arrived(contacts, true);
    return m_rows.reasons().size() == before && m_comparison.notAsSent() == 0;
}

/// A list may hold people in the order in which they came: its first page is the beginning of the file.
Result<QStringList> Arrivals::fromAllOver(int most)
{
    QStringList addresses;
    const qint64 sent = m_rows.unanswered();
    qint64 met = 0;
    for (quint32 row = 0; row < m_rows.size() && addresses.size() < most; ++row) {
        if (!m_rows.at(row).pending || !m_rows.at(row).inBody)
            continue;
        ++met;
        if (met * most < sent * (addresses.size() + 1))
            continue;
        const auto contact = m_comparison.wanted(row);
        if (!contact)
            return tl::unexpected(contact.error());
        addresses.append(contact->email);
    }
    return addresses;
}

Result<bool> Arrivals::byExport(const QString &path, Journal &journal, const QString &importId,
                                const std::atomic_bool &stop)
{
    const auto remove = qScopeGuard([&path] { QFile::remove(path); });
    const auto sheet = Sheet::open(path, {}, &stop);
    const qsizetype column = sheet ? ColumnMapping::suggest(**sheet).columnOf(Field::Email) : -1;
    if (column < 0)
        return false;
    std::vector<bool> arrived(static_cast<size_t>(m_rows.size()));
    Sheet::Reader reader(**sheet);
    RowView row;
    while (!stop && reader.next(row))
        m_comparison.arrivedAs(row.cells[static_cast<size_t>(column)], arrived);
    if (stop)
        return failure(Error::Kind::Cancelled, Text::tr("The import was stopped."));
    if (!reader.status())
        return tl::unexpected(reader.status().error());
    return keepTraces(arrived, journal, importId).map([] { return true; });
}

/// How the import left them, for taking it back: the sample says that they are as they were sent. In the
/// file's order, so that it is read once. Without it, whoever takes the import back leaves them.
Result<void> Arrivals::keepTraces(const std::vector<bool> &rows, Journal &journal, const QString &importId)
{
    QHash<quint32, QByteArray> before; // of the block that was reached
    qint64 blockEnd = 0;
    Result<void> kept;
    const auto keep = [&](quint32 row, const Contact &wanted) -> Result<void> {
        if (!m_rows.at(row).known) {
            KnownContact after;
            after.contact = wanted;
            m_rows.setTouched(row, after);
            return {};
        }
        if (row >= blockEnd) {
            blockEnd = (row / Journal::blockSize + 1) * Journal::blockSize;
            kept = journal.pictures(importId, row, blockEnd).map([&before](const QList<BeforePicture> &all) {
                before.clear();
                for (const BeforePicture &one : all)
                    before.insert(one.row, one.picture);
            });
        }
        KnownContact after;
        if (before.contains(row))
            after = fromPicture(before.value(row));
        else
            after.contact.email = wanted.email;
        m_rows.setTouched(row, merged(after, wanted));
        return kept;
    };
    (void)m_comparison.each([&rows](quint32 row) { return rows[row]; }, keep);
    return kept;
}

Result<MissingPeople> Arrivals::missing(bool all, qsizetype most, Journal &journal, const QString &importId)
{
    MissingPeople missing;
    const std::vector<bool> taken = m_bodies.taken();
    const auto isMissing = [&](quint32 row) {
        return m_rows.at(row).pending && m_rows.at(row).inBody && (all || taken[row]);
    };
    for (quint32 row = 0; row < m_rows.size() && !missing.isAny; ++row)
        missing.isAny = isMissing(row);
    if (!missing.isAny)
        return missing;
    const auto read =
        eachAddress(journal, importId, m_rows.size(), [&](quint32 row, const QByteArray &email) {
            if (!isMissing(row))
                return true;
            missing.addresses.append(normalisedEmail(QString::fromUtf8(email)));
            return missing.addresses.size() <= most;
        });
    if (!read)
        return tl::unexpected(read.error());
    if (missing.addresses.size() > most)
        missing.addresses.clear();
    return missing;
}

Result<void> Arrivals::judge(const QHash<int, Activity> &activities, Journal &journal,
                             const QString &importId)
{
    const std::vector<bool> taken = m_bodies.taken();
    for (const BodyRecord &body : m_bodies.out()) {
        if (auto done = judge(body, activities.value(body.number), taken, journal, importId); !done)
            return done;
    }
    return {};
}

/// What became of a body's rows that are not on the list: the service said that it could not take so many of
/// them, or it lost them, or the body as a whole never arrived.
Result<void> Arrivals::judge(const BodyRecord &body, const Activity &activity, const std::vector<bool> &taken,
                             Journal &journal, const QString &importId)
{
    std::vector<quint32> missing;
    std::copy_if(body.rows.begin(), body.rows.end(), std::back_inserter(missing),
                 [this](quint32 row) { return m_rows.at(row).pending; });
    const bool neverArrived = body.state != BodyRecord::State::Sent && missing.size() == body.rows.size();
    if (neverArrived) {
        for (const quint32 row : missing)
            m_rows.at(row).again = true; // the list may be behind: who is in the account then is from here
        return m_bodies.close(journal, importId, body.number, BodyRecord::State::Dropped);
    }
    const qint64 unsubscribed = std::count_if(body.rows.begin(), body.rows.end(), [this](quint32 row) {
        return m_rows.at(row).outcome == Outcome::Unsubscribed;
    });
    const qint64 explained = activity.errorCount + activity.correctableCount +
                             std::max<qint64>(0, activity.cannotAddToListCount - unsubscribed);
    const bool named = activity.state == Activity::State::Completed && explained >= std::ssize(missing);
    for (const quint32 row : missing) {
        if (named || taken[row])
            m_rows.answer(
                row, Outcome::Refused,
                named ? Text::tr("The service refused this row and did not say why.")
                      : Text::tr("The service took this row twice without an error and did not keep it."),
                Text::tr("Look at its values; the form (Add contact) gets the service's own words."),
                QStringLiteral("service"));
        else
            m_rows.at(row).again = true;
    }
    return m_bodies.close(journal, importId, body.number, BodyRecord::State::Done);
}

} // namespace rollcall
