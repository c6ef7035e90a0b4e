#pragma once

#include "send/outcome.h"
#include "support/error.h"
#include "support/result.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rollcall {

class ActivitiesApi;
class Clock;
class ImportWork;
class TemporaryList;
class Tagging;
class Worker;
struct TagJob;

/// Whether an import that an error of that kind stopped can be gone on with: time or a person makes it good
/// again.
bool mayPass(const Error &error);

/// What an import does last: tags whoever arrived, and deletes its own list.
class ImportEnding : public QObject
{
    Q_OBJECT

public:
    struct Needs
    {
        Worker &worker;
        ImportWork &work;
        ActivitiesApi &activities;
        const Clock &clock;
        TemporaryList &ownList;
    };

    ImportEnding(const Needs &needs, QObject *parent = nullptr);
    ~ImportEnding() override;

    /// `mayTag`: somebody may have arrived who gets tags.
    void start(ImportSummary::State state, const std::optional<Error> &error, bool mayTag);
    /// At once: tagging is gone on with later, a list that is just being deleted is deleted at the next
    /// start.
    void pause();

Q_SIGNALS:
    void said(const QString &sentence);
    /// Once, last: how it ends.
    void finished(rollcall::ImportSummary::State state, const std::optional<rollcall::Error> &error);

private:
    void tag(const Result<QList<TagJob>> &jobs);
    void tagged(const std::optional<Error> &error);
    void tidyList();
    void finish();

    const Needs m_needs;
    std::unique_ptr<Tagging> m_tagging;
    bool m_isUnderWay = false;
    bool m_isToTag = false;
    ImportSummary::State m_state = ImportSummary::State::Done;
    std::optional<Error> m_error;
};

} // namespace rollcall
