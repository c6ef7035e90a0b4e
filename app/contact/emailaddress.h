#pragma once

#include <QString>

#include <string_view>

namespace rollcall {

/// What is wrong with the text that should be an e-mail address.
enum class EmailFault : unsigned char {
    None, Missing, NoAt, TwoAts, NoLocalPart, NoDomain, LocalPart, LocalTooLong, Domain, TopLevel, TooLong, Blank
};

/// Checks UTF-8 bytes, already trimmed, against what the service takes (RFC 5321/5322 without comments and quoted
/// local parts; at most 80 characters, constant-contact-v3.md 3.1). Allocates nothing.
EmailFault emailFault(std::string_view text);

/// What is wrong, in a sentence for the person: "An address needs an @."
QString emailFaultText(EmailFault fault);

/// The form under which two addresses are the same person's: lower case, trimmed.
QString normalisedEmail(const QString &address);

/// A well-known domain this one is probably a typing mistake of ("gmial.com" → "gmail.com"); empty: none.
/// Only ever a thing to look at: some people do live at gmial.com.
std::string_view likelyDomain(std::string_view domain);

/// Whether the part before the @ is a role ("info", "sales"), which the service may refuse.
bool isRoleAddress(std::string_view address);

} // namespace rollcall
