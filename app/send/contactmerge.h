#pragma once

#include "contact/contact.h"

#include <QList>
#include <QString>

namespace rollcall {

/// One field that an update would change.
struct FieldDifference
{
    QString field; ///< script name: "first_name"; "cf:", "list:" or "tag:" and the id
    QString label; ///< translated
    QString before;
    QString after;

    bool operator==(const FieldDifference &) const = default;
};

struct Additions;

/// `known` with what `wanted` says laid over it: empty values of `wanted` leave what is there.
KnownContact merged(const KnownContact &known, const Contact &wanted);

/// What `wanted` gives to `known` besides values and lists.
Additions additionsTo(const KnownContact &known, const Contact &wanted);

QList<FieldDifference> differences(const Contact &before, const Contact &after);

} // namespace rollcall
