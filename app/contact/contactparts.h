#pragma once

#include "contact/contact.h"
#include "contact/fields.h"

#include <QString>

namespace rollcall {

/// Which telephone number of a contact a column holds, as the service names it (constant-contact-v3.md 3.1);
/// empty: none.
QString phoneKind(Field field);

/// Which part of which address of a contact a column holds.
struct AddressPlace
{
    QString kind; ///< as the service names it; empty: it is no part of an address
    QString StreetAddress::*part = nullptr;
};

AddressPlace addressPlace(Field field);

} // namespace rollcall
