#include "practice/seed.h"

#include "practice/rules.h"
#include "practice/texts.h"

#include <QDate>
#include <QRandomGenerator>

#include <array>

namespace rollcall::practice {
namespace {

constexpr std::array firstNames{"Ada",     "Bruno", "Carla", "Dmitri", "Elena", "Farid",  "Grace", "Hiro",
                                "Ines",    "Jonas", "Karin", "Luis",   "Maya",  "Nadia",  "Omar",  "Priya",
                                "Quentin", "Rosa",  "Sven",  "Tamar",  "Uma",   "Viktor", "Wanda", "Xenia",
                                "Yusuf",   "Zoë",   "Aoife", "Björn",  "Chloé", "Núria"};
constexpr std::array lastNames{"Abbott",  "Baker",   "Costa",  "Dvořák",   "Evans",     "Fischer", "García",
                               "Haddad",  "Ivanova", "Jensen", "Kowalski", "Lindqvist", "Moreau",  "Nakamura",
                               "O'Brien", "Petrov",  "Quinn",  "Rossi",    "Schmidt",   "Tanaka",  "Ueda",
                               "Varga",   "Weber",   "Xu",     "Young",    "Zhang"};
constexpr std::array towns{"Hillside", "Milbrook", "Eastham", "Orchard Bay", "Stony Ford"};
constexpr std::array domains{"example.org", "example.com", "mail.example.net", "post.example.org"};

void addLists(State &state, qint64 now)
{
    const std::array lists{std::pair("Newsletter", "Once a month, for everybody"),
                           std::pair("Office visitors", "Signed the book at the front desk"),
                           std::pair("Volunteers", "Help in the library"),
                           std::pair("Events", "Readings and workshops"),
                           std::pair("Children's hour", "Parents who asked to be told")};
    for (const auto &[name, description] : lists)
        state.lists.push_back({name, description, false, now, now, 0});
}

void addFields(State &state, qint64 now)
{
    const auto add = [&](const char *label, const char *name, const char *type,
                         const QByteArray &metadata = {}, int version = 0, std::vector<Choice> choices = {}) {
        state.fields.push_back({label, name, type, metadata, version, std::move(choices), now, now, 0});
    };
    add("Library card", "Library_card", "string");
    add("Favourite books", "Favourite_books", "text_area");
    add("Books borrowed", "Books_borrowed", "number", R"({"allow_negative":false,"integer":true})");
    add("Donation", "Donation", "currency", R"({"currency_code":"USD","decimal_places":2,"integer":false})");
    add("Wants large print", "Wants_large_print", "boolean");
    add("Member since", "Member_since", "date", R"({"display_format":"YYYY-MM-DD"})", 2);
    add("Old joining date", "Old_joining_date", "date", {}, 1);
    add("Last visit", "Last_visit", "datetime");
    add("Membership", "Membership", "single_select", R"({"display_type":"dropdown"})", 0,
        {{1, "Adult", 1}, {2, "Child", 2}, {3, "Family", 3}, {4, "Friend of the library", 4}});
    add("Interests", "Interests", "multi_select", R"({"display_type":"checkbox"})", 0,
        {{1, "Readings", 1}, {2, "Workshops", 2}, {3, "Book sale", 3}, {4, "Music", 4}});
}

/// In ASCII, for addresses.
std::string plain(std::string_view name)
{
    const QString parts =
        QString::fromUtf8(name.data(), qsizetype(name.size())).normalized(QString::NormalizationForm_D);
    std::string result;
    for (const QChar c : parts) {
        if (c.unicode() < 128 && c.isLetter())
            result += char(c.toLower().unicode());
    }
    return result;
}

void addExtras(Person &person, State &state, QRandomGenerator &random, qint64 now)
{
    if (random.bounded(3) == 0)
        person.more().phones.push_back(
            {state.nextPart++, "home", "508-555-0" + std::to_string(100 + random.bounded(100)), now, now});
    if (random.bounded(4) == 0) {
        person.more().streets.push_back(
            {state.nextPart++, "home", std::to_string(1 + random.bounded(90)) + " Chapel Lane",
             towns.at(random.bounded(quint32(towns.size()))), "MA",
             "0100" + std::to_string(random.bounded(10)), "United States", now, now});
    }
    if (random.bounded(4) == 0) {
        person.more().birthdayMonth = 1 + int(random.bounded(12));
        person.more().birthdayDay = 1 + int(random.bounded(28));
    }
    if (random.bounded(3) == 0)
        person.more().fields.push_back({0, "HL-" + std::to_string(10000 + random.bounded(90000)), {}});
    if (random.bounded(5) == 0)
        person.more().fields.push_back({8, {}, {1 + int(random.bounded(4))}});
    if (random.bounded(6) == 0)
        person.more().tags.push_back(random.bounded(quint32(state.tags.size())));
}

/// Most have said yes, one way or the other; the rest is what an old account has.
void addPermission(Person &person, int number, State &state, QRandomGenerator &random, qint64 at)
{
    person.permit(random.bounded(3) == 0 ? Permission::Explicit : Permission::Implicit, Source::Account, at);
    person.lists.push_back(0);
    if (random.bounded(2) == 0)
        person.lists.push_back(1 + random.bounded(quint32(state.lists.size() - 1)));
    switch (number % 20) {
    case 7:
        person.permit(Permission::Unsubscribed, Source::Contact, at + rules::day);
        person.more().optOutReason = "Too many e-mails";
        break;
    case 11:
        if (number % 40 == 11)
            person.permit(Permission::Unsubscribed, Source::Account, at + rules::day);
        break;
    case 13:
        person.lists.clear();
        person.deletedAt = at + rules::day;
        break;
    case 17:
        person.permit(number % 40 == 17 ? Permission::PendingConfirmation : Permission::TempHold,
                      Source::Account, at);
        break;
    default:
        break;
    }
}

} // namespace

void makeUp(State &state, int people, qint64 now)
{
    const qint64 founded = now - 900 * rules::day;
    addLists(state, founded);
    addFields(state, founded);
    for (const char *name : {"Donor", "Board", "Book sale 2025", "Teacher"})
        state.tags.push_back({name, {}, founded, founded, 0});
    QRandomGenerator random(1893);
    for (int number = 0; number < people; ++number) {
        Person person;
        person.firstName = firstNames.at(random.bounded(quint32(firstNames.size())));
        person.lastName = lastNames.at(random.bounded(quint32(lastNames.size())));
        person.email = plain(person.firstName) + '.' + plain(person.lastName) + std::to_string(number + 1) +
                       '@' + domains.at(random.bounded(quint32(domains.size())));
        if (random.bounded(5) == 0)
            person.companyName =
                std::string(towns.at(random.bounded(quint32(towns.size())))) + " Garden Club";
        person.createdAt = founded + qint64(random.bounded(800)) * rules::day;
        person.updatedAt = person.createdAt;
        addPermission(person, number, state, random, person.createdAt);
        addExtras(person, state, random, person.createdAt);
        state.people.add(std::move(person));
    }
    ++state.changes;
}

} // namespace rollcall::practice
