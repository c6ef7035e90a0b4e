#include "cli/personcommands.h"

#include "application.h"
#include "cli/listchoice.h"
#include "contact/emailaddress.h"

#include <CLI/CLI.hpp>

namespace rollcall::cli {
namespace {

QString outcomeOf(ChangeAnswer::Kind kind)
{
    switch (kind) {
    case ChangeAnswer::Kind::Done:
        return QStringLiteral("done");
    case ChangeAnswer::Kind::Unchanged:
        return QStringLiteral("unchanged");
    case ChangeAnswer::Kind::NotFound:
        return QStringLiteral("not_found");
    case ChangeAnswer::Kind::Exists:
        return QStringLiteral("exists");
    }
    Q_UNREACHABLE();
}

} // namespace

void PersonCommand::addOptions(CLI::App &options)
{
    options.add_option("EMAIL", m_email, tr("The person's address.").toStdString())->required();
}

void PersonCommand::answer(const Result<ChangeAnswer> &answer, const QString &done)
{
    if (!answer) {
        fail(answer.error());
        return;
    }
    QString text;
    switch (answer->kind) {
    case ChangeAnswer::Kind::Done:
        text = done.arg(email());
        break;
    case ChangeAnswer::Kind::Unchanged:
        text = tr("%1 was like that already. Nothing was changed.").arg(email());
        break;
    case ChangeAnswer::Kind::NotFound:
        text = tr("Nobody of the address %1 is in the account. Nothing was changed.").arg(email());
        break;
    case ChangeAnswer::Kind::Exists:
        text = tr("The new address is in the account already, as another contact. Nothing was changed.");
        break;
    }
    const bool isDone =
        answer->kind == ChangeAnswer::Kind::Done || answer->kind == ChangeAnswer::Kind::Unchanged;
    Q_EMIT finished({isDone ? ExitStatus::Done : ExitStatus::SomeRefused,
                     {{QStringLiteral("outcome"), outcomeOf(answer->kind)},
                      {QStringLiteral("contact_id"),
                       answer->contact.id.isEmpty() ? QJsonValue() : QJsonValue(answer->contact.id)}},
                     text,
                     {}});
}

QString UnsubscribeCommand::summary() const
{
    return tr("Unsubscribe one person from everything.");
}

void UnsubscribeCommand::addOptions(CLI::App &options)
{
    PersonCommand::addOptions(options);
    options.add_flag(
        "--asked", m_asked,
        tr("The person asked for it: only they can subscribe again. Without, the account did it.")
            .toStdString());
    options
        .add_option("--reason", m_reason, tr("Kept in the account; at most 255 characters.").toStdString())
        ->type_name("TEXT");
}

void UnsubscribeCommand::work()
{
    application().contactChange().unsubscribe(
        email(), m_asked, QString::fromStdString(m_reason).left(255), this,
        [this](const Result<ChangeAnswer> &changed) { answer(changed, tr("%1 gets no more mail.")); });
}

QString RemoveCommand::summary() const
{
    return tr("Take one person off lists, or delete them.");
}

void RemoveCommand::addOptions(CLI::App &options)
{
    PersonCommand::addOptions(options);
    CLI::Option *list =
        options
            .add_option("--list", m_lists,
                        tr("A list to take the person off; may be given again. Without, all.").toStdString())
            ->type_name("NAME")
            ->allow_extra_args(false);
    options.add_flag("--delete", m_delete, tr("Delete the person from the account.").toStdString())
        ->excludes(list);
}

void RemoveCommand::work()
{
    if (m_delete)
        application().contactChange().remove(email(), this, [this](const Result<ChangeAnswer> &changed) {
            answer(changed, tr("%1 was deleted from the account."));
        });
    else if (m_lists.empty())
        chooseLists(QList<ContactList>());
    else
        application().lists().all(this,
                                  [this](const Result<QList<ContactList>> &lists) { chooseLists(lists); });
}

void RemoveCommand::chooseLists(const Result<QList<ContactList>> &lists)
{
    if (!lists) {
        fail(lists.error());
        return;
    }
    const Result<ListChoice> choice = allChosen(textsOf(m_lists), *lists);
    if (!choice) {
        fail(choice.error());
        return;
    }
    application().contactChange().removeFromLists(
        email(), choice->ids, this, [this](const Result<ChangeAnswer> &changed) {
            answer(changed, tr("%1 was taken off, and stays in the account."));
        });
}

QString ChangeAddressCommand::summary() const
{
    return tr("Give one person another address.");
}

void ChangeAddressCommand::addOptions(CLI::App &options)
{
    PersonCommand::addOptions(options);
    options.add_option("NEW", m_newEmail, tr("The new address.").toStdString())->required();
}

void ChangeAddressCommand::work()
{
    const QString newEmail = QString::fromStdString(m_newEmail).trimmed();
    if (const EmailFault fault = emailFault(newEmail.toUtf8().toStdString()); fault != EmailFault::None) {
        fail({Error::Kind::Refused, emailFaultText(fault), tr("Nothing was changed."), {}});
        return;
    }
    application().contactChange().changeAddress(
        email(), newEmail, this,
        [this](const Result<ChangeAnswer> &changed) { answer(changed, tr("%1 has the new address now.")); });
}

} // namespace rollcall::cli
