#include "practice/users.h"

#include "practice/texts.h"

#include <algorithm>

namespace rollcall::practice {

bool User::may(std::string_view privilege) const
{
    return std::any_of(privileges.begin(), privileges.end(),
                       [&](const Privilege &own) { return own.name == privilege; });
}

const std::vector<User> &users()
{
    static const std::vector<User> all{
        {"00u1owner5hillside",
         "robin.ames@hillside-library.example.org",
         "Robin",
         "Ames",
         "Account Owner",
         {{1, "account:read"},
          {2, "account:update"},
          {10, "contacts:read"},
          {11, "contacts:write"},
          {12, "contacts:lists:read"},
          {13, "contacts:lists:write"},
          {30, "campaign:create"},
          {31, "campaign:read"},
          {40, "ui:campaign:metrics"}}},
        // Constant Contact's own example of a role that cannot see contacts.
        {"00u2creator5hillside",
         "casey.lund@hillside-library.example.org",
         "Casey",
         "Lund",
         "Campaign Creator",
         {{1, "account:read"}, {30, "campaign:create"}, {31, "campaign:read"}}},
    };
    return all;
}

const User &owner()
{
    return users().front();
}

const User *userByEmail(std::string_view email)
{
    const auto found = std::find_if(users().begin(), users().end(), [&](const User &user) {
        return sameIgnoringCase(user.email, trimmed(email));
    });
    return found == users().end() ? nullptr : &*found;
}

const User *userById(std::string_view id)
{
    const auto found =
        std::find_if(users().begin(), users().end(), [&](const User &user) { return user.id == id; });
    return found == users().end() ? nullptr : &*found;
}

} // namespace rollcall::practice
