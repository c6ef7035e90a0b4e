#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"

#include <QJsonObject>
#include <QList>

namespace rollcall {

/// A contact's values as a row of contacts_json_import (constant-contact-v3.md 5.2): what is empty is not in
/// it.
QJsonObject bulkRow(const Contact &contact, const QList<CustomField> &fields);

/// Whether bulk can write all of its values: fields that have choices, or are not known, it can't.
bool isBulkable(const Contact &contact, const QList<CustomField> &fields);

} // namespace rollcall
