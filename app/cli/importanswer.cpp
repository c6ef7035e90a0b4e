#include "cli/importanswer.h"

#include "cli/command.h"
#include "support/text.h"

#include <QDir>
#include <QJsonArray>

namespace rollcall::cli {
QJsonObject importObject(const ImportSummary &summary, const std::optional<Error> &error)
{
    const auto count = [&summary](Outcome outcome) { return summary.count(outcome); };
    QJsonObject object{{QStringLiteral("id"), summary.id},
                       {QStringLiteral("state"), importStateName(summary.state)},
                       {QStringLiteral("rows"), summary.rows},
                       {QStringLiteral("added"), count(Outcome::Added)},
                       {QStringLiteral("updated"), count(Outcome::Updated)},
                       {QStringLiteral("unchanged"), count(Outcome::Unchanged)},
                       {QStringLiteral("unsubscribed"), count(Outcome::Unsubscribed)},
                       {QStringLiteral("refused"), count(Outcome::Refused)},
                       {QStringLiteral("duplicates"), count(Outcome::Duplicate)},
                       {QStringLiteral("left_out"), count(Outcome::LeftOut)},
                       {QStringLiteral("not_sent"), count(Outcome::NotSent)},
                       {QStringLiteral("calls"), summary.calls},
                       {QStringLiteral("seconds"), summary.seconds},
                       {QStringLiteral("activities"), QJsonArray::fromStringList(summary.activities)},
                       {QStringLiteral("report"),
                        summary.refusedFile.isEmpty() ? QJsonValue() : QJsonValue(summary.refusedFile)}};
    if (error)
        object.insert(QStringLiteral("error"), errorObject(*error));
    return object;
}

QString importText(const ImportSummary &summary)
{
    QStringList lines{summary.isSingle() ? Command::tr("Import %1, %2 alone:").arg(summary.id, summary.email)
                                         : Command::tr("Import %1 of %2: %Ln row(s)", nullptr,
                                                       static_cast<int>(summary.rows))
                                               .arg(summary.id, QDir::toNativeSeparators(summary.file))};
    for (int i = 0; i < static_cast<int>(Outcome::Count); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        lines << QStringLiteral("  %1  %2").arg(summary.count(outcome), 9).arg(outcomeLabel(outcome));
    }
    if (!summary.refusedFile.isEmpty())
        lines << Text::tr("The refused rows, with reasons: %1")
                     .arg(QDir::toNativeSeparators(summary.refusedFile));
    return lines.join(QLatin1Char('\n'));
}

ExitStatus importStatus(const ImportSummary &summary, const std::optional<Error> &error)
{
    if (error)
        return exitStatusFor(error->kind);
    if (summary.count(Outcome::NotSent) > 0)
        return ExitStatus::NotNow;
    if (summary.count(Outcome::Refused) > 0)
        return ExitStatus::SomeRefused;
    return ExitStatus::Done;
}

} // namespace rollcall::cli
