#pragma once

#include "send/importplan.h"
#include "send/importprogress.h"
#include "send/outcome.h"
#include "support/error.h"
#include "support/result.h"

#include <QObject>

#include <memory>

namespace rollcall {

class ActivitiesApi;
class Clock;
class ContactsApi;
class FieldsApi;
class ListsApi;
class ServiceClient;
class TagsApi;

/// Sends one import and answers for every row: makes the lists, tags and fields that are new, reads the
/// account, makes the import's own list, writes each body to the journal before it is sent, watches the
/// activities, reads back. A state machine whose state is the journal's.
class ImportRun : public QObject
{
    Q_OBJECT

public:
    /// What an import needs of the rest of the program.
    struct Needs
    {
        ServiceClient &client;
        ContactsApi &contacts;
        ListsApi &lists;
        ActivitiesApi &activities;
        TagsApi &tags;
        FieldsApi &fields;
        const Clock &clock;
        QString journalFolder; ///< it is opened on threads of its own: none blocks the caller
    };

    ImportRun(Needs needs, ImportPlan plan, QObject *parent = nullptr);
    /// Goes on with an import of the journal's that was interrupted or paused; of one that has come to its
    /// end, only deletes the list that may be left of it.
    ImportRun(Needs needs, const QString &importId, QObject *parent = nullptr);
    ~ImportRun() override;

    void start();
    /// At once, nothing is waited for: what is on its way to the service is looked for when a person goes on
    /// with it.
    void pause();
    /// As pause(), but nobody wants it to rest: it ends with interruption(), and the next start goes on.
    void interrupt();
    static Error interruption();
    /// Nothing more is sent; what was sent is waited for and answered, where need be by a later run: the
    /// journal knows.
    void cancel();

    QString id() const; ///< the journal's; empty before start

Q_SIGNALS:
    void progressed(const rollcall::ImportProgress &progress);
    /// Once, last. The summary is there also when an error ended the run: it says what is known of each row.
    void finished(const rollcall::ImportSummary &summary, const std::optional<rollcall::Error> &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
