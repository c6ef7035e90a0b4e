#pragma once

#include "contact/fields.h"

#include <QHash>
#include <QString>

#include <optional>

namespace rollcall {

/// How the values of an opt-out column are to be read (constant-contact-v3.md section 7).
enum class OptOutRule : quint8 {
    Flag,   ///< "Unsubscribed": anything but no means out
    Agreed, ///< "Accepts Email Marketing": anything but yes means out
    Status, ///< "Email status": "Unsubscribed" means out
    Filled, ///< "UNSUB_TIME": anything means out
};

/// What a header means in the exports of other programs and in the shipped languages.
class HeaderAliases
{
public:
    struct Meaning
    {
        Field field = Field::Ignore;
        OptOutRule optOut = OptOutRule::Flag;
        bool weak = false;   ///< gives way to a header that says it more clearly ("Title" to "Job Title")
        bool repeat = false; ///< the second of its kind: "Phone - mobile 2"
    };
    /// The aliases that come with the program; read once.
    static const HeaderAliases &shipped();

    std::optional<Meaning> exact(const QString &header) const;

    /// For six letters or more, one (from ten on two) of which is wrong. Only ever a suggestion.
    std::optional<Meaning> near(const QString &header) const;

    /// Only letters and digits, lower case: "E-Mail_Address*" → "emailaddress".
    static QString normalised(const QString &header);

    qsizetype size() const { return m_meanings.size(); }

private:
    static HeaderAliases read();
    std::optional<Meaning> repeated(const QString &key) const;

    QHash<QString, Meaning> m_meanings; ///< by normalised header
};

/// "désabonné" → "desabonne"
QString withoutAccents(const QString &text);

} // namespace rollcall
