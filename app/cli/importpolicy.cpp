#include "cli/importpolicy.h"

#include "cli/moment.h"
#include "send/formerimports.h"
#include "support/text.h"

#include <CLI/CLI.hpp>

#include <QDateTime>
#include <QJsonArray>
#include <QStringList>

namespace rollcall::cli {
namespace {

/// By header; without headers, by number from 1.
qsizetype columnOf(const Sheet &sheet, const QString &name)
{
    const QStringList headers = sheet.headers();
    for (qsizetype column = 0; column < headers.size(); ++column) {
        if (headers.at(column).trimmed().compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return column;
    }
    const int number = headers.isEmpty() ? name.toInt() : 0;
    return number >= 1 && number <= sheet.columnCount() ? number - 1 : -1;
}

} // namespace

void ImportPolicy::addTo(CLI::App &options)
{
    CLI::Option *onlyNew =
        options.add_flag("--add-only", m_onlyNew,
                         Text::tr("Leave people alone who are in the account already.").toStdString());
    options
        .add_flag("--update-only", m_onlyKnown,
                  Text::tr("Add nobody: only change people who are in the account already.").toStdString())
        ->excludes(onlyNew);
    options
        .add_option(
            "--fill-empty", m_fill,
            Text::tr("This column fills what is empty in the account and overwrites nothing; may be given "
                     "again. “*” means all columns.")
                .toStdString())
        ->type_name("HEADER")
        ->allow_extra_args(false);
    options.add_flag(
        "--skip-imported", m_skipImported,
        Text::tr("Leave out who came with an earlier import of this file, or of most of its people.")
            .toStdString());
}

Result<void> ImportPolicy::apply(ImportPlan &plan) const
{
    plan.whom = m_onlyNew ? Whom::OnlyNew : m_onlyKnown ? Whom::OnlyKnown : Whom::Everybody;
    for (const std::string &one : m_fill) {
        const QString name = QString::fromStdString(one);
        if (name == QLatin1String("*")) {
            plan.onlyFill.clear();
            for (qsizetype column = 0; column < plan.mapping.size(); ++column)
                plan.onlyFill.append(column);
            return {};
        }
        const qsizetype column = columnOf(*plan.sheet, name);
        if (column < 0)
            return failure(Error::Kind::Usage, Text::tr("The file has no column “%1”.").arg(name),
                           Text::tr("Nothing was sent. The headers are: %1")
                               .arg(plan.sheet->headers().join(QStringLiteral(", "))));
        plan.onlyFill.append(column);
    }
    return {};
}

Result<ImportPolicy::Before> ImportPolicy::lookBack(Journal &journal, ImportPlan &plan) const
{
    const std::atomic_bool toTheEnd = false;
    const auto former = formerImports(journal, plan, toTheEnd);
    if (!former)
        return tl::unexpected(former.error());
    QStringList sentences;
    QJsonArray imports;
    for (const FormerImport &one : former->imports) {
        const QString when = momentText(QDateTime::fromString(one.import.started, Qt::ISODate));
        const QString lists = one.import.lists.join(QStringLiteral(", "));
        sentences << (one.sameContent ? Text::tr("This very file was imported before: import %1, %2, to %3.")
                                            .arg(one.import.id, when, lists)
                                      : Text::tr("Of its people, %L1 of %L2 came with import %3, %4, to %5.")
                                            .arg(one.people)
                                            .arg(former->ready)
                                            .arg(one.import.id, when, lists));
        if (one.takenBack > 0)
            sentences << Text::tr("%Ln of them were taken back since.", nullptr, Text::plural(one.takenBack));
        imports.append(QJsonObject{{QStringLiteral("id"), one.import.id},
                                   {QStringLiteral("started"), one.import.started},
                                   {QStringLiteral("people"), one.people},
                                   {QStringLiteral("taken_back"), one.takenBack},
                                   {QStringLiteral("same_file"), one.sameContent}});
    }
    const qint64 fresh = former->ready - std::ssize(former->known);
    if (m_skipImported)
        plan.importedBefore = former->known;
    else if (!sentences.isEmpty())
        sentences << Text::tr("New in it: %L1. “--skip-imported” sends only those.").arg(fresh);
    return Before{sentences,
                  {{QStringLiteral("imported_before"), imports}, {QStringLiteral("new_people"), fresh}}};
}

} // namespace rollcall::cli
