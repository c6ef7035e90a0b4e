#include "cli/erasecommand.h"

#include "application.h"
#include "send/personaldata.h"

#include <CLI/CLI.hpp>

namespace rollcall::cli {

QString EraseCommand::summary() const
{
    return tr("Take one person out of everything that is kept on this computer.");
}

void EraseCommand::addOptions(CLI::App &options)
{
    options.add_option("EMAIL", m_email, tr("The person's address.").toStdString())->required();
}

Result<CommandResult> EraseCommand::work(Journal &journal)
{
    const Result<Erasure> erased = PersonalData(journal).erase(QString::fromStdString(m_email).trimmed());
    if (!erased)
        return tl::unexpected(erased.error());
    CommandResult result;
    result.status = erased->unfinished > 0 ? ExitStatus::NotNow : ExitStatus::Done;
    result.object = {
        {QStringLiteral("imports"), erased->imports},    {QStringLiteral("waiting"), erased->waiting},
        {QStringLiteral("files"), erased->files},        {QStringLiteral("drafts"), erased->drafts},
        {QStringLiteral("set_aside"), erased->setAside}, {QStringLiteral("unfinished"), erased->unfinished}};
    result.text = tr("Taken out of imports: %1; of the outbox: %2; files of refused rows deleted: %3.")
                      .arg(erased->imports)
                      .arg(erased->waiting)
                      .arg(erased->files);
    if (erased->drafts > 0)
        result.text += QLatin1Char('\n') + tr("Drafts that named them are deleted.");
    if (erased->setAside > 0)
        result.text += QLatin1Char('\n') +
                       tr("Damaged records that had been set aside are deleted: they may have named them.");
    if (erased->unfinished > 0)
        result.text +=
            QLatin1Char('\n') +
            tr("Imports that are not over and name the person: %1. Once they are over, do this again.")
                .arg(erased->unfinished);
    result.text += QLatin1Char('\n') + tr("The account was not changed, and neither were files of yours.");
    return result;
}

QString PurgeCommand::summary() const
{
    return tr("Delete old personal data that is kept on this computer.");
}

void PurgeCommand::addOptions(CLI::App &options)
{
    CLI::Option *days =
        options
            .add_option("--days", m_days,
                        tr("What contacts were like before imports older than this goes; those "
                           "can't be taken back any more. Else as keep_days says, which is 90.")
                            .toStdString())
            ->type_name("N")
            ->check(CLI::Range(0, 36'500));
    options.add_option("--import", m_id, tr("Instead: all records of this import.").toStdString())
        ->type_name("ID")
        ->excludes(days);
}

Result<CommandResult> PurgeCommand::work(Journal &journal)
{
    PersonalData data(journal);
    CommandResult result;
    if (!m_id.empty()) {
        if (const Result<void> gone = data.forget(QString::fromStdString(m_id)); !gone)
            return tl::unexpected(gone.error());
        result.object = {{QStringLiteral("imports"), 1}};
        result.text = tr("The records of this import are gone. The account was not changed.");
        return result;
    }
    const int days = m_days.value_or(application().profile().keepDays);
    const qint64 before = application().clock().nowMs() - qint64(days) * 86'400'000;
    const qsizetype aside = setAsideSince({}).size();
    const Result<qint64> gone = data.purge(before);
    if (!gone)
        return tl::unexpected(gone.error());
    const qsizetype asideGone = aside - setAsideSince({}).size();
    result.object = {{QStringLiteral("pictures"), *gone}, {QStringLiteral("set_aside"), asideGone}};
    result.text = tr("Deleted what contacts were like before imports: %L1.").arg(*gone);
    if (asideGone > 0)
        result.text += QLatin1Char('\n') + tr("Damaged records that had been set aside are deleted, too.");
    return result;
}

} // namespace rollcall::cli
