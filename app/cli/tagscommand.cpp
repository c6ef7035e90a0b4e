#include "cli/tagscommand.h"

#include "application.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace rollcall::cli {

QString TagsCommand::summary() const
{
    return tr("Name the tags of the account.");
}

void TagsCommand::addOptions(CLI::App &) {}

void TagsCommand::work()
{
    application().tags().all(this, [this](const Result<QList<ContactTag>> &tags) { answer(tags); });
}

void TagsCommand::answer(const Result<QList<ContactTag>> &tags)
{
    if (!tags) {
        fail(tags.error());
        return;
    }
    QJsonArray array;
    QStringList lines;
    for (const ContactTag &tag : *tags) {
        array.append(QJsonObject{{QStringLiteral("id"), tag.id}, {QStringLiteral("name"), tag.name}});
        lines << tag.name;
    }
    CommandResult result;
    result.object = {{QStringLiteral("tags"), array}};
    result.text = lines.isEmpty() ? tr("The account has no tags.") : lines.join(QLatin1Char('\n'));
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
