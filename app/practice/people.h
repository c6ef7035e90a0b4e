#pragma once

#include <QtGlobal>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace rollcall::practice {

enum class Permission : quint8 { Explicit, Implicit, NotSet, PendingConfirmation, TempHold, Unsubscribed };
enum class Source : quint8 { Contact, Account };

std::string_view nameOf(Permission permission);
std::optional<Permission> permissionNamed(std::string_view name);
std::string_view nameOf(Source source);
std::optional<Source> sourceNamed(std::string_view name);

struct Phone
{
    quint32 number = 0; ///< of its id
    std::string kind, text;
    qint64 createdAt = 0, updatedAt = 0;
};

struct Street
{
    quint32 number = 0;
    std::string kind, street, city, state, postalCode, country;
    qint64 createdAt = 0, updatedAt = 0;
};

struct FieldValue
{
    quint32 field = 0;
    std::string value;
    std::vector<int> choices;
};

struct Note
{
    quint32 number = 0;
    std::string content;
    qint64 createdAt = 0;
};

/// What most people do not have.
struct Details
{
    int birthdayMonth = 0, birthdayDay = 0;
    std::string anniversary; ///< YYYY-MM-DD
    std::string optOutReason;
    std::vector<Phone> phones;
    std::vector<Street> streets;
    std::vector<FieldValue> fields;
    std::vector<quint32> tags;
    std::vector<Note> notes; ///< the newest first
};

/// A contact. Small, as there may be a million of them; its id is its position (ids.h).
struct Person
{
    std::string email; ///< in lower case; empty: has none
    std::string firstName, lastName, jobTitle, companyName;
    std::vector<quint32> lists;
    std::unique_ptr<Details> details;
    qint64 createdAt = 0, updatedAt = 0, emailUpdatedAt = 0, optInAt = 0, optOutAt = 0, deletedAt = 0;
    Permission permission = Permission::NotSet;
    Source createSource = Source::Account, updateSource = Source::Account;
    Source optInSource = Source::Account, optOutSource = Source::Account;
    bool resubscribeSent = false;

    bool isDeleted() const { return deletedAt != 0; }
    bool isUnsubscribed() const { return permission == Permission::Unsubscribed; }
    /// Counts as active, and is paid for.
    bool isMailable() const
    {
        return !isDeleted() && (permission == Permission::Explicit || permission == Permission::Implicit);
    }
    const Details &what() const; ///< the details, or none
    Details &more();             ///< the details, made if need be
    bool isOn(quint32 list) const;
    void leave(quint32 list);
    bool hasTag(quint32 tag) const;
    void removeTag(quint32 tag);
    /// Sets dates and sources as they go with it.
    void permit(Permission to, Source by, qint64 now);
};

/// All contacts, deleted ones too: an address stays taken.
class People
{
public:
    People()
        : m_byEmail(16, Hash{&m_all}, Same{&m_all})
    {}
    People(const People &) = delete;
    People &operator=(const People &) = delete;

    quint32 size() const { return quint32(m_all.size()); }
    Person &operator[](quint32 number) { return m_all[number]; }
    const Person &operator[](quint32 number) const { return m_all[number]; }
    /// `email` in lower case.
    std::optional<quint32> byEmail(std::string_view email) const;
    quint32 add(Person person);
    void changeEmail(quint32 number, std::string email);
    void clear();

private:
    struct Hash
    {
        using is_transparent = void;
        const std::deque<Person> *all;
        size_t operator()(std::string_view email) const { return std::hash<std::string_view>()(email); }
        size_t operator()(quint32 number) const { return (*this)(std::string_view((*all)[number].email)); }
    };
    struct Same
    {
        using is_transparent = void;
        const std::deque<Person> *all;
        std::string_view email(quint32 number) const { return (*all)[number].email; }
        bool operator()(quint32 a, quint32 b) const { return email(a) == email(b); }
        bool operator()(std::string_view a, quint32 b) const { return a == email(b); }
        bool operator()(quint32 a, std::string_view b) const { return email(a) == b; }
    };

    std::deque<Person> m_all; // stays where it is when it grows
    std::unordered_set<quint32, Hash, Same> m_byEmail;
};

} // namespace rollcall::practice
