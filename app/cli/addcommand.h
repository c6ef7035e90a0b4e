#pragma once

#include "check/columnmapping.h"
#include "cli/sessioncommand.h"
#include "contact/contact.h"
#include "send/contactadd.h"
#include "send/outboxitem.h"
#include "service/listsapi.h"

#include <string>
#include <vector>

namespace rollcall::cli {

/// Adds one person, or updates who is there already when asked to.
class AddCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    QString name() const override { return QStringLiteral("add"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    void work() override;
    void chooseLists(const Result<QList<ContactList>> &lists);
    void fillFields(const Result<QList<CustomField>> &fields);
    void send();
    void keep(const Error &why);
    void answer(const Result<AddAnswer> &answer);

    std::string m_email;
    std::string m_firstName;
    std::string m_lastName;
    std::string m_company;
    std::string m_jobTitle;
    std::vector<std::string> m_phones;
    std::vector<std::string> m_lists;
    std::vector<std::string> m_tags;
    std::string m_birthday;
    std::string m_anniversary;
    std::string m_note;
    std::vector<std::string> m_fields;
    std::string m_permission = "implicit";
    bool m_createLists = false;
    bool m_update = false;

    OutboxItem m_item;
};

/// "[KIND:]NUMBER"; Usage error for an unknown kind.
Result<Phone> phoneOf(const QString &text);

/// Empty ones set nothing. Usage error for what is no date.
Result<void> setDates(Contact &contact, const std::string &birthday, const std::string &anniversary);

/// Lays "LABEL=VALUE" over the contact. Usage error when there is no such field or choice.
Result<void> setField(Contact &contact, const QString &labelAndValue, const QList<CustomField> &fields);

/// Why the service would not take this contact; nothing when it looks right.
Result<void> contactProblem(const Contact &contact);

QString addOutcomeName(AddAnswer::Kind kind); ///< "added", "exists", …
ExitStatus addStatus(const AddAnswer &answer);
QJsonObject addObject(const AddAnswer &answer);

} // namespace rollcall::cli
