#include "send/outcome.h"

#include "support/text.h"

#include <QFileInfo>

namespace rollcall {

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Added:
        return QStringLiteral("added");
    case Outcome::Updated:
        return QStringLiteral("updated");
    case Outcome::Unchanged:
        return QStringLiteral("unchanged");
    case Outcome::Unsubscribed:
        return QStringLiteral("unsubscribed");
    case Outcome::Refused:
        return QStringLiteral("refused");
    case Outcome::Duplicate:
        return QStringLiteral("duplicate");
    case Outcome::LeftOut:
        return QStringLiteral("left_out");
    case Outcome::NotSent:
        return QStringLiteral("not_sent");
    case Outcome::Count:
        break;
    }
    Q_UNREACHABLE();
}

QString outcomeLabel(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Added:
        return Text::tr("added");
    case Outcome::Updated:
        return Text::tr("updated");
    case Outcome::Unchanged:
        return Text::tr("unchanged");
    case Outcome::Unsubscribed:
        return Text::tr("unsubscribed, left so");
    case Outcome::Refused:
        return Text::tr("refused");
    case Outcome::Duplicate:
        return Text::tr("merged doubles");
    case Outcome::LeftOut:
        return Text::tr("left out");
    case Outcome::NotSent:
        return Text::tr("not sent");
    case Outcome::Count:
        break;
    }
    Q_UNREACHABLE();
}

QString ImportSummary::title() const
{
    return isSingle() ? email : QFileInfo(file).fileName();
}

QString importStateName(ImportSummary::State state)
{
    switch (state) {
    case ImportSummary::State::Forecast:
        return QStringLiteral("forecast");
    case ImportSummary::State::Waiting:
        return QStringLiteral("waiting");
    case ImportSummary::State::Sending:
        return QStringLiteral("sending");
    case ImportSummary::State::Processing:
        return QStringLiteral("processing");
    case ImportSummary::State::ReadingBack:
        return QStringLiteral("reading_back");
    case ImportSummary::State::Done:
        return QStringLiteral("done");
    case ImportSummary::State::Paused:
        return QStringLiteral("paused");
    case ImportSummary::State::Cancelled:
        return QStringLiteral("cancelled");
    case ImportSummary::State::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

QString importStateLabel(ImportSummary::State state)
{
    switch (state) {
    case ImportSummary::State::Forecast:
        return Text::tr("Forecast");
    case ImportSummary::State::Waiting:
        return Text::tr("Waiting");
    case ImportSummary::State::Sending:
        return Text::tr("Sending");
    case ImportSummary::State::Processing:
        return Text::tr("The service is working on it");
    case ImportSummary::State::ReadingBack:
        return Text::tr("Reading back");
    case ImportSummary::State::Done:
        return Text::tr("Done");
    case ImportSummary::State::Paused:
        return Text::tr("Paused");
    case ImportSummary::State::Cancelled:
        return Text::tr("Cancelled");
    case ImportSummary::State::Failed:
        return Text::tr("Failed");
    }
    Q_UNREACHABLE();
}

} // namespace rollcall
