#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"
#include "send/contactreader.h"
#include "send/exports.h"
#include "send/importplan.h"
#include "service/contactsapi.h"
#include "support/filelock.h"
#include "support/result.h"

#include <QList>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace rollcall {

/// The whole account as the service exports it, read as any file is. Nobody has confirmed the wording of that
/// file, so it is believed only when it has everybody in it and says of each contact of a page the same as
/// the page does.
///
/// Its contacts have no ids, no tags, and of their lists only those asked for. open() and next() block and
/// run on one thread.
class ExportedAccount
{
public:
    ExportedAccount(const QString &folder, QStringList listIds, QList<CustomField> customFields);
    ~ExportedAccount(); ///< removes the files

    ExportedAccount(const ExportedAccount &) = delete;
    ExportedAccount &operator=(const ExportedAccount &) = delete;

    /// The whole account, and who is on each of the lists.
    QList<Exports::One> exports() const;

    /// Files that a killed program left in `folder`; while somebody reads such files, theirs and these stay.
    static void removeLeft(const QString &folder);

    void stop() { m_stop = true; } ///< from any thread

    /// Reads what was exported. False: it is not understood. Cancelled: it was stopped.
    Result<bool> open(const ContactsPage &page);
    /// The next contacts; none: those were all.
    Result<QList<KnownContact>> next(qsizetype most);

private:
    /// Columns that say something about the subscription, and not about the person.
    struct Columns
    {
        qsizetype status = -1, permission = -1, optOutSource = -1;
    };

    bool map();
    bool readLists();
    Result<bool> isAsOn(const ContactsPage &page);
    bool agrees(const KnownContact &onPage, const KnownContact &exported) const;
    bool readStanding(const ContactReader &reader, KnownContact &known) const;
    std::optional<KnownContact> contactOf(const ContactReader &reader) const;

    std::optional<FileLock> m_lock; ///< as long as the files are there
    const QString m_path;
    const QStringList m_listIds;
    ImportPlan m_plan; ///< the account's file, as if it were to be sent
    Columns m_columns;
    std::vector<qsizetype>
        m_withFormat; ///< columns whose texts could be read in another way than they are meant
    std::vector<std::vector<size_t>> m_members; ///< by list: sorted hashes of addresses
    std::unique_ptr<ContactReader> m_reader;
    std::atomic_bool m_stop = false;
};

} // namespace rollcall
