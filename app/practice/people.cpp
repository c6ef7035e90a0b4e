#include "practice/people.h"

#include <algorithm>
#include <array>

namespace rollcall::practice {
namespace {

constexpr std::array<std::string_view, 6> permissionNames{
    "explicit", "implicit", "not_set", "pending_confirmation", "temp_hold", "unsubscribed"};
constexpr std::array<std::string_view, 2> sourceNames{"Contact", "Account"};

template <typename Enum, size_t N>
std::optional<Enum> named(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return Enum(found - names.begin());
}

} // namespace

std::string_view nameOf(Permission permission)
{
    return permissionNames.at(size_t(permission));
}

std::optional<Permission> permissionNamed(std::string_view name)
{
    return named<Permission>(permissionNames, name);
}

std::string_view nameOf(Source source)
{
    return sourceNames.at(size_t(source));
}

std::optional<Source> sourceNamed(std::string_view name)
{
    return named<Source>(sourceNames, name);
}

const Details &Person::what() const
{
    static const Details none;
    return details ? *details : none;
}

Details &Person::more()
{
    if (!details)
        details = std::make_unique<Details>();
    return *details;
}

bool Person::isOn(quint32 list) const
{
    return std::find(lists.begin(), lists.end(), list) != lists.end();
}

void Person::leave(quint32 list)
{
    std::erase(lists, list);
}

bool Person::hasTag(quint32 tag) const
{
    const auto &tags = what().tags;
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

void Person::removeTag(quint32 tag)
{
    if (details)
        std::erase(details->tags, tag);
}

void Person::permit(Permission to, Source by, qint64 now)
{
    permission = to;
    emailUpdatedAt = now;
    if (to == Permission::Unsubscribed) {
        optOutAt = now;
        optOutSource = by;
        lists.clear();
    } else {
        optOutAt = 0;
        resubscribeSent = false;
        if (details)
            details->optOutReason.clear();
    }
    if (to == Permission::Explicit || to == Permission::Implicit) {
        optInAt = now;
        optInSource = by;
    }
}

std::optional<quint32> People::byEmail(std::string_view email) const
{
    const auto found = m_byEmail.find(email);
    if (found == m_byEmail.end())
        return std::nullopt;
    return *found;
}

quint32 People::add(Person person)
{
    const quint32 number = size();
    const bool known = !person.email.empty();
    m_all.push_back(std::move(person));
    if (known)
        m_byEmail.insert(number);
    return number;
}

void People::changeEmail(quint32 number, std::string email)
{
    m_byEmail.erase(number);
    m_all[number].email = std::move(email);
    if (!m_all[number].email.empty())
        m_byEmail.insert(number);
}

void People::clear()
{
    m_byEmail.clear();
    m_all.clear();
}

} // namespace rollcall::practice
