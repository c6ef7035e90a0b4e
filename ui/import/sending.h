#pragma once

#include "send/importrun.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rollcall {

class Application;

/// Sends what was planned, one import at a time.
class Sending : public QObject
{
    Q_OBJECT

public:
    explicit Sending(QObject *parent = nullptr);
    ~Sending() override;

    /// Another account: what was under way is left, and gone on with when that one is used again.
    void use(Application *application);
    void start(const ImportPlan &plan);
    void pause();
    void cancel();
    bool isUnderWay() const { return m_run != nullptr; }
    QString importId() const { return m_run ? m_run->id() : QString(); } ///< empty: it is not in the journal yet

Q_SIGNALS:
    void progressed(const rollcall::ImportProgress &progress);
    /// Once for each start, last. A summary without an id: it never came to the journal, and nothing was sent.
    void finished(const rollcall::ImportSummary &summary, const std::optional<rollcall::Error> &error);

private:
    void end(const ImportSummary &summary, const std::optional<Error> &error);

    Application *m_application = nullptr;
    std::unique_ptr<ImportRun> m_run;
};

} // namespace rollcall
