#pragma once

#include "send/importprogress.h"
#include "support/clock.h"

#include <QObject>

namespace rollcall {

class ServiceClient;

/// Says how far an import is, and counts what it takes.
class ImportTeller : public QObject
{
    Q_OBJECT

public:
    ImportTeller(const ServiceClient &client, const Clock &clock)
        : m_client(client)
        , m_clock(clock)
    {}

    void start(); ///< from here on calls and seconds are counted
    int calls() const;
    double seconds() const;

    void setRows(qint64 total) { m_progress.rowsTotal = total; }
    void setToSend(qint64 rows); ///< all others are done
    /// False: that it is already.
    bool enter(ImportSummary::State state);

    void say(const QString &sentence);
    void sayReading(qint64 read, qint64 total);
    void sayReadingBack(qint64 read, qint64 total);
    /// `sent`: rows that the service has; `over`: of those it is through with.
    void saySent(qint64 sent, qint64 over, bool allSent);

Q_SIGNALS:
    void progressed(const rollcall::ImportProgress &progress);

private:
    const ServiceClient &m_client;
    const Clock &m_clock;
    ImportProgress m_progress;
    qint64 m_toSend = 0;
    qint64 m_startedMs = 0;
    int m_callsBefore = 0;
};

} // namespace rollcall
