#pragma once

#include "send/bodyqueue.h"
#include "send/contactadd.h"
#include "service/activitiesapi.h"
#include "support/clock.h"
#include "support/result.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace rollcall {

class ImportWork;
class ServiceClient;
class Worker;

/// Sends the bodies of an import, a few at once, and watches their activities until the service is through
/// with them. A body whose answer got lost is not sent again here: it is over when nothing is under way any
/// more, and reading back tells.
class Uploads : public QObject
{
    Q_OBJECT

public:
    struct Needs
    {
        Worker &worker;
        ImportWork &work;
        ServiceClient &client;
        ActivitiesApi &activities;
        ContactsApi &contacts;
        const Clock &clock;
        AddTerms terms; ///< for people who go singly
    };

    explicit Uploads(const Needs &needs, QObject *parent = nullptr);

    void start();
    /// Nothing more is sent, nor again what the service did not take; what it has is waited for.
    void stop();
    /// Nothing more is sent and nothing waited for. What is on its way may arrive or not: the journal has it
    /// so, and going on looks first.
    void pause();
    /// Activities of bodies that were sent by an earlier run of the program.
    void watch(int body, const QString &activityId, qint64 rows);
    void watchLost()
    {
        m_anyLost = true;
        m_lostAt = m_clock.nowMs();
    }

    QHash<int, Activity> activities() const { return m_over; }
    bool allSent() const { return m_allSent && m_inFlight == 0; } ///< all answered for: it is only waited
    bool anyLost() const { return m_anyLost; }

Q_SIGNALS:
    /// `sent`: rows that the service has; `over`: of those it is through with.
    void progressed(qint64 sent, qint64 over);
    /// Once, last. An error: not all could be sent, or not all be waited for.
    void finished(const std::optional<rollcall::Error> &error);

private:
    struct UnderWay
    {
        QString activityId;
        qint64 rows = 0;
    };

    void goOn();
    void prepareNext();
    void prepared(const Result<std::optional<ReadyBody>> &body);
    void send(const ReadyBody &body);
    void answered(int body, qint64 rows, const Result<Activity> &activity);
    void answeredSingle(int body, const Result<AddAnswer> &answer);
    void leftAlone(int body, const AddAnswer &answer);
    void failed(int body, const Error &error);
    void sent(int body, qint64 rows, const QString &activityId);
    void notTaken(int body);
    void lost(int body);
    void keep(std::function<Result<void>()> work);
    void kept(const Result<void> &done);
    void fail(const Error &error);
    void finish();
    void tick();
    void polled(const Result<QList<Activity>> &recent);
    void settle(const QList<Activity> &recent);
    void askFor(int body);
    void answeredFor(int body, const Result<Activity> &activity);
    void took(int body, const Activity &activity);
    bool isOver() const;

    static constexpr int atOnce = 3;

    Worker &m_worker;
    ImportWork &m_work;
    ServiceClient &m_client;
    ActivitiesApi &m_activities;
    const Clock &m_clock;
    ContactAdd m_contactAdd;
    const AddTerms m_terms;
    QTimer m_timer;
    // Contexts of the calls that are under way.
    std::unique_ptr<QObject> m_sends = std::make_unique<QObject>();
    std::unique_ptr<QObject> m_asks = std::make_unique<QObject>();
    size_t m_tick = 0;
    qint64 m_lastNews = 0; ///< when something last moved
    bool m_preparing = false;
    bool m_allSent = false; ///< there are no more bodies, or they are not wanted
    bool m_held = false;    ///< nothing more leaves until the service has answered a poll
    bool m_anyLost = false;
    bool m_quiet = false;  ///< a poll since the last loss saw nothing under way that may be ours
    bool m_broken = false; ///< the service cannot be asked any more
    bool m_finished = false;
    bool m_news = false; ///< to be told when the step is done
    int m_inFlight = 0;
    int m_polls = 0;  ///< on their way
    int m_toKeep = 0; ///< states on their way to the journal
    qint64 m_lostAt = 0;
    qint64 m_polledAt = 0;
    qint64 m_rowsSent = 0;
    qint64 m_rowsOver = 0;
    QHash<int, UnderWay> m_underWay; ///< by body
    QHash<int, Activity> m_over;
    std::optional<Error> m_error;
};

} // namespace rollcall
