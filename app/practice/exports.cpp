#include "practice/activities.h"

#include "practice/fieldvalue.h"
#include "practice/texts.h"

#include <algorithm>
#include <array>

namespace rollcall::practice {
namespace {

/// A column of the file: its name in a request, and its header as the service's own exports have it
/// (constant-contact-v3.md 7.3).
struct Column
{
    std::string_view name, header;
    std::string (*text)(const Person &);
};

std::string_view statusOf(const Person &person)
{
    return person.isDeleted()                                     ? "Deleted"
           : person.isUnsubscribed()                              ? "Unsubscribed"
           : person.isMailable()                                  ? "Active"
           : person.permission == Permission::PendingConfirmation ? "Awaiting Confirmation"
           : person.permission == Permission::TempHold            ? "Temp Hold"
                                                                  : "Not Set";
}

std::string timeText(qint64 ms)
{
    if (ms == 0)
        return {};
    const std::string iso = isoTime(ms); // 2021-11-15T19:42:23.000Z → 2021-11-15 19:42:23 +0000
    return iso.substr(0, 10) + ' ' + iso.substr(11, 8) + " +0000";
}

std::string permissionText(const Person &person)
{
    return person.permission == Permission::Explicit   ? "Express"
           : person.permission == Permission::Implicit ? "Implied"
                                                       : "";
}

std::string birthdayText(const Person &person)
{
    const Details &details = person.what();
    return details.birthdayMonth == 0
               ? std::string()
               : std::to_string(details.birthdayMonth) + '/' + std::to_string(details.birthdayDay);
}

std::string notesText(const Person &person)
{
    std::string text;
    for (const Note &note : person.what().notes)
        text += (text.empty() ? "" : "\n") + note.content;
    return text;
}

std::string phone(const Person &person, std::string_view kind)
{
    for (const Phone &own : person.what().phones) {
        if (own.kind == kind)
            return own.text;
    }
    return {};
}

std::string street(const Person &person, std::string_view kind, std::string Street::*part)
{
    for (const Street &own : person.what().streets) {
        if (own.kind == kind)
            return own.*part;
    }
    return {};
}

constexpr std::array columns{
    Column{"email_address", "Email address", [](const Person &p) { return p.email; }},
    Column{"first_name", "First name", [](const Person &p) { return p.firstName; }},
    Column{"last_name", "Last name", [](const Person &p) { return p.lastName; }},
    Column{"company_name", "Company", [](const Person &p) { return p.companyName; }},
    Column{"job_title", "Job title", [](const Person &p) { return p.jobTitle; }},
    Column{"email_status", "Email status", [](const Person &p) { return std::string(statusOf(p)); }},
    Column{"email_permission_status", "Email permission status", permissionText},
    Column{"email_update_source", "Email update source",
           [](const Person &p) { return std::string(nameOf(p.updateSource)); }},
    Column{"email_optin_date", "Confirmed Opt-In Date", [](const Person &p) { return timeText(p.optInAt); }},
    Column{
        "email_optin_source", "Confirmed Opt-In Source",
        [](const Person &p) { return p.optInAt == 0 ? std::string() : std::string(nameOf(p.optInSource)); }},
    Column{"email_optout_date", "Confirmed Opt-Out Date",
           [](const Person &p) { return timeText(p.optOutAt); }},
    Column{"email_optout_source", "Confirmed Opt-Out Source",
           [](const Person &p) {
               return p.isUnsubscribed() ? std::string(nameOf(p.optOutSource)) : std::string();
           }},
    Column{"email_optout_reason", "Confirmed Opt-Out Reason",
           [](const Person &p) { return p.what().optOutReason; }},
    Column{"home_phone", "Phone - home", [](const Person &p) { return phone(p, "home"); }},
    Column{"mobile_phone", "Phone - mobile", [](const Person &p) { return phone(p, "mobile"); }},
    Column{"work_phone", "Phone - work", [](const Person &p) { return phone(p, "work"); }},
    Column{"other_phone", "Phone - other", [](const Person &p) { return phone(p, "other"); }},
    Column{"home_street", "Street address line 1 - Home",
           [](const Person &p) { return street(p, "home", &Street::street); }},
    Column{"home_city", "City - Home", [](const Person &p) { return street(p, "home", &Street::city); }},
    Column{"home_state", "State/Province - Home",
           [](const Person &p) { return street(p, "home", &Street::state); }},
    Column{"home_zip", "Zip/Postal Code - Home",
           [](const Person &p) { return street(p, "home", &Street::postalCode); }},
    Column{"home_country", "Country - Home",
           [](const Person &p) { return street(p, "home", &Street::country); }},
    Column{"work_street", "Street address line 1 - Work",
           [](const Person &p) { return street(p, "work", &Street::street); }},
    Column{"work_city", "City - Work", [](const Person &p) { return street(p, "work", &Street::city); }},
    Column{"work_state", "State/Province - Work",
           [](const Person &p) { return street(p, "work", &Street::state); }},
    Column{"work_zip", "Zip/Postal Code - Work",
           [](const Person &p) { return street(p, "work", &Street::postalCode); }},
    Column{"work_country", "Country - Work",
           [](const Person &p) { return street(p, "work", &Street::country); }},
    Column{"other_street", "Street address line 1 - Other",
           [](const Person &p) { return street(p, "other", &Street::street); }},
    Column{"other_city", "City - Other", [](const Person &p) { return street(p, "other", &Street::city); }},
    Column{"other_state", "State/Province - Other",
           [](const Person &p) { return street(p, "other", &Street::state); }},
    Column{"other_zip", "Zip/Postal Code - Other",
           [](const Person &p) { return street(p, "other", &Street::postalCode); }},
    Column{"other_country", "Country - Other",
           [](const Person &p) { return street(p, "other", &Street::country); }},
    Column{"birthday", "Birthday", birthdayText},
    Column{"anniversary", "Anniversary", [](const Person &p) { return p.what().anniversary; }},
    Column{"notes", "Notes", notesText},
    Column{"created_at", "Created At", [](const Person &p) { return timeText(p.createdAt); }},
    Column{"updated_at", "Updated At", [](const Person &p) { return timeText(p.updatedAt); }},
};

// These need more than the person; they come between the others and the dates.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> further{
    {{"custom_fields", ""}, {"tags", "Tags"}, {"lists", "Email Lists"}}};

const Column *columnNamed(std::string_view name)
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column &own) { return own.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

void append(QByteArray &line, std::string_view cell)
{
    if (!line.isEmpty() && line.back() != '\n')
        line += ',';
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        // An empty first cell would be taken for no cell.
        line += cell.empty() && (line.isEmpty() || line.back() == '\n')
                    ? QByteArrayView("\"\"")
                    : QByteArrayView(cell.data(), qsizetype(cell.size()));
        return;
    }
    line += '"' + QByteArray(cell.data(), qsizetype(cell.size())).replace('"', "\"\"") + '"';
}

