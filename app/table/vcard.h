#pragma once

#include "contact/contact.h"
#include "support/result.h"
#include "table/contentline.h"

namespace rollcall {

/// A person as a vCard tells of them, in any of its versions.
struct VCard
{
    QString firstName; ///< taken from the formatted name where there is no other
    QString lastName;
    QString company;
    QString jobTitle;
    QStringList emails;             ///< preferred first, each once
    QList<Phone> phones;            ///< preferred first; a kind more than contacts have: "fax"
    QList<StreetAddress> addresses; ///< preferred first
    QString birthday;               ///< "1985-03-14", without a year "--03-14", else as it was written
    QString anniversary;
    QString website;
    QString notes;
    QStringList categories;
    bool isGroup = false; ///< a name for several people, not a person

    bool operator==(const VCard &) const = default;
};

/// Reads the vCards of a file one after another.
class VCards
{
public:
    /// `file` is open and at its beginning, and outlives this.
    explicit VCards(QIODevice &file)
        : m_lines(file)
    {}

    /// False at the end, or when status() is an error.
    bool next(VCard &card);

    /// Input error: the file ends in the middle of a card, or one card is larger than any person's.
    const Result<void> &status() const { return m_status; }

private:
    bool readCard(VCard &card);

    ContentLineReader m_lines;
    Result<void> m_status;
};

} // namespace rollcall
