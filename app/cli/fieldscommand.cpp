#include "cli/fieldscommand.h"

#include "application.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace rollcall::cli {

QString FieldsCommand::summary() const
{
    return tr("Name the account's own fields, and what can be chosen in them.");
}

void FieldsCommand::addOptions(CLI::App &) {}

void FieldsCommand::work()
{
    application().fields().all(this, [this](const Result<QList<CustomField>> &fields) { answer(fields); });
}

void FieldsCommand::answer(const Result<QList<CustomField>> &fields)
{
    if (!fields) {
        fail(fields.error());
        return;
    }
    QJsonArray array;
    QStringList lines;
    for (const CustomField &field : *fields) {
        QStringList choices;
        for (const CustomField::Choice &choice : field.choices)
            choices << choice.label;
        array.append(QJsonObject{{QStringLiteral("id"), field.id},
                                 {QStringLiteral("label"), field.label},
                                 {QStringLiteral("name"), field.name},
                                 {QStringLiteral("type"), field.type},
                                 {QStringLiteral("choices"), QJsonArray::fromStringList(choices)}});
        lines << QStringLiteral("cf:%1  %2  (%3)  %4")
                     .arg(field.name, field.label, field.type, choices.join(QStringLiteral(", ")))
                     .trimmed();
    }
    CommandResult result;
    result.object = {{QStringLiteral("fields"), array}};
    result.text =
        lines.isEmpty() ? tr("The account has no fields of its own.") : lines.join(QLatin1Char('\n'));
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