std::string namesOf(const std::vector<quint32> &numbers, const auto &all)
{
    std::string text;
    for (const quint32 number : numbers) {
        if (all[number].deletedAt == 0)
            text += (text.empty() ? "" : ", ") + all[number].name;
    }
    return text;
}

void appendFields(QByteArray &file, const State &state, const Person *person)
{
    for (quint32 number = 0; number < state.fields.size(); ++number) {
        if (!state.hasField(number))
            continue;
        if (!person) {
            append(file, state.fields[number].label);
            continue;
        }
        const auto &values = person->what().fields;
        const auto own = std::find_if(values.begin(), values.end(),
                                      [&](const FieldValue &value) { return value.field == number; });
        append(file, own == values.end() ? std::string() : shown(*own, state.fields[number]));
    }
}

/// The header line when there is no person.
void appendLine(QByteArray &file, const std::vector<std::string> &names, const State &state,
                const Person *person)
{
    for (const std::string &name : names) {
        if (const Column *column = columnNamed(name))
            append(file, person ? column->text(*person) : std::string(column->header));
        else if (name == "custom_fields")
            appendFields(file, state, person);
        else if (name == "tags")
            append(file, person ? namesOf(person->what().tags, state.tags) : "Tags");
        else
            append(file, person ? namesOf(person->lists, state.lists) : "Email Lists");
    }
    file += '\n';
}

bool hasStatus(const Person &person, const std::string &status)
{
    if (status.empty())
        return !person.isDeleted();
    if (status == "all" || person.isDeleted())
        return status == "all" || status == "deleted";
    return status == "active" ? person.isMailable() : nameOf(person.permission) == status;
}

} // namespace

std::vector<std::string> exportColumns(const std::optional<std::vector<std::string>> &fields, Faults &faults)
{
    std::vector<std::string> names;
    if (!fields) {
        for (const Column &column : columns)
            names.emplace_back(column.name);
        for (const auto &[name, header] : further)
            names.insert(names.end() - 2, std::string(name)); // before the dates
        return names;
    }
    const bool hasEmail = std::find(fields->begin(), fields->end(), "email_address") != fields->end();
    for (const std::string &name : *fields) {
        const bool isFurther =
            std::any_of(further.begin(), further.end(), [&](const auto &own) { return own.first == name; });
        if (!isFurther && !columnNamed(name))
            faults.invalid(QStringLiteral("fields"));
        else if (hasEmail || !name.starts_with("email_opt")) // left out without a word otherwise
            names.push_back(name);
    }
    return names;
}

QByteArray exportFile(const Activity &activity, const State &state)
{
    QByteArray file;
    appendLine(file, activity.columns, state, nullptr);
    for (quint32 number = 0; number < state.people.size(); ++number) {
        const Person &person = state.people[number];
        if (person.createdAt <= activity.endsAt && hasStatus(person, activity.selection.status) &&
            isSelected(activity.selection, state, number, activity.endsAt))
            appendLine(file, activity.columns, state, &person);
    }
    return file;
}

} // namespace rollcall::practice
