#include "check/optout.h"

#include <algorithm>
#include <array>
#include <span>

namespace rollcall {
namespace {

constexpr std::string_view no[] = {"0", "f", "false", "n", "nao", "nein", "never", "no", "non", "não", "off"};
// What a column of opt-outs says of those who did not.
constexpr std::string_view notOut[] = {"-",        "active",   "aktiv",  "in",        "n/a",
                                       "na",       "none",     "null",   "opt in",    "opt-in",
                                       "opted in", "opted-in", "opt_in", "subscribed"};

// Of the exports named in the specification, and the usual words for it.
constexpr std::string_view outStates[] = {
    "abgemeldet",    "abmeldung",        "archived",       "baja",
    "blacklisted",   "blocked",          "bounced",        "cancelado",
    "canceled",      "cancelled",        "cleaned",        "complained",
    "dado de baja",  "deleted",          "desabonné",      "descadastrado",
    "disiscritto",   "do not contact",   "do not email",   "do not mail",
    "désabonné",     "désinscrit",       "hard bounced",   "inactive - unsubscribed",
    "invalid",       "never subscribed", "non subscribed", "non-subscribed",
    "not attending", "not subscribed",   "opt out",        "opt-out",
    "opted out",     "opted-out",        "optout",         "refunded",
    "removed",       "spam complaint",   "suppressed",     "unsub",
    "unsubscribe",   "unsubscribed",
};
static_assert(std::is_sorted(std::begin(outStates), std::end(outStates)));

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool saysOptedOut(std::string_view cell, OptOutRule rule)
{
    std::array<char, 32> lower;
    if (cell.empty())
        return false;
    if (rule == OptOutRule::Filled)
        return cell.substr(0, 10) != "0000-00-00" && cell != "0" && cell != "-";
    if (cell.size() > lower.size())
        return rule == OptOutRule::Flag;
    std::transform(cell.begin(), cell.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::string_view word(lower.data(), cell.size());
    if (isOneOf(word, outStates))
        return true;
    // "Unsubscribed: 2023-01-05", "maybe", "✓": who may have left is not written to.
    return (rule == OptOutRule::Flag && !isOneOf(word, no) && !isOneOf(word, notOut)) ||
           (rule == OptOutRule::Agreed && isOneOf(word, no));
}

bool isOptOutFileName(const QString &fileName)
{
    for (const auto &start : {QLatin1String("unsubscribed"), QLatin1String("cleaned")}) {
        // "cleaned_up_list.csv" is somebody's tidy table, not an export.
        if (fileName.startsWith(start, Qt::CaseInsensitive) && fileName.size() > start.size() &&
            !fileName.at(start.size()).isLetterOrNumber() &&
            !fileName.mid(start.size() + 1).startsWith(QLatin1String("up"), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace rollcall
