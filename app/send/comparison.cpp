#include "send/comparison.h"

#include "contact/emailaddress.h"
#include "send/contactmerge.h"
#include "send/contactpicture.h"
#include "send/rowvalues.h"
#include "support/text.h"

#include <algorithm>
#include <optional>

namespace rollcall {
namespace {

/// Up to so many people may be cheaper to look up one by one than the account is to read.
constexpr qint64 mostLookedUp = 2000;

/// Calls `visit` with each row that may be one of those contacts', and the contact.
template <typename Visit>
void visitRows(const RowIndex &index, const QList<KnownContact> &contacts, Visit visit)
{
    for (const KnownContact &known : contacts)
        index.visit(normalisedEmail(known.contact.email), [&](quint32 row) { visit(row, known); });
}

bool holdsAllOf(const KnownContact &known, const Contact &wanted)
{
    return merged(known, wanted).contact == known.contact;
}

/// In a field with choices others than the contact has, or a note that it has not.
bool needsOwnCall(const KnownContact &known, const Contact &wanted)
{
    const QList<CustomValue> &has = known.contact.customValues;
    return merged(known, wanted).contact.notes ||
           std::any_of(
               wanted.customValues.cbegin(), wanted.customValues.cend(),
               [&has](const CustomValue &one) { return !one.choiceIds.isEmpty() && !has.contains(one); });
}

QString notKept(const KnownContact &known, const Contact &wanted)
{
    QStringList fields;
    for (const FieldDifference &one : differences(known.contact, merged(known, wanted).contact))
        fields.append(one.label);
    return Text::tr("The service did not keep everything: %1.").arg(fields.join(QLatin1String(", ")));
}

} // namespace

Result<void> Comparison::index(const std::atomic_bool &stop)
{
    *m_plan.kept = KeptFields(m_plan.mapping, m_plan.onlyFill);
    *m_plan.tags = NamedTags();
    m_contacts = std::make_unique<RowContacts>(m_plan);
    m_index = RowIndex();
    m_index.reserve(static_cast<size_t>(m_rows.toSend()));
    ContactReader reader(m_plan);
    while (!stop && reader.next()) {
        if (!m_rows.at(reader.row()).pending)
            continue; // has an answer that the account does not change: imported before, for one
        m_index.add(reader.row(), reader.email());
        noteTags(reader.values());
    }
    if (stop)
        return failure(Error::Kind::Cancelled, Text::tr("The import was stopped."));
    if (!reader.status())
        return tl::unexpected(reader.status().error());
    if (m_plan.tags->names().size() > NamedTags::most)
        return failure(
            Error::Kind::Input,
            Text::tr("The column of tags names more than %Ln different ones.", nullptr,
                     static_cast<int>(NamedTags::most)),
            Text::tr("Nothing was sent. It is probably something else: map the column to another field, or "
                     "leave it out."));
    m_index.sort();
    return {};
}

Result<QStringList> Comparison::addresses()
{
    QStringList addresses;
    if (m_rows.toSend() > mostLookedUp)
        return addresses;
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).pending || m_rows.at(row).inBody)
            continue;
        const auto contact = m_contacts->at(row);
        if (!contact)
            return tl::unexpected(contact.error());
        addresses.append(contact->email);
    }
    return addresses;
}

void Comparison::noteTags(const RowValues &values)
{
    for (const RowValues::Value &value : values.values()) {
        if (value.field == Field::Tag)
            m_plan.tags->note(value.text);
    }
}

Result<void> Comparison::indexKept(Journal &journal, const QString &importId)
{
    for (qint64 first = 0; first < m_rows.size(); first += Journal::blockSize) {
        const auto block = journal.block(importId, static_cast<int>(first / Journal::blockSize));
        if (!block)
            return tl::unexpected(block.error());
        for (qsizetype i = 0; i < block->emails.size(); ++i) {
            const QByteArray email = normalisedEmail(QString::fromUtf8(block->emails.at(i))).toUtf8();
            m_index.add(static_cast<quint32>(first + i),
                        {email.constData(), static_cast<size_t>(email.size())});
        }
    }
    m_index.sort();
    return {};
}

void Comparison::forgetAccount()
{
    m_toUpdate = 0;
    m_seen.clear();
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        RowMark &mark = m_rows.at(row);
        if (!mark.pending || mark.inBody)
            continue;
        mark.needsOwnCall = false;
        mark.known = mark.known && mark.again; // who was sent already keeps what was known before that
    }
}

