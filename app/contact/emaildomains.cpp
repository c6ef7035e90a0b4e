#include "contact/emailaddress.h"

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

struct KnownDomain
{
    std::string_view name;
    std::string_view ending;
};

// Providers that most people's addresses are at. Short names (aol, msn, live) have too many honest neighbours
// for anything but a wrong ending to be called a mistake.
constexpr KnownDomain knownDomains[] = {
    {"gmail", ".com"},     {"yahoo", ".com"},      {"hotmail", ".com"},    {"outlook", ".com"},
    {"icloud", ".com"},    {"comcast", ".net"},    {"verizon", ".net"},    {"sbcglobal", ".net"},
    {"bellsouth", ".net"}, {"cox", ".net"},        {"aol", ".com"},        {"msn", ".com"},
    {"live", ".com"},      {"protonmail", ".com"}, {"googlemail", ".com"}, {"earthlink", ".net"},
    {"charter", ".net"},   {"rogers", ".com"},     {"optonline", ".net"},  {"att", ".net"},
};
constexpr size_t shortestNameToMend = 5;

// One letter off a known domain, and mail providers all the same.
constexpr std::string_view honestNeighbours[] = {"gmai.com", "hotmail.co", "outlook.co", "roger.com",
                                                 "chartered.net"};

struct EndingMistake
{
    std::string_view wrong;
    std::string_view right;
};

// Endings that do not exist.
constexpr EndingMistake endingMistakes[] = {
    {".con", ".com"},  {".cmo", ".com"},  {".ocm", ".com"},  {".vom", ".com"}, {".xom", ".com"},
    {".comm", ".com"}, {".coom", ".com"}, {".comn", ".com"}, {".cim", ".com"}, {".cpm", ".com"},
    {".nte", ".net"},  {".ner", ".net"},  {".nett", ".net"}, {".ogr", ".org"}, {".orgg", ".org"},
    {".rog", ".org"},  {".eud", ".edu"},  {".edy", ".edu"},
};

constexpr std::string_view roles[] = {
    "abuse",        "admin",      "all",
    "billing",      "compliance", "contact",
    "devnull",      "dns",        "editor",
    "everyone",     "ftp",        "help",
    "hostmaster",   "info",       "inoc",
    "ispfeedback",  "ispsupport", "list",
    "list-request", "maildaemon", "marketing",
    "news",         "no-reply",   "noc",
    "noreply",      "office",     "phish",
    "phishing",     "postmaster", "privacy",
    "registrar",    "root",       "sales",
    "security",     "spam",       "support",
    "sysadmin",     "tech",       "undisclosed-recipients",
    "unsubscribe",  "usenet",     "uucp",
    "webmaster",    "www",
};
static_assert(std::is_sorted(std::begin(roles), std::end(roles)));
constexpr size_t longestRole = std::string_view("undisclosed-recipients").size();

/// The first letters that roles of each length have: rules out almost every address at once.
constexpr std::array<unsigned, longestRole + 1> makeFirstLetters()
{
    std::array<unsigned, longestRole + 1> letters{};
    for (const std::string_view role : roles)
        letters[role.size()] |= 1U << (role.front() & 31);
    return letters;
}
constexpr auto firstLetters = makeFirstLetters();

constexpr size_t longestDomain = 40; ///< longer ones are nobody's mistake

std::string_view lowered(std::string_view text, std::array<char, longestDomain> &buffer)
{
    std::transform(text.begin(), text.end(), buffer.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return {buffer.data(), text.size()};
}

/// Whether one letter put in, changed or swapped with its neighbour makes `b` of `a`, which is not the longer one.
bool isOneMistakeShorter(std::string_view a, std::string_view b)
{
    if (b.size() - a.size() > 1 || a == b)
        return false;
    const size_t same = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const std::string_view restA = a.substr(same);
    const std::string_view restB = b.substr(same);
    if (a.size() < b.size())
        return restA == restB.substr(1);
    return restA.substr(1) == restB.substr(1) || (restA.size() > 1 && restA[0] == restB[1] &&
                                                  restA[1] == restB[0] && restA.substr(2) == restB.substr(2));
}

/// Two calls instead of a swap: GCC 12.2 loses swapped parameters at -O1 and above.
bool isOneMistakeFrom(std::string_view one, std::string_view other)
{
    return one.size() <= other.size() ? isOneMistakeShorter(one, other) : isOneMistakeShorter(other, one);
}

const KnownDomain *nearDomain(std::string_view domain)
{
    for (const KnownDomain &known : knownDomains) {
        if (domain.front() != known.name.front() || known.name.size() < shortestNameToMend ||
            domain.size() + 1 < known.name.size() + known.ending.size() ||
            domain.size() > known.name.size() + known.ending.size() + 1)
            continue;
        std::array<char, longestDomain> whole;
        const auto end = std::copy(known.name.begin(), known.name.end(), whole.begin());
        std::copy(known.ending.begin(), known.ending.end(), end);
        if (isOneMistakeFrom(domain, {whole.data(), known.name.size() + known.ending.size()}))
            return &known;
    }
    return nullptr;
}

bool isKnown(std::string_view domain)
{
    return std::any_of(std::begin(knownDomains), std::end(knownDomains), [domain](const KnownDomain &known) {
        return domain.size() == known.name.size() + known.ending.size() && domain.starts_with(known.name) &&
               domain.ends_with(known.ending);
    });
}

} // namespace

std::string likelyDomain(std::string_view text)
{
    if (text.empty() || text.size() > longestDomain - 2)
        return {};
    std::array<char, longestDomain> buffer;
    const std::string_view domain = lowered(text, buffer);
    if (isKnown(domain))
        return {};
    if (std::find(std::begin(honestNeighbours), std::end(honestNeighbours), domain) !=
        std::end(honestNeighbours))
        return {};
    const KnownDomain *near = nearDomain(domain);
    if (near)
        return std::string(near->name).append(near->ending);
    for (const EndingMistake &mistake : endingMistakes) {
        if (!domain.ends_with(mistake.wrong))
            continue;
        const std::string mended =
            std::string(domain.substr(0, domain.size() - mistake.wrong.size())).append(mistake.right);
        near = isKnown(mended) ? nullptr : nearDomain(mended);
        return near ? std::string(near->name).append(near->ending) : mended;
    }
    return {};
}

bool isRoleAddress(std::string_view address)
{
    const std::string_view local = address.substr(0, address.find('@'));
    if (local.empty() || local.size() > longestRole ||
        !(firstLetters[local.size()] >> (local.front() & 31) & 1U))
        return false;
    std::array<char, longestDomain> buffer;
    return std::binary_search(std::begin(roles), std::end(roles), lowered(local, buffer));
}

} // namespace rollcall
