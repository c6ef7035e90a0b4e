#pragma once

#include "contact/contact.h"

namespace rollcall {

/// What may be done about one person.
struct AddTerms
{
    Permission permission =
        Permission::Implicit; ///< of somebody new; an update never changes how somebody agreed
    bool mayCreate = true;
    bool mayUpdate = false; ///< an existing contact is merged: empty fields blank nothing, lists are added
    bool mayRevive = false; ///< a deleted one is brought back
    bool isNew = false;     ///< was not in the account a moment ago: created without being looked up before
};

} // namespace rollcall