Result<void> Comparison::compare(const QList<KnownContact> &contacts, bool again)
{
    std::optional<Error> failed;
    m_seen.resize(static_cast<size_t>(m_rows.size()));
    visitRows(m_index, contacts, [this, again, &failed](quint32 row, const KnownContact &known) {
        const bool hasAnswer = again && !m_rows.at(row).pending && m_seen[row] == Seen::Nobody;
        if (failed || m_rows.at(row).inBody || hasAnswer)
            return;
        const auto contact = wantedBy(row, known);
        if (!contact)
            failed = contact.error();
        else if (normalisedEmail(contact->email) == normalisedEmail(known.contact.email))
            meet(row, known, *contact);
    });
    return failed ? tl::unexpected(*failed) : Result<void>();
}

/// The row's contact, without what the account has and the row must not overwrite.
Result<Contact> Comparison::wantedBy(quint32 row, const KnownContact &known)
{
    auto contact = m_contacts->at(row);
    const bool mayKeep = contact && !m_plan.kept->isEmpty() && !known.deleted &&
                         normalisedEmail(contact->email) == normalisedEmail(known.contact.email);
    if (!mayKeep)
        return contact;
    const QList<Field> withoutRoom = m_plan.kept->note(row, known.contact, *contact, m_plan.customFields);
    if (!withoutRoom.isEmpty())
        tellNoRoom(row, withoutRoom);
    return m_plan.kept->isNoted(row) ? m_contacts->at(row) : contact;
}

void Comparison::tellNoRoom(quint32 row, const QList<Field> &fields)
{
    ++m_withoutRoom;
    QStringList labels;
    for (const Field field : fields)
        labels.append(fieldLabel(field));
    m_rows.addReason(
        {row,
         {},
         Text::tr("Not sent, because the contact has three of the kind already: %1.")
             .arg(labels.join(QLatin1String(", "))),
         Text::tr(
             "The service keeps three telephone numbers and three addresses of a contact. Delete one of them "
             "there, then import the file again.")});
}

qint64 Comparison::deleted() const
{
    qint64 deleted = 0;
    for (quint32 row = 0; row < m_seen.size(); ++row)
        deleted += m_seen[row] == Seen::Deleted && m_rows.at(row).outcome == Outcome::LeftOut;
    return deleted;
}

void Comparison::leaveOutNew()
{
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        const RowMark &mark = m_rows.at(row);
        if (!mark.pending || mark.inBody || mark.known)
            continue;
        ++m_unwanted;
        m_rows.answer(row, Outcome::LeftOut,
                      Text::tr("Not in the account, and only people who are there were wanted."));
    }
}

Result<void> Comparison::eachNew(const std::function<Result<void>(quint32, const Contact &)> &visit)
{
    return each(
        [this](quint32 row) {
            const RowMark &mark = m_rows.at(row);
            return mark.pending && !mark.inBody && !mark.known;
        },
        visit);
}

Result<void> Comparison::each(const std::function<bool(quint32)> &isMeant,
                              const std::function<Result<void>(quint32, const Contact &)> &visit)
{
    if (!m_contacts)
        return {};
    ContactReader reader(m_plan);
    while (reader.next()) {
        if (!isMeant(reader.row()))
            continue;
        if (auto done = visit(reader.row(), reader.contact()); !done)
            return done;
    }
    return reader.status();
}

void Comparison::meet(quint32 row, const KnownContact &known, const Contact &wanted)
{
    RowMark &mark = m_rows.at(row);
    // An address may be there twice: the contact, who counts, and one that was deleted.
    const Seen before = m_seen[row];
    m_seen[row] = std::max(before, known.deleted ? Seen::Deleted : Seen::There);
    if (mark.outcome == Outcome::Unsubscribed || (known.deleted && before == Seen::There))
        return;
    const bool isOurs = mark.again && !mark.known; // nobody was there before this import
    mark.known = !isOurs;
    if (known.permission == Permission::Unsubscribed) {
        m_rows.answer(row, Outcome::Unsubscribed,
                      known.optOutSource == QLatin1String("Contact")
                          ? Text::tr("This person ended the subscription.")
                          : Text::tr("This person was unsubscribed by the account."),
                      Text::tr("Left so. Only the person can subscribe again."));
    } else if (known.deleted && !m_plan.revive) {
        m_rows.answer(
            row, Outcome::LeftOut, Text::tr("This person was deleted from the account."),
            Text::tr("Import again with “bring back deleted contacts” if they should be added after all."));
    } else if (mark.again && hasArrivedLate(known, wanted)) {
        arrive(row, known, false);
    } else if (!known.deleted && m_plan.whom == Whom::OnlyNew && !isOurs) {
        ++m_unwanted;
        m_rows.answer(row, Outcome::LeftOut,
                      Text::tr("In the account already, and only new people were wanted."));
    } else if (!known.deleted && isOnAllLists(known) && hasAllTags(known) && holdsAllOf(known, wanted)) {
        m_rows.answer(row, Outcome::Unchanged);
    } else {
        mark.outcome = Outcome::NotSent;
        mark.pending = true;
        mark.needsOwnCall = mark.needsOwnCall || needsOwnCall(known, wanted);
        ++m_toUpdate;
        if (m_changed && !mark.again) // else what was there before is known
            m_changed(row, known, wanted);
    }
}

