#include "cli/listscommand.h"

#include "application.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace rollcall::cli {

QString ListsCommand::summary() const
{
    return tr("Name the lists of the account.");
}

void ListsCommand::addOptions(CLI::App &) {}

void ListsCommand::work()
{
    application().lists().all(this, [this](const Result<QList<ContactList>> &lists) { answer(lists); });
}

void ListsCommand::answer(const Result<QList<ContactList>> &lists)
{
    if (!lists) {
        fail(lists.error());
        return;
    }
    QJsonArray array;
    QStringList lines;
    for (const ContactList &list : *lists) {
        array.append(QJsonObject{{QStringLiteral("id"), list.id},
                                 {QStringLiteral("name"), list.name},
                                 {QStringLiteral("contacts"), list.contacts}});
        lines << QStringLiteral("%1  %2").arg(list.contacts, 9).arg(list.name);
    }
    CommandResult result;
    result.object = {{QStringLiteral("lists"), array}};
    result.text = lines.isEmpty() ? tr("There are no lists yet.") : lines.join(QLatin1Char('\n'));
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
