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

/// The lists, tags and own fields of the account that an import names: found first, and what is missing is
/// made when the person has agreed.
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
    /// What is missing, into the plan. Ends with made().
    void make(const Apis &apis, const QString &listDescription, ImportPlan &plan);
    /// For a forecast: as if it had been made.
    void pretend(ImportPlan &plan) const;

    QStringList listNames() const { return m_choice.names + m_choice.missing; }
    const QList<CustomField> &fields() const { return m_fields; } ///< with those to be made

Q_SIGNALS:
    // Each once, last.
    void found(const std::optional<rollcall::Error> &error);
    void made(const std::optional<rollcall::Error> &error);

private:
    void listsCame(const Result<QList<ContactList>> &lists);
    void fieldsCame(const Result<QList<CustomField>> &fields);
    void tagsCame(const Result<QList<ContactTag>> &tags);
    void fill(ImportPlan &plan) const;
    void makeNext();
    void madeList(const Result<ContactList> &list);
    void madeTag(const Result<ContactTag> &tag);
    void madeField(const Result<CustomField> &field);

    std::vector<std::string> m_lists;
    std::vector<std::string> m_tags;
    bool m_createLists = false;
    bool m_createFields = false;

    std::optional<Apis> m_apis;
    QStringList m_maps;
    ListChoice m_choice;
    QStringList m_tagIds, m_tagNames, m_newTags;
    QList<CustomField> m_fields;
    QStringList m_newFields; ///< labels
    QString m_description;
    ImportPlan *m_plan = nullptr;
};

} // namespace rollcall::cli
