#include "cli/undocommand.h"

#include "application.h"
#include "cli/printer.h"
#include "cli/rowanswers.h"
#include "net/pacer.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace rollcall::cli {
namespace {

QString receiptHead(ImportSummary::State state)
{
    if (state == ImportSummary::State::Forecast)
        return UndoCommand::tr("Taking this import back would do this; nothing was done yet:");
    return state == ImportSummary::State::Done
               ? UndoCommand::tr("The import was taken back:")
               : UndoCommand::tr("The import is not taken back as a whole yet; so far:");
}

QString receiptText(const UndoReceipt &receipt, int callsLeft)
{
    const bool isForecast = receipt.state == ImportSummary::State::Forecast;
    QStringList lines{receiptHead(receipt.state)};
    const auto count = [&lines](qint64 number, const QString &what) {
        lines << QStringLiteral("  %1  %2").arg(number, 9).arg(what);
    };
    count(receipt.removed, UndoCommand::tr("added contacts removed"));
    count(receipt.restored, UndoCommand::tr("changed contacts restored"));
    count(receipt.left, UndoCommand::tr("left as they are"));
    count(receipt.failed, UndoCommand::tr("not done by the service"));
    for (const RowAnswer &answer : receipt.named)
        lines << QStringLiteral("  ") + placeAndReason(answer);
    if (isForecast) {
        lines << UndoCommand::tr("Calls: about %L1; days of allowance: %L2")
                     .arg(receipt.calls)
                     .arg(Pacer::daysFor(receipt.calls, callsLeft));
        lines << UndoCommand::tr(
            "Give “--yes” to do it. E-mails that were sent meanwhile can't be called back.");
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

UndoCommand::UndoCommand(CommandContext &context)
    : ConnectedCommand(context)
{}

UndoCommand::~UndoCommand() = default;

QString UndoCommand::summary() const
{
    return tr("Take an import back: first what that does, then, with “--yes”, do it.");
}

void UndoCommand::addOptions(CLI::App &options)
{
    options.add_option("ID", m_id, tr("The import, as “history” names it.").toStdString())->required();
    options.add_flag("--yes", m_yes, tr("Do it.").toStdString());
}

void UndoCommand::work()
{
    m_undo = application().undo(QString::fromStdString(m_id));
    connect(m_undo.get(), &Undo::progressed, this,
            [this](const QString &sentence) { printer().progress(sentence); });
    connect(m_undo.get(), &Undo::finished, this, &UndoCommand::answer);
    if (m_yes)
        m_undo->start();
    else
        m_undo->look();
}

void UndoCommand::interrupt()
{
    fail({Error::Kind::Cancelled,
          tr("Stopped."),
          tr("What was taken back already is kept; the same command goes on with the rest."),
          {}});
}

void UndoCommand::answer(const UndoReceipt &receipt, const std::optional<Error> &error)
{
    if (error && error->kind == Error::Kind::Usage) {
        fail(*error);
        return;
    }
    const bool isForecast = receipt.state == ImportSummary::State::Forecast;
    const int callsLeft = isForecast ? application().pacer().callsLeft() : Pacer::callsADay;
    CommandResult result{error                ? exitStatusFor(error->kind)
                         : receipt.failed > 0 ? ExitStatus::SomeRefused
                                              : ExitStatus::Done,
                         undoObject(QString::fromStdString(m_id), receipt, callsLeft, error),
                         error && !m_yes ? QString() : receiptText(receipt, callsLeft), error};
    Q_EMIT finished(result);
}

QJsonObject undoObject(const QString &importId, const UndoReceipt &receipt, int callsLeft,
                       const std::optional<Error> &error)
{
    QJsonArray named;
    for (const RowAnswer &answer : receipt.named)
        named.append(QJsonObject{{QStringLiteral("row"), answer.number},
                                 {QStringLiteral("line"), answer.line},
                                 {QStringLiteral("email"), answer.email},
                                 {QStringLiteral("reason"), answer.reason}});
    QJsonObject object{{QStringLiteral("id"), importId},
                       {QStringLiteral("state"), importStateName(receipt.state)},
                       {QStringLiteral("removed"), receipt.removed},
                       {QStringLiteral("restored"), receipt.restored},
                       {QStringLiteral("left"), receipt.left},
                       {QStringLiteral("failed"), receipt.failed},
                       {QStringLiteral("calls"), receipt.calls},
                       {QStringLiteral("days"), Pacer::daysFor(receipt.calls, callsLeft)},
                       {QStringLiteral("rows_left"), named}};
    if (error)
        object.insert(QStringLiteral("error"), errorObject(*error));
    return object;
}

} // namespace rollcall::cli
