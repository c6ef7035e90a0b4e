#pragma once

#include "service/listsapi.h"
#include "support/error.h"
#include "support/result.h"

#include <QStringList>

#include <string>
#include <vector>

namespace rollcall::cli {

/// The lists a person named, found among those of the account.
struct ListChoice
{
    QStringList ids;
    QStringList names;   ///< as the account has them, in the order of ids
    QStringList missing; ///< named, but not there

    bool operator==(const ListChoice &) const = default;
};

/// The words of an option that may be given again, without blanks around them.
QStringList textsOf(const std::vector<std::string> &words);

/// By name, exact before any case, or by id. One named twice is taken once.
ListChoice chosenLists(const QStringList &wanted, const QList<ContactList> &lists);

/// The same where each has to be there. Usage error for the first that is not.
Result<ListChoice> allChosen(const QStringList &wanted, const QList<ContactList> &lists);

/// Names the list that was probably meant.
Error noSuchList(const QString &name, const QList<ContactList> &lists);

} // namespace rollcall::cli
