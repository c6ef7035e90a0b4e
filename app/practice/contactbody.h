#pragma once

#include "practice/faults.h"
#include "practice/state.h"

namespace rollcall::practice {

/// A contact as POST and PUT give it, checked. What was not given is empty.
struct ContactBody
{
    struct Email
    {
        std::string address; ///< in lower case
        std::optional<Permission> permission;
        std::string optOutReason;
    };

    enum class For { Create, Update };

    Source source = Source::Account; ///< create_source, update_source
    std::optional<Email> email;
    std::string firstName, lastName, jobTitle, companyName, anniversary;
    int birthdayMonth = 0, birthdayDay = 0;
    std::optional<std::vector<Phone>> phones;
    std::optional<std::vector<Street>> streets;
    std::optional<std::vector<FieldValue>> fields;
    std::optional<std::vector<quint32>> lists, tags;
    std::optional<std::vector<Note>> notes;

    static ContactBody read(const QJsonObject &object, For purpose, const State &state, Faults &faults);
    /// The top level blanks what is not given; sub-resources that are not given stay
    /// (constant-contact-v3.md 3.3). Not the address, permission and lists: they have rules of their own.
    void writeTo(Person &person, State &state, qint64 now) const;
};

/// month and day of a JSON object, together or not at all.
void readBirthday(Fields &fields, int &month, int &day, Faults &faults);
/// "anniversary" as YYYY-MM-DD.
std::string readAnniversary(Fields &fields, Faults &faults);
std::optional<Street> readStreet(const QJsonObject &object, const QString &path, Faults &faults);

} // namespace rollcall::practice
