#pragma once

#include "cli/sessioncommand.h"
#include "send/contactchange.h"
#include "service/listsapi.h"

#include <string>
#include <vector>

namespace rollcall::cli {

/// Changes one person who is in the account.
class PersonCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    void addOptions(CLI::App &options) override;

protected:
    QString email() const { return QString::fromStdString(m_email).trimmed(); }
    /// `done`: what is said when it worked, with the address as %1.
    void answer(const Result<ChangeAnswer> &answer, const QString &done);

private:
    std::string m_email;
};

/// “Take me off your list”: no more mail, for good.
class UnsubscribeCommand : public PersonCommand
{
    Q_OBJECT

public:
    using PersonCommand::PersonCommand;

    QString name() const override { return QStringLiteral("unsubscribe"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;

    bool m_asked = false;
    std::string m_reason;
};

/// Off some lists, off all of them, or out of the account.
class RemoveCommand : public PersonCommand
{
    Q_OBJECT

public:
    using PersonCommand::PersonCommand;

    QString name() const override { return QStringLiteral("remove"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;
    void chooseLists(const Result<QList<ContactList>> &lists);

    std::vector<std::string> m_lists;
    bool m_delete = false;
};

/// Another address for the same person.
class ChangeAddressCommand : public PersonCommand
{
    Q_OBJECT

public:
    using PersonCommand::PersonCommand;

    QString name() const override { return QStringLiteral("change-address"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;

    std::string m_newEmail;
};

} // namespace rollcall::cli
