#include "send/exportedaccount.h"

#include "contact/emailaddress.h"
#include "send/contactpicture.h"
#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QUuid>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace rollcall {
namespace {

size_t hashOf(std::string_view normalisedEmail)
{
    return std::hash<std::string_view>()(normalisedEmail);
}

/// Lower case, words with a blank between: "Temp_Hold" → "temp hold".
QByteArray word(std::string_view cell)
{
    return QByteArray(cell.data(), static_cast<qsizetype>(cell.size())).toLower().replace('_', ' ');
}

qsizetype columnNamed(const QStringList &headers, std::initializer_list<const char *> names)
{
    for (qsizetype column = 0; column < headers.size(); ++column) {
        const QString header = HeaderAliases::normalised(headers.at(column));
        for (const char *name : names) {
            if (header == QLatin1String(name))
                return column;
        }
    }
    return -1;
}

/// An empty list's file has a header and no rows, which is no table otherwise.
bool isHeaderOnly(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.size() < 4096 && !file.readAll().trimmed().contains('\n');
}

/// Somebody deleted may be there a second time, with the same address.
QString keyOf(const KnownContact &known)
{
    return (known.deleted ? QLatin1String("-") : QLatin1String("+")) + normalisedEmail(known.contact.email);
}

/// Held together by all who read such a copy of the account.
QString lockIn(const QString &folder)
{
    return folder + QStringLiteral("/account.lock");
}

} // namespace

ExportedAccount::ExportedAccount(const QString &folder, QStringList listIds, QList<CustomField> customFields)
    : m_path(QStringLiteral("%1/account-%2").arg(folder, QUuid::createUuid().toString(QUuid::WithoutBraces)))
    , m_listIds(std::move(listIds))
{
    m_plan.customFields = std::move(customFields);
    if (auto lock = FileLock::tryShare(lockIn(folder)))
        m_lock = std::move(*lock);
}

ExportedAccount::~ExportedAccount()
{
    m_reader.reset();
    m_plan.sheet.reset();
    for (const Exports::One &one : exports())
        QFile::remove(one.path);
}

QList<Exports::One> ExportedAccount::exports() const
{
    // All fields, which is what comes when none are asked for: what changes is kept as it was as a whole.
    QList<Exports::One> all{{{{}, QStringLiteral("all"), {}}, m_path + QLatin1String(".csv")}};
    for (qsizetype i = 0; i < m_listIds.size(); ++i)
        all.append({{{m_listIds.at(i)}, QStringLiteral("all"), {QStringLiteral("email_address")}},
                    QStringLiteral("%1-%2.csv").arg(m_path).arg(i)});
    return all;
}

void ExportedAccount::removeLeft(const QString &folder)
{
    const auto lock = FileLock::tryTake(lockIn(folder));
    if (!lock || !*lock)
        return; // somebody is reading, and deletes what they read
    const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("account-*.csv")}, QDir::Files);
    for (const QFileInfo &file : files)
        QFile::remove(file.filePath());
}

Result<bool> ExportedAccount::open(const ContactsPage &page)
{
    auto sheet = Sheet::open(exports().first().path, {}, &m_stop);
    if (m_stop)
        return failure(Error::Kind::Cancelled, Text::tr("Reading the account was stopped."));
    if (!sheet)
        return false;
    m_plan.sheet = std::move(*sheet);
    // A page that tells how many there are: whoever is missing here would be taken for new.
    if (m_plan.sheet->rowCount() < page.total || !map() || !readLists())
        return false;
    const auto understood = isAsOn(page);
    if (understood && *understood)
        m_reader = std::make_unique<ContactReader>(m_plan);
    return understood;
}

/// Only headers that are known for sure count here; of what is uncertain the page would prove nothing.
bool ExportedAccount::map()
{
    const QStringList headers = m_plan.sheet->headers();
    m_columns = {columnNamed(headers, {"emailstatus", "status"}),
                 columnNamed(headers, {"emailpermissionstatus", "emailpermission", "permissiontosend"}),
                 columnNamed(headers, {"confirmedoptoutsource", "emailoptoutsource", "optoutsource"})};
    if (m_columns.status < 0 || m_columns.permission < 0 || m_columns.optOutSource < 0)
        return false;
    m_plan.mapping = ColumnMapping::suggest(*m_plan.sheet, m_plan.customFields);
    for (qsizetype column = 0; column < m_plan.mapping.size(); ++column) {
        ColumnTarget target = m_plan.mapping.at(column);
        if (!target.certain || target.field == Field::Tag || target.field == Field::Note)
            target.field = Field::Ignore;
        if (target.dateOrder == DateOrder::Auto)
            target.dateOrder = DateOrder::MonthFirst; // the service's own (constant-contact-v3.md 7.1)
        for (qsizetype before = 0; before < column; ++before) {
            if (target.field != Field::Ignore && isSameField(m_plan.mapping.at(before), target))
                return false;
        }
        const CustomField *custom =
            target.field == Field::Custom ? findCustomField(m_plan.customFields, target.customName) : nullptr;
        if (fieldInfo(target.field).kind == FieldKind::Date ||
            fieldInfo(target.field).kind == FieldKind::Birthday ||
            (custom && custom->type != QLatin1String("string")))
            m_withFormat.push_back(column);
        m_plan.mapping.set(column, target);
    }
    auto check = std::make_shared<CheckReport>();
    check->states.resize(static_cast<size_t>(m_plan.sheet->rowCount()), RowState::Ready);
    m_plan.check = std::move(check);
    return m_plan.mapping.columnOf(Field::Email) >= 0;
}

