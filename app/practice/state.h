#pragma once

#include "practice/people.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace rollcall::practice {

struct MailingList
{
    std::string name, description;
    bool favorite = false;
    qint64 createdAt = 0, updatedAt = 0, deletedAt = 0; ///< milliseconds since 1970; 0: not
};

struct Choice
{
    int id = 0;
    std::string label;
    int order = 0;
};

struct CustomField
{
    std::string label, name, type;
    QByteArray metadata; ///< JSON; empty: none
    int version = 0;     ///< of date fields: 1 keeps any text, 2 wants dates
    std::vector<Choice> choices;
    qint64 createdAt = 0, updatedAt = 0, deletedAt = 0;
};

struct Tag
{
    std::string name, source;
    qint64 createdAt = 0, updatedAt = 0, deletedAt = 0;
};

/// Whom a bulk activity is about. Exactly one of the sources is given.
struct Selection
{
    enum class Source : quint8 { All, Contacts, Lists, Tags, ActiveContacts, NewSubscribers };

    Source source = Source::All;
    std::vector<quint32> numbers; ///< of contacts, lists or tags
    std::set<quint32> excluded;   ///< contacts
    std::string status;           ///< of exports; empty: any
};

/// One row of a bulk import, as far as it was understood. Keys are those of the request (email, home_city,
/// cf:…).
struct ImportRow
{
    std::vector<std::pair<std::string, std::string>> cells;
    bool operator==(const ImportRow &) const = default;
};

struct Activity
{
    enum class Kind : quint8 {
        JsonImport,
        FileImport,
        Export,
        ContactDelete,
        AddToLists,
        RemoveFromLists,
        ListDelete,
        TagsAdd,
        TagsRemove,
        TagDelete
    };

    Kind kind = Kind::JsonImport;
    qint64 createdAt = 0, startsAt = 0, endsAt = 0;
    bool over = false;
    std::string fileName;
    std::vector<quint32> targets; ///< lists, tags or fields that it is about
    Selection selection;
    std::vector<std::string> columns; ///< of an export
    std::vector<ImportRow> rows;      ///< of an import; emptied when it is over
    qint64 total = 0;                 ///< items
    qint64 done = 0;                  ///< items completed
    qint64 persons = 0, errors = 0, correctable = 0, notAdded = 0;
};

/// Everything that a practice account holds, apart from who may use it.
struct State
{
    People people;
    std::vector<MailingList> lists; ///< the position is the number in its id
    std::vector<CustomField> fields;
    std::vector<Tag> tags;
    std::vector<Activity> activities;
    quint32 nextPart = 0; ///< numbers of phones, addresses and notes
    quint64 changes = 0;  ///< grows with every change: what was kept is old when it differs

    std::optional<quint32> listByName(std::string_view name) const; ///< not deleted; case does not count
    std::optional<quint32> tagByName(std::string_view name) const;
    std::optional<quint32> fieldByName(std::string_view name) const;
    std::optional<quint32> fieldNamed(std::string_view name) const; ///< here case counts
    bool hasList(quint32 number) const { return number < lists.size() && lists[number].deletedAt == 0; }
    bool hasTag(quint32 number) const { return number < tags.size() && tags[number].deletedAt == 0; }
    bool hasField(quint32 number) const { return number < fields.size() && fields[number].deletedAt == 0; }
};

} // namespace rollcall::practice
