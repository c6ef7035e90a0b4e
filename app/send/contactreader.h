#pragma once

#include "contact/contact.h"
#include "send/importplan.h"
#include "support/result.h"

#include <memory>
#include <string_view>

namespace rollcall {

class RowValues;

/// Goes over the rows that are ready, in order, as contacts: for comparing them with what the account holds.
class ContactReader
{
public:
    /// The plan must outlive the reader.
    explicit ContactReader(const ImportPlan &plan);
    ~ContactReader();

    bool next(); ///< false at the end, or when status() is an error
    quint32 row() const;
    const RowValues &values() const; ///< live until the next step
    std::string_view email() const;  ///< as normalisedEmail() gives it; lives until the next step
    std::string_view cell(qsizetype column) const; ///< as it stands in the file; lives as long
    Contact contact() const; ///< made when asked for, so that going over a million rows stays cheap
    Result<void> status() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Single rows as contacts, in any order: for whoever asks for many.
class RowContacts
{
public:
    /// The plan must outlive it.
    explicit RowContacts(const ImportPlan &plan);
    ~RowContacts();

    Result<Contact> at(quint32 row); ///< as rowContact()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// One row as the contact that would be sent: doubles merged in, dates as YYYY-MM-DD, street2 behind street,
/// custom values by the field's id. Without lists; with the tags that the row itself names.
Result<Contact> rowContact(const ImportPlan &plan, quint32 row);

} // namespace rollcall