/// As it was sent, though it was not on the import's own list when that was read: the list was behind.
bool Comparison::hasArrivedLate(const KnownContact &known, Contact wanted) const
{
    wanted.tagIds.clear(); // they come when everybody is there
    return !known.deleted && isOnAllLists(known) && holdsAllOf(known, wanted);
}

bool Comparison::isOnAllLists(const KnownContact &known) const
{
    return std::all_of(m_plan.listIds.cbegin(), m_plan.listIds.cend(),
                       [&known](const QString &id) { return known.contact.listIds.contains(id); });
}

bool Comparison::hasAllTags(const KnownContact &known) const
{
    return std::all_of(m_plan.tagIds.cbegin(), m_plan.tagIds.cend(),
                       [&known](const QString &id) { return known.contact.tagIds.contains(id); });
}

void Comparison::arrived(const QList<KnownContact> &contacts, bool own)
{
    visitRows(m_index, contacts, [this, own](quint32 row, const KnownContact &known) {
        if (m_rows.at(row).pending && m_rows.at(row).inBody)
            arrive(row, known, own);
    });
}

void Comparison::arrivedAs(std::string_view email, std::vector<bool> &rows)
{
    const QString address = normalisedEmail(QString::fromUtf8(email));
    m_index.visit(address, [this, &rows](quint32 row) {
        if (!m_rows.at(row).pending || !m_rows.at(row).inBody)
            return;
        m_rows.answer(row, m_rows.at(row).known ? Outcome::Updated : Outcome::Added);
        rows[row] = true;
    });
}

void Comparison::arrive(quint32 row, const KnownContact &known, bool own)
{
    const bool isUpdate = m_rows.at(row).known;
    auto contact = wanted(row);
    if (contact)
        contact->tagIds.clear(); // they come when everybody is there
    // Gone on with after a kill, nobody knows any more what the row was not to overwrite.
    const bool cannotTell = isUpdate && m_plan.kept->mayFill() && !m_plan.kept->isNoted(row);
    const bool complete = contact && (cannotTell || holdsAllOf(known, *contact));
    // On a target list somebody may have been before: then only the fields tell.
    if (!own && (!isOnAllLists(known) || (isUpdate && !complete)))
        return;
    const QString lacks = contact && !complete ? notKept(known, *contact) : QString();
    m_notAsSent += !isUpdate && contact && fingerprint(known.contact) != fingerprint(*contact);
    m_rows.setTouched(row, known);
    m_rows.answer(row, isUpdate ? Outcome::Updated : Outcome::Added, lacks, {},
                  lacks.isEmpty() ? QString() : QStringLiteral("service"));
}

void Comparison::lookedUp(const QList<KnownContact> &contacts)
{
    visitRows(m_index, contacts, [this](quint32 row, const KnownContact &known) {
        if (!m_rows.at(row).pending || !m_rows.at(row).inBody)
            return;
        if (known.permission == Permission::Unsubscribed)
            m_rows.answer(row, Outcome::Unsubscribed,
                          Text::tr("This person unsubscribed while the import was under way."),
                          Text::tr("Left so. Only the person can subscribe again."));
        else if (const auto sent = wanted(row); sent && hasArrivedLate(known, *sent))
            arrive(row, known, false);
    });
}

Result<Contact> Comparison::wanted(quint32 row)
{
    if (!m_contacts)
        return failure(Error::Kind::Input, Text::tr("The file is gone."));
    return m_contacts->at(row);
}

} // namespace rollcall
