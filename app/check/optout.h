#pragma once

#include "table/headeraliases.h"

#include <QString>

#include <string_view>

namespace rollcall {

/// Whether a cell of an opt-out column says that this person must not get mail (constant-contact-v3.md
/// section 7), in English, Spanish, French, German, Portuguese or Italian. An unknown word says nothing of a
/// status; in a column of those who agreed it is no yes, as little as an empty cell.
bool saysOptedOut(std::string_view cell, OptOutRule rule);

/// "Refunded", "Not Attending": a status of a ticket, which leaves out its row and says nothing of the
/// person's others.
bool isStatusOfTicket(std::string_view cell);

/// Files that hold nothing but people who opted out or bounced: "unsubscribed_…", "cleaned_…".
bool isOptOutFileName(const QString &fileName);

} // namespace rollcall
