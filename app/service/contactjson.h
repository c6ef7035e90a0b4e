#pragma once

#include "contact/contact.h"

#include <QJsonObject>

#include <optional>

namespace rollcall {

/// The service's contact object, as it is read (constant-contact-v3.md 3.1).
KnownContact contactFromJson(const QJsonObject &json);

/// The fields of a contact, as POST and PUT take them, without create_source and update_source. Empty
/// top-level fields are left out, which blanks them in a PUT; sub-resources are always there, because they
/// replace, but for notes that are left as they are. The permission is there only when given.
QJsonObject contactToJson(const Contact &contact, std::optional<Permission> permission);

/// "implicit", "explicit", …; an unknown one is NotSet.
Permission permissionFromName(const QString &name);
QString permissionName(Permission permission);

} // namespace rollcall