bool ExportedAccount::readLists()
{
    const QList<Exports::One> files = exports();
    for (qsizetype i = 1; i < files.size(); ++i) {
        std::vector<size_t> &members = m_members.emplace_back();
        if (isHeaderOnly(files.at(i).path))
            continue;
        const auto sheet = Sheet::open(files.at(i).path, {}, &m_stop);
        const qsizetype column = sheet ? ColumnMapping::suggest(**sheet).columnOf(Field::Email) : -1;
        if (column < 0)
            return false;
        members.reserve(static_cast<size_t>((*sheet)->rowCount()));
        Sheet::Reader reader(**sheet);
        RowView row;
        EmailBuffer buffer;
        while (!m_stop && reader.next(row))
            members.push_back(hashOf(normalisedEmail(row.cells[static_cast<size_t>(column)], buffer)));
        std::sort(members.begin(), members.end());
        if (!reader.status())
            return false;
    }
    return true;
}

/// Everybody of the page is there and is the same; and every column that needs to be interpreted was proven
/// by somebody of the page, or is empty.
Result<bool> ExportedAccount::isAsOn(const ContactsPage &page)
{
    QHash<QString, const KnownContact *> onPage;
    for (const KnownContact &known : page.contacts) {
        if (!known.contact.email.isEmpty())
            onPage.insert(keyOf(known), &known);
    }
    std::vector<bool> used(m_withFormat.size());
    std::vector<bool> proven(m_withFormat.size());
    const auto noteUse = [this](const ContactReader &reader, std::vector<bool> &columns) {
        for (size_t i = 0; i < m_withFormat.size(); ++i)
            columns[i] = columns[i] || !reader.cell(m_withFormat[i]).empty();
    };
    ContactReader reader(m_plan);
    while (!m_stop && reader.next()) {
        noteUse(reader, used);
        KnownContact known;
        if (!readStanding(reader, known))
            return false;
        known.contact.email = QString::fromUtf8(reader.email());
        const KnownContact *same = onPage.isEmpty() ? nullptr : onPage.take(keyOf(known));
        if (!same)
            continue;
        const auto exported = contactOf(reader);
        if (!exported || !agrees(*same, *exported))
            return false;
        noteUse(reader, proven);
    }
    if (m_stop)
        return failure(Error::Kind::Cancelled, Text::tr("Reading the account was stopped."));
    return reader.status() && onPage.isEmpty() && used == proven;
}

bool ExportedAccount::agrees(const KnownContact &onPage, const KnownContact &exported) const
{
    const bool isOnTheSame = std::all_of(m_listIds.cbegin(), m_listIds.cend(), [&](const QString &list) {
        return onPage.contact.listIds.contains(list) == exported.contact.listIds.contains(list);
    });
    const bool standsTheSame =
        onPage.deleted ||
        (onPage.permission == exported.permission &&
         (onPage.permission != Permission::Unsubscribed || onPage.optOutSource == exported.optOutSource));
    return isOnTheSame && standsTheSame && fingerprint(onPage.contact) == fingerprint(exported.contact);
}

/// False: a word that is not known. Guessing could send to somebody who unsubscribed.
bool ExportedAccount::readStanding(const ContactReader &reader, KnownContact &known) const
{
    const std::string_view source = reader.cell(m_columns.optOutSource);
    const QByteArray status = word(reader.cell(m_columns.status));
    if (status == "active") {
        const QByteArray permission = word(reader.cell(m_columns.permission));
        if (permission == "express" || permission == "explicit")
            known.permission = Permission::Explicit;
        else if (permission == "implied" || permission == "implicit")
            known.permission = Permission::Implicit;
        else
            return false;
    } else if (status == "unsubscribed") {
        known.permission = Permission::Unsubscribed;
    } else if (status == "deleted" || status == "removed") {
        known.deleted = true;
        // Deleted after having unsubscribed: that stays known.
        known.permission = source.empty() ? Permission::NotSet : Permission::Unsubscribed;
    } else if (status == "awaiting confirmation" || status == "pending confirmation") {
        known.permission = Permission::PendingConfirmation;
    } else if (status == "temp hold") {
        known.permission = Permission::TempHold;
    } else if (status == "not set") {
        known.permission = Permission::NotSet;
    } else {
        return false;
    }
    if (known.permission == Permission::Unsubscribed)
        known.optOutSource = QString::fromUtf8(source);
    return true;
}

std::optional<KnownContact> ExportedAccount::contactOf(const ContactReader &reader) const
{
    KnownContact known;
    if (!readStanding(reader, known))
        return std::nullopt;
    known.contact = reader.contact();
    const size_t hash = hashOf(reader.email());
    for (size_t i = 0; i < m_members.size(); ++i) {
        if (std::binary_search(m_members[i].begin(), m_members[i].end(), hash))
            known.contact.listIds.append(m_listIds.at(static_cast<qsizetype>(i)));
    }
    return known;
}

Result<QList<KnownContact>> ExportedAccount::next(qsizetype most)
{
    QList<KnownContact> contacts;
    while (!m_stop && contacts.size() < most && m_reader->next()) {
        if (const auto known = contactOf(*m_reader))
            contacts.append(*known);
    }
    if (m_stop)
        return failure(Error::Kind::Cancelled, Text::tr("Reading the account was stopped."));
    if (!m_reader->status())
        return tl::unexpected(m_reader->status().error());
    return contacts;
}

} // namespace rollcall
