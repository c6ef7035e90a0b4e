#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QObject;

namespace rollcall {

class ServiceClient;

/// A job of the service's (constant-contact-v3.md 5.4).
struct Activity
{
    enum class State { Initialized, Processing, Completed, Cancelled, Failed, TimedOut };

    QString id;
    State state = State::Initialized;
    int percentDone = 0;
    qint64 itemsTotal = 0, itemsCompleted = 0, errorCount = 0, correctableCount = 0, cannotAddToListCount = 0;
    QStringList errors; ///< the service's words; no stable form
    QString createdAt;  ///< as the service wrote it
    QString results;    ///< href, for exports

    bool isOver() const { return state != State::Initialized && state != State::Processing; }
    bool operator==(const Activity &) const = default;
};

class ActivitiesApi
{
public:
    using Handler = std::function<void(const Result<Activity> &)>;
    using ListHandler = std::function<void(const Result<QList<Activity>> &)>;

    explicit ActivitiesApi(ServiceClient &client)
        : m_client(client)
    {}

    /// POST activities/contacts_json_import with a ready body of at most 3.5 MB. Never repeated by itself:
    /// Offline means that nobody knows whether it arrived.
    void importJson(const QByteArray &body, QObject *context, Handler handle);
    /// The most recent 500, one call for all that are under way.
    void recent(QObject *context, ListHandler handle);
    void one(const QString &id, QObject *context, Handler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
