#include "table/recipients.h"

#include "contact/emailaddress.h"
#include "table/rowwriter.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace rollcall {
namespace {

struct Recipient
{
    std::string_view name;
    std::string_view address;
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

/// "Ann Lee <ann@example.org>", "<ann@example.org>" or "ann@example.org".
std::optional<Recipient> recipientOf(std::string_view text)
{
    Recipient person{{}, text};
    if (text.ends_with('>')) {
        const size_t open = text.rfind('<');
        if (open == std::string_view::npos)
            return {};
        person.address = trimmed(text.substr(open + 1, text.size() - open - 2));
        person.name = trimmed(text.substr(0, open));
        if (person.name.size() > 1 && (person.name.front() == '"' || person.name.front() == '\'') &&
            person.name.back() == person.name.front())
            person.name = trimmed(person.name.substr(1, person.name.size() - 2));
        if (person.name.find_first_of("<>") != std::string_view::npos)
            return {}; // more than one person
        if (person.name.find('@') != std::string_view::npos) {
            if (emailFault(person.name) != EmailFault::None)
                return {};
            person.name = {}; // "'ann@example.org' <ann@example.org>"
        }
    }
    return emailFault(person.address) == EmailFault::None ? std::optional(person) : std::nullopt;
}

/// The people of a text in which lines and `separator` stand between them; none where anything else is in it.
std::vector<Recipient> recipientsIn(std::string_view text, char separator)
{
    std::vector<Recipient> people;
    size_t start = 0;
    bool isQuoted = false;
    for (size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        isQuoted = c == '"' ? !isQuoted : isQuoted && c != '\n';
        if (isQuoted || (c != '\n' && c != '\r' && c != separator))
            continue;
        const std::string_view part = trimmed(text.substr(start, i - start));
        start = i + 1;
        if (part.empty())
            continue;
        const auto person = recipientOf(part);
        if (!person)
            return {};
        people.push_back(*person);
    }
    return people;
}

} // namespace

std::optional<Result<ConvertedTable>> recipientRows(std::string_view text)
{
    if (text.find('@') == std::string_view::npos)
        return {};
    for (const char separator : {'\n', ';', ','}) {
        const std::vector<Recipient> people = recipientsIn(text, separator);
        if (people.empty())
            continue;
        const bool haveNames = std::any_of(people.begin(), people.end(),
                                           [](const Recipient &person) { return !person.name.empty(); });
        const bool areBracketed = text.find('<') != std::string_view::npos;
        if (separator == '\n' && !areBracketed)
            return {}; // a column as it is
        RowWriter writer(std::numeric_limits<qint64>::max());
        const auto write = [&](qint64 number, std::string_view name, std::string_view address) {
            const std::array cells{QByteArray(address.data(), static_cast<qsizetype>(address.size())),
                                   QByteArray(name.data(), static_cast<qsizetype>(name.size()))};
            return writer.write(number, std::span(cells).first(haveNames ? 2 : 1));
        };
        qint64 number = 1;
        Result<void> written = write(number, "Full name", "Email address");
        for (const Recipient &person : people) {
            if (written)
                written = write(++number, person.name, person.address);
        }
        if (!written)
            return tl::unexpected(written.error());
        return writer.table();
    }
    return {};
}

} // namespace rollcall
