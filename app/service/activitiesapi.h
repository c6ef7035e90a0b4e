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

/// Whom a bulk activity is about; one of the two (constant-contact-v3.md 5.1).
struct ActivitySource
{
    QStringList contactIds; ///< at most 500
    QStringList listIds;    ///< at most 50; all members
};

/// What an export is to hold.
struct ExportWish
{
    QStringList listIds; ///< at most 50; empty: the whole account
    QString status; ///< "all", "active", "unsubscribed", …; empty: the service's choice, without deleted ones
    QStringList fields; ///< names of the service's; empty: all
};

/// An import is never repeated when its answer was lost: Offline means that nobody knows whether it arrived.
/// The others are: deleting, putting on lists and tagging twice is doing it once.
class ActivitiesApi
{
public:
    static constexpr int mostContacts = 500;

    using Handler = std::function<void(const Result<Activity> &)>;
    using ResultsHandler = std::function<void(const Result<void> &)>;
    using ListHandler = std::function<void(const Result<QList<Activity>> &)>;

    explicit ActivitiesApi(ServiceClient &client)
        : m_client(client)
    {}

    /// POST activities/contacts_json_import with a ready body of at most 3.5 MB.
    void importJson(const QByteArray &body, QObject *context, Handler handle);
    /// Repeated when the answer was lost: a second export harms nobody.
    void exportContacts(const ExportWish &wish, QObject *context, Handler handle);
    /// The CSV of an export that is over, from its `results` link, into a private file; whoever asks deletes
    /// it.
    void results(const QString &href, const QString &path, QObject *context, ResultsHandler handle);
    void deleteContacts(const QStringList &contactIds, QObject *context, Handler handle);
    void addToLists(const ActivitySource &source, const QStringList &listIds, QObject *context,
                    Handler handle);
    void removeFromLists(const ActivitySource &source, const QStringList &listIds, QObject *context,
                         Handler handle);
    void addTags(const ActivitySource &source, const QStringList &tagIds, QObject *context, Handler handle);
    void removeTags(const ActivitySource &source, const QStringList &tagIds, QObject *context,
                    Handler handle);

    /// The most recent 500, one call for all that are under way.
    void recent(QObject *context, ListHandler handle);
    void one(const QString &id, QObject *context, Handler handle);

private:
    void start(const char *activity, const QByteArray &body, bool repeatable, QObject *context,
               Handler handle);

    ServiceClient &m_client;
};

} // namespace rollcall
