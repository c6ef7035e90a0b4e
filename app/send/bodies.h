#pragma once

#include "contact/contact.h"
#include "send/importplan.h"
#include "support/result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace rollcall {

/// One request body of contacts_json_import, and the rows that are in it.
struct Body
{
    QByteArray json;
    std::vector<quint32> rows; ///< in the order of import_data; doubles merged into a row are not named
};

/// Writes the rows that are ready as request bodies that the service takes whole: what is past 4 MB or 40,000
/// contacts it would silently drop (constant-contact-v3.md 5.1).
class BodyWriter
{
public:
    struct Limits
    {
        qsizetype bytes = 3'500'000;
        qsizetype contacts = 39'999;
    };

    /// Asked for each ready row in order of the file; `email` as normalisedEmail() gives it. False: not sent.
    using Wanted = std::function<bool(quint32 row, std::string_view email)>;

    /// `listIds`: the plan's lists and the import's own. The plan must outlive the writer.
    BodyWriter(const ImportPlan &plan, const QStringList &listIds);
    BodyWriter(const ImportPlan &plan, const QStringList &listIds, Limits limits);
    ~BodyWriter();

    /// The next body that holds at least one contact. False at the end, or when status() is an error.
    bool next(Body &body, const Wanted &wanted = {});

    /// Input error when the file changed underneath.
    Result<void> status() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Goes over the rows that are ready, in order, as contacts: for comparing them with what the account holds.
class ContactReader
{
public:
    /// The plan must outlive the reader.
    explicit ContactReader(const ImportPlan &plan);
    ~ContactReader();

    bool next(); ///< false at the end, or when status() is an error
    quint32 row() const;
    std::string_view email() const; ///< as normalisedEmail() gives it; lives until the next step
    Contact contact() const;        ///< made when asked for, so that going over a million rows stays cheap
    Result<void> status() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// One row as the contact that would be sent: doubles merged in, dates as YYYY-MM-DD, street2 behind street,
/// custom values by the field's id. Without lists and tags.
Result<Contact> rowContact(const ImportPlan &plan, quint32 row);

} // namespace rollcall
