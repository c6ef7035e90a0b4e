#include "send/importteller.h"

#include "service/serviceclient.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

QString number(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace

void ImportTeller::start()
{
    m_startedMs = m_clock.nowMs();
    m_callsBefore = m_client.callsMade();
}

int ImportTeller::calls() const
{
    return m_client.callsMade() - m_callsBefore;
}

double ImportTeller::seconds() const
{
    return static_cast<double>(m_clock.nowMs() - m_startedMs) / 1000;
}

void ImportTeller::setToSend(qint64 rows)
{
    m_toSend = rows;
    m_progress.rowsDone = m_progress.rowsTotal - rows;
}

bool ImportTeller::enter(ImportSummary::State state)
{
    if (state == ImportSummary::State::ReadingBack)
        m_progress.secondsLeft = -1;
    return std::exchange(m_progress.state, state) != state;
}

void ImportTeller::say(const QString &sentence)
{
    m_progress.sentence = sentence;
    // Queued: a listener may delete the import, and this is not the last thing a step does.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT progressed(m_progress); }, Qt::QueuedConnection);
}

void ImportTeller::sayReading(qint64 read, qint64 total)
{
    say(tr("Reading the account: %1 of %2 contacts.").arg(number(read), number(total)));
}

void ImportTeller::sayReadingBack(qint64 read, qint64 total)
{
    say(tr("Reading back: %1 of %2 contacts.").arg(number(read), number(total)));
}

void ImportTeller::saySent(qint64 sent, qint64 over, bool allSent)
{
    const double spent = std::max(0.001, seconds());
    m_progress.rowsDone = m_progress.rowsTotal - m_toSend + over;
    m_progress.rowsASecond = static_cast<double>(sent) / spent;
    m_progress.secondsLeft =
        sent > 0 ? static_cast<int>(static_cast<double>(m_toSend - over) / m_progress.rowsASecond) : -1;
    say(allSent ? tr("The service is working on %Ln row(s).", nullptr, static_cast<int>(sent - over))
                : tr("Sending: %1 of %2 rows.").arg(number(sent), number(m_toSend)));
}

} // namespace rollcall
