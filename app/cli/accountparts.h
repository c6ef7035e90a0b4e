#pragma once

#include "check/columnmapping.h"
#include "cli/listchoice.h"
#include "send/importplan.h"
#include "service/tagsapi.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rollcall {
class FieldsApi;
class ListsApi;
} // namespace rollcall

namespace rollcall::cli {

/// The lists, tags and own fields of the account that an import names; what is missing has a made-up id
/// (PlanParts) until the person has agreed.
class AccountParts : public QObject
{
    Q_OBJECT

public:
    struct Apis
    {
        ListsApi &lists;
        TagsApi &tags;
        FieldsApi &fields;
    };

    using QObject::QObject;

    void addTo(CLI::App &options);

    /// `maps`: "HEADER=FIELD" as the command line has them. Ends with found(); Usage error: there is no such
    /// list, and it is not to be made.
    void find(const Apis &apis, const QStringList &maps);
    void fill(ImportPlan &plan) const;

    const QStringList &listNames() const { return m_choice.names; }
    const QList<CustomField> &fields() const { return m_fields; }

Q_SIGNALS:
    /// Once, last.
    void found(const std::optional<rollcall::Error> &error);

private:
    void listsCame(const Result<QList<ContactList>> &lists);
    void fieldsCame(const Result<QList<CustomField>> &fields);
    void tagsCame(const Result<QList<ContactTag>> &tags);

    std::vector<std::string> m_lists;
    std::vector<std::string> m_tags;
    bool m_createLists = false;
    bool m_createFields = false;

    std::optional<Apis> m_apis;
    QStringList m_maps;
    ListChoice m_choice;
    QStringList m_tagIds, m_tagNames;
    QList<CustomField> m_fields;
};

} // namespace rollcall::cli
