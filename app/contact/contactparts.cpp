#include "contact/contactparts.h"

#include <iterator>
#include <utility>

namespace rollcall {

QString phoneKind(Field field)
{
    switch (field) {
    case Field::Phone:
    case Field::OtherPhone:
        return QStringLiteral("other");
    case Field::HomePhone:
        return QStringLiteral("home");
    case Field::WorkPhone:
        return QStringLiteral("work");
    case Field::MobilePhone:
        return QStringLiteral("mobile");
    default:
        return {};
    }
}

AddressPlace addressPlace(Field field)
{
    static constexpr QString StreetAddress::*parts[] = {&StreetAddress::street,     &StreetAddress::street,
                                                        &StreetAddress::city,       &StreetAddress::state,
                                                        &StreetAddress::postalCode, &StreetAddress::country};
    constexpr std::pair<Field, const char *> groups[] = {{Field::Street, "home"},
                                                         {Field::HomeStreet, "home"},
                                                         {Field::WorkStreet, "work"},
                                                         {Field::OtherStreet, "other"}};
    for (const auto &[first, kind] : groups) {
        const int part = static_cast<int>(field) - static_cast<int>(first);
        if (part >= 0 && part < static_cast<int>(std::size(parts)))
            return {QString::fromLatin1(kind), parts[part]};
    }
    return {};
}

} // namespace rollcall
