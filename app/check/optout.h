#pragma once

#include "table/headeraliases.h"

#include <QString>

#include <string_view>

namespace rollcall {

/// Whether a cell of an opt-out column says that this person must not get mail (constant-contact-v3.md
/// section 7). Words in English, Spanish, French, German, Portuguese and Italian; a word that is not known
/// says nothing.
bool saysOptedOut(std::string_view cell, OptOutRule rule);

/// Files that hold nothing but people who opted out or bounced: "unsubscribed_…", "cleaned_…".
bool isOptOutFileName(const QString &fileName);

} // namespace rollcall
