#pragma once

#include "service/listsapi.h"
#include "support/error.h"

#include <QStringList>

namespace rollcall::cli {

/// The lists a person named, found among those of the account.
struct ListChoice
{
    QStringList ids;
    QStringList names;   ///< as the account has them, in the order of ids
    QStringList missing; ///< named, but not there

    bool operator==(const ListChoice &) const = default;
};

/// By name, exact before any case, or by id. One named twice is taken once.
ListChoice chosenLists(const QStringList &wanted, const QList<ContactList> &lists);

/// Names the list that was probably meant.
Error noSuchList(const QString &name, const QList<ContactList> &lists);

} // namespace rollcall::cli
