#include "practice/activities.h"

#include "practice/endpoints.h"
#include "practice/fieldvalue.h"
#include "practice/importbody.h"
#include "practice/rules.h"
#include "practice/texts.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

enum class RowFault { None, Correctable, Hard };

/// A row's cells as what they are for.
struct Row
{
    std::string email;
    std::map<std::string, std::string> names; ///< first_name, last_name, job_title, company_name
    int month = 0, day = 0;
    std::string anniversary;
    std::map<std::string, std::string> phones;                         ///< by kind
    std::map<std::string, std::map<std::string, std::string>> streets; ///< by kind and part
    std::vector<FieldValue> fields;
    RowFault fault = RowFault::None;
    int phonesDropped = 0;

    void refuse(RowFault why) { fault = std::max(fault, why); }
};

void readPhone(const std::string &key, const std::string &text, Row &row)
{
    if (lengthOf(text) > rules::bulkPhoneLength)
        return row.refuse(RowFault::Hard);
    if (!isDomesticPhone(text)) {
        if (rules::dropsInternationalPhones)
            ++row.phonesDropped;
        else
            row.refuse(RowFault::Hard);
        return;
    }
    const std::string kind = key == "phone" ? "other" : key.substr(0, key.find('_'));
    if (key == "phone")
        row.phones.try_emplace(kind, text); // other_phone says it more clearly
    else
        row.phones[kind] = text;
}

/// "work_city" → work, city; "city" → home, city.
void readStreet(const std::string &key, const std::string &text, Row &row)
{
    const size_t prefix = key.find_first_of("_ ");
    const std::string kind = prefix == std::string::npos ? "home" : key.substr(0, prefix);
    const std::string part = prefix == std::string::npos ? key : key.substr(prefix + 1);
    const bool isStreet = part == "street" || part == "street2";
    if (lengthOf(text) > (isStreet ? rules::streetLength : rules::placeLength))
        return row.refuse(RowFault::Hard);
    if (prefix == std::string::npos)
        row.streets[kind].try_emplace(part, text);
    else
        row.streets[kind][part] = text;
}

void readCustomField(const std::string &key, const std::string &text, const State &state, Row &row)
{
    const auto number = state.fieldNamed(std::string_view(key).substr(3));
    const auto value = number ? fieldValueFromCell(state.fields[*number], *number, text) : std::nullopt;
    if (!value || row.fields.size() >= size_t(rules::maxFields))
        return row.refuse(RowFault::Hard);
    row.fields.push_back(*value);
}

void readCell(const std::string &key, const std::string &text, const State &state, Row &row)
{
    if (key == "email") {
        row.email = lowered(text);
    } else if (key == "first_name" || key == "last_name" || key == "job_title" || key == "company_name") {
        if (lengthOf(text) > rules::nameLength)
            row.refuse(RowFault::Hard);
        row.names[key] = text;
    } else if (key == "birthday_month") {
        row.month = QByteArray::fromStdString(text).toInt();
    } else if (key == "birthday_day") {
        row.day = QByteArray::fromStdString(text).toInt();
    } else if (key == "anniversary") {
        const auto date = dateFrom(text);
        row.anniversary = date ? date->toString(Qt::ISODate).toStdString() : std::string();
        if (!date)
            row.refuse(RowFault::Correctable);
    } else if (key == "phone" || key.ends_with("_phone")) {
        readPhone(key, text, row);
    } else if (key.starts_with("cf:")) {
        readCustomField(key, text, state, row);
    } else if (!key.starts_with("sms_")) { // text messages are no part of the practice account
        readStreet(key, text, row);
    }
}

Row readRow(const ImportRow &cells, const State &state)
{
    Row row;
    bool hasBirthday = false;
    for (const auto &[key, text] : cells.cells) {
        if (text.empty() && !rules::emptyTextClearsInBulk)
            continue;
        hasBirthday = hasBirthday || key.starts_with("birthday_");
        readCell(key, text, state, row);
    }
    if (row.phones.size() > size_t(rules::maxPhones) || lengthOf(row.email) > rules::bulkEmailLength)
        row.refuse(RowFault::Hard);
    else if (!isEmailAddress(row.email) || (hasBirthday && !isBirthday(row.month, row.day)))
        row.refuse(RowFault::Correctable);
    return row;
}

void writePhones(const Row &row, Person &person, State &state, qint64 now)
{
    for (const auto &[kind, text] : row.phones) {
        auto &phones = person.more().phones;
        const auto old = std::find_if(phones.begin(), phones.end(),
                                      [&](const Phone &phone) { return phone.kind == kind; });
        if (old != phones.end())
            old->text = text;
        else if (phones.size() < size_t(rules::maxPhones))
            phones.push_back({state.nextPart++, kind, text, now, now});
    }
}

void writeStreetPart(const std::string &part, const std::string &text, Street &street)
{
    std::string &place = part == "city"    ? street.city
                         : part == "state" ? street.state
                         : part == "zip"   ? street.postalCode
                                           : street.country;
    place = text;
}

