#include "practice/state.h"

#include "practice/texts.h"

namespace rollcall::practice {
namespace {

template <typename T>
std::optional<quint32> byName(const std::vector<T> &all, std::string_view name)
{
    for (size_t i = 0; i < all.size(); ++i) {
        if (all[i].deletedAt == 0 && sameIgnoringCase(all[i].name, name))
            return quint32(i);
    }
    return std::nullopt;
}

} // namespace

std::optional<quint32> State::listByName(std::string_view name) const
{
    return byName(lists, name);
}

std::optional<quint32> State::tagByName(std::string_view name) const
{
    return byName(tags, name);
}

std::optional<quint32> State::fieldByName(std::string_view name) const
{
    return byName(fields, name);
}

std::optional<quint32> State::fieldNamed(std::string_view name) const
{
    for (size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].deletedAt == 0 && fields[i].name == name)
            return quint32(i);
    }
    return std::nullopt;
}

} // namespace rollcall::practice
