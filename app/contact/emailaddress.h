#pragma once

#include <QString>

#include <array>
#include <string>
#include <string_view>

namespace rollcall {

/// What is wrong with the text that should be an e-mail address.
enum class EmailFault : unsigned char {
    None,
    Missing,
    NoAt,
    TwoAts,
    NoLocalPart,
    NoDomain,
    LocalPart,
    LocalTooLong,
    Domain,
    TopLevel,
    TooLong,
    Blank
};

/// The most the service takes (constant-contact-v3.md 3.1); bulk is only documented up to the second.
constexpr int maxEmailLength = 80;
constexpr int maxBulkEmailLength = 50;

/// Checks UTF-8 bytes, already trimmed, against what the service takes (RFC 5321/5322 without comments and
/// quoted local parts; at most 80 characters). Allocates nothing, unless the domain is an international one.
EmailFault emailFault(std::string_view text);

/// What is wrong, in a sentence for the person: "An address needs an @."
QString emailFaultText(EmailFault fault);

/// The form under which two addresses are the same person's, and in which they are sent: trimmed, lower case,
/// an international domain as A-labels ("bücher.example" → "xn--bcher-kva.example").
QString normalisedEmail(const QString &address);

/// The same for bytes that emailFault() finds no fault with; the view lies in `buffer`.
using EmailBuffer = std::array<char, maxEmailLength>;
std::string_view normalisedEmail(std::string_view address, EmailBuffer &buffer);

/// A well-known domain this one is probably a typing mistake of ("gmial.com" → "gmail.com"); empty: none.
/// Only ever a thing to look at: some people do live at gmial.com.
std::string likelyDomain(std::string_view domain);

/// Whether the part before the @ is a role ("info", "sales"), which the service may refuse.
bool isRoleAddress(std::string_view address);

/// The address that was probably meant by a text that is none: without "mailto:", a name around it, blanks, a
/// second address. Empty where nothing is known.
QString likelyAddress(const QString &text);

/// Whether the text holds more than one address.
bool holdsTwoAddresses(std::string_view text);

} // namespace rollcall