void writeStreets(const Row &row, Person &person, State &state, qint64 now)
{
    for (const auto &[kind, parts] : row.streets) {
        auto &streets = person.more().streets;
        auto own = std::find_if(streets.begin(), streets.end(),
                                [&](const Street &street) { return street.kind == kind; });
        if (own == streets.end())
            own = streets.insert(own, Street{state.nextPart++, kind, {}, {}, {}, {}, {}, now, now});
        for (const auto &[part, text] : parts) {
            if (part != "street" && part != "street2")
                writeStreetPart(part, text, *own);
        }
        if (const auto line = parts.find("street"); line != parts.end())
            own->street = line->second;
        if (const auto second = parts.find("street2"); second != parts.end())
            own->street += (own->street.empty() ? "" : " ") + second->second;
    }
}

void writeRow(const Row &row, Person &person, State &state, qint64 now)
{
    const auto write = [&](const char *key, std::string &to) {
        if (const auto name = row.names.find(key); name != row.names.end())
            to = name->second;
    };
    write("first_name", person.firstName);
    write("last_name", person.lastName);
    write("job_title", person.jobTitle);
    write("company_name", person.companyName);
    if (row.month != 0) {
        person.more().birthdayMonth = row.month;
        person.more().birthdayDay = row.day;
    }
    if (!row.anniversary.empty())
        person.more().anniversary = row.anniversary;
    writePhones(row, person, state, now);
    writeStreets(row, person, state, now);
    for (const FieldValue &value : row.fields) {
        auto &fields = person.more().fields;
        std::erase_if(fields, [&](const FieldValue &old) { return old.field == value.field; });
        fields.push_back(value);
    }
    person.updatedAt = now;
    person.updateSource = Source::Account;
}

quint32 personFor(const std::string &email, State &state, qint64 now)
{
    if (const auto known = state.people.byEmail(email))
        return *known;
    Person person;
    person.email = email;
    person.createdAt = now;
    person.permit(Permission::Implicit, Source::Account, now);
    return state.people.add(std::move(person));
}

void importRow(const ImportRow &cells, Activity &activity, State &state, Counters &counters, qint64 now)
{
    const Row row = readRow(cells, state);
    counters.phonesDropped += row.phonesDropped;
    if (row.fault != RowFault::None) {
        ++(row.fault == RowFault::Correctable ? activity.correctable : activity.errors);
        return;
    }
    Person &person = state.people[personFor(row.email, state, now)];
    person.deletedAt = 0; // an import revives
    writeRow(row, person, state, now);
    if (person.isUnsubscribed()) {
        ++activity.notAdded;
        return;
    }
    bool full = false;
    for (const quint32 list : activity.targets) {
        if (person.isOn(list) || !state.hasList(list))
            continue;
        full = person.lists.size() >= size_t(rules::maxLists);
        if (!full)
            person.lists.push_back(list);
    }
    activity.errors += full;
}

Answer queueImport(Visit &visit, ImportBody body, Activity::Kind kind, const QByteArray &fileName)
{
    visit.counters.oversizedBodies += body.oversized;
    visit.counters.rowsReceived += qint64(body.rows.size());
    visit.counters.rowsCut += body.rowsCut;
    Activity activity;
    activity.kind = kind;
    activity.fileName = fileName.toStdString();
    activity.targets = std::move(body.lists);
    activity.persons = qint64(body.rows.size());
    activity.total = activity.persons + (kind == Activity::Kind::FileImport); // the header line is an item
    activity.rows = std::move(body.rows);
    return queueActivity(visit, std::move(activity));
}

} // namespace

void importRows(Activity &activity, qint64 until, State &state, Counters &counters, Troubles &troubles,
                qint64 now)
{
    for (; activity.done < until; ++activity.done) {
        if (troubles.losesRow())
            ++counters.rowsLost;
        else
            importRow(activity.rows[size_t(activity.done)], activity, state, counters, now);
        ++state.changes;
    }
}

Answer importJson(Visit &visit)
{
    visit.counters.largestBody = std::max(visit.counters.largestBody, qint64(visit.call.body.size()));
    if (!visit.call.isJson())
        return refusal(415, "contacts.api.unsupported_media_type", "Content-Type must be application/json.");
    Faults faults;
    ImportBody body = ImportBody::fromJson(visit.call, visit.state, faults);
    if (faults.any())
        return faults.answer();
    return queueImport(visit, std::move(body), Activity::Kind::JsonImport, {});
}

Answer importFile(Visit &visit)
{
    if (!visit.call.contentType.toLower().startsWith("multipart/form-data"))
        return refusal(415, "contacts.api.unsupported_media_type", "This endpoint takes a multipart form.");
    Faults faults;
    const Part *file = nullptr;
    QByteArray lists;
    for (const Part &part : visit.call.parts) {
        if (part.name == "file")
            file = &part;
        else if (part.name == "list_ids")
            lists = part.content;
        else if (part.name != "sms_permission_to_send")
            faults.add(QStringLiteral("unrecognized part %1").arg(QString::fromUtf8(part.name)));
    }
    if (lists.isEmpty())
        faults.missing(QStringLiteral("list_ids"));
    if (!file)
        faults.missing(QStringLiteral("file"));
    else if (!file->fileName.toLower().endsWith(".csv"))
        return refusal(415, "contacts.api.unsupported_media_type", "The file must be of type .csv.");
    if (faults.any())
        return faults.answer();
    ImportBody body = ImportBody::fromCsv(file->content, lists, visit.state, faults);
    if (faults.any())
        return faults.answer();
    return queueImport(visit, std::move(body), Activity::Kind::FileImport, file->fileName);
}

} // namespace rollcall::practice
