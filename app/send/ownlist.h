#pragma once

#include "support/result.h"

#include <QString>

#include <functional>

class QObject;

namespace rollcall {

class ListsApi;

/// Makes an import's own list in the account, or finds it again.
class OwnList
{
public:
    /// The list's id; empty: the service does not let us make one (its limit), which is no error of the
    /// import.
    using Handler = std::function<void(const Result<QString> &)>;

    explicit OwnList(ListsApi &lists)
        : m_lists(lists)
    {}

    /// `mayBeThere`: it was asked for before, and nobody knows whether that arrived: it is looked for first.
    /// Names are unlike any other, so that a list of that name is ours.
    void make(const QString &name, bool mayBeThere, QObject *context, Handler handle);

private:
    ListsApi &m_lists;
};

} // namespace rollcall
