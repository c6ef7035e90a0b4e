#pragma once

#include <string_view>
#include <vector>

namespace rollcall::practice {

constexpr std::string_view organization = "Hillside Library";
constexpr std::string_view accountId = "a07e1hillside";
constexpr std::string_view password = "practice"; ///< of all users: nobody needs to guess

struct Privilege
{
    int id = 0;
    std::string_view name;
};

/// Someone who can sign in to the practice account.
struct User
{
    std::string_view id, email, firstName, lastName, role;
    std::vector<Privilege> privileges;

    bool may(std::string_view privilege) const;
};

/// The owner, who may do everything, first.
const std::vector<User> &users();
const User &owner();
const User *userByEmail(std::string_view email); ///< null when there is none
const User *userById(std::string_view id);

} // namespace rollcall::practice
