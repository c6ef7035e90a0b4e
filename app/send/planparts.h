#pragma once

#include "send/importplan.h"
#include "support/result.h"

#include <functional>

class QObject;

namespace rollcall {

class FieldsApi;
class ListsApi;
class TagsApi;

/// Stands for the id of a list, tag or field of that name until the service has made it; never one of the
/// service's.
QString madeUpId(const QString &name);
bool isMadeUp(const QString &id);

/// A field of the account's own, for text, that is not there yet.
CustomField newField(const QString &label);

/// Makes the lists, tags and own fields of a plan that the account does not have yet: those with made-up ids.
class PlanParts
{
public:
    using Handler = std::function<void(const Result<ImportPlan> &)>;

    PlanParts(ListsApi &lists, TagsApi &tags, FieldsApi &fields)
        : m_lists(lists)
        , m_tags(tags)
        , m_fields(fields)
    {}

    static bool areThere(const ImportPlan &plan); ///< nothing of it has to be made

    /// Answers the plan with the service's ids. What came into the account meanwhile, perhaps by an earlier
    /// attempt, is not made again; a field that no column becomes is not made at all.
    void make(const ImportPlan &plan, QObject *context, Handler handle);

private:
    struct Making;

    ListsApi &m_lists;
    TagsApi &m_tags;
    FieldsApi &m_fields;
};

} // namespace rollcall
