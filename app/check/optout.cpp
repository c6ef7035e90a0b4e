#include "check/optout.h"

#include "contact/datetext.h"

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

// All as folded() has them.
constexpr std::array no{"0",   "f",    "falsch", "false", "falso", "faux", "n",
                        "nao", "nein", "never",  "no",    "non",   "off"};
// What a column of opt-outs says of those who did not.
constexpr std::array notOut{"active", "aktiv", "in", "na", "none", "null", "optedin", "optin", "subscribed"};
// What a column of those who agreed says of them, whole or before other words: "Yes, please".
constexpr std::array yes{"1",       "active", "aktiv", "doubleoptin", "in", "j", "o", "on",
                         "optedin", "optin",  "s",     "t",           "v",  "w", "x", "y"};
constexpr std::array yesInFront{"accepted", "accepts",    "agree",    "agreed", "angemeldet", "confirmed",
                                "inscrit",  "iscritto",   "ja",       "ok",     "oui",        "si",
                                "sim",      "subscribed", "suscrito", "true",   "verdadeiro", "verdadero",
                                "vero",     "vrai",       "wahr",     "yes"};
// Beginnings: "Unsubscribed (2023)", "désabonnée". Of the exports named in the specification, and the usual
// words for it.
constexpr std::array outStates{
    "abgemeldet", "abmeldung",     "archived",   "baja",       "blacklisted",  "blocked",      "bounced",
    "cancelado",  "canceled",      "cancelled",  "cleaned",    "complain",     "dadodebaja",   "deleted",
    "desabonne",  "descadastrad",  "desinscrit", "disiscritt", "donotcontact", "donotemail",   "donotmail",
    "hardbounce", "inactiveunsub", "invalid",    "neversub",   "nonsub",       "notattending", "notsub",
    "optedout",   "optout",        "refunded",   "removed",    "spam",         "suppressed",   "unsub",
};

/// Only letters and digits, lower case, without accents: "Opted-Out" → "optedout", "NÃO" → "nao".
QString folded(const QString &text)
{
    return withoutAccents(HeaderAliases::normalised(text));
}

template <size_t count>
bool isOneOf(const QString &word, const std::array<const char *, count> &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&word](const char *one) { return word == QLatin1String(one); });
}

bool saysOut(const QString &state)
{
    return std::any_of(outStates.begin(), outStates.end(),
                       [&state](const char *start) { return state.startsWith(QLatin1String(start)); });
}

/// Of the day on which they agreed, too.
bool saysYes(const QString &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    if (isOneOf(folded(text), yes) || isOneOf(folded(QString(text.begin(), end - text.begin())), yesInFront))
        return true;
    const QByteArray bytes = text.toUtf8();
    const DateText date = DateText::parse({bytes.constData(), static_cast<size_t>(bytes.size())});
    return date.kind == DateText::Kind::Date || date.kind == DateText::Kind::Serial || text == u"✓" ||
           text == u"✔" || text == u"☑";
}

} // namespace

bool saysOptedOut(std::string_view cell, OptOutRule rule)
{
    if (cell.empty())
        return rule == OptOutRule::Agreed;
    if (rule == OptOutRule::Filled)
        return cell.substr(0, 10) != "0000-00-00" && cell != "0" && cell != "-";
    const QString text = QString::fromUtf8(cell);
    const QString word = folded(text);
    switch (rule) {
    case OptOutRule::Flag: // "Unsubscribed: 2023-01-05", "maybe", "✓": who may have left is not written to
        return text != u"-" && !isOneOf(word, no) && !isOneOf(word, notOut);
    case OptOutRule::Agreed: // "No thanks", "declined", "✗"
        return !saysYes(text);
    case OptOutRule::Status:
    case OptOutRule::Filled:
        return saysOut(word);
    }
    Q_UNREACHABLE();
}

bool isStatusOfTicket(std::string_view cell)
{
    const QString word = folded(QString::fromUtf8(cell));
    return word.startsWith(QLatin1String("refunded")) || word.startsWith(QLatin1String("notattending"));
}

bool isOptOutFileName(const QString &fileName)
{
    const auto begins = [&fileName](QLatin1String with) {
        return fileName.startsWith(with, Qt::CaseInsensitive);
    };
    // Many a tidy table is called "cleaned contacts.csv" or "cleaned_up_list.csv".
    if (begins(QLatin1String("cleaned_")))
        return !begins(QLatin1String("cleaned_up"));
    const QLatin1String left("unsubscribed");
    return begins(left) && fileName.size() > left.size() && !fileName.at(left.size()).isLetterOrNumber();
}

} // namespace rollcall
