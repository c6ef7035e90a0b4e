#pragma once

#include "send/addterms.h"
#include "send/importparts.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace rollcall {

class ReadBack;
class Uploads;

/// Sends, waits for the service, reads back what arrived; and the same again for what got lost, once the
/// account has been read again.
class ImportRounds : public QObject
{
    Q_OBJECT

public:
    explicit ImportRounds(const ImportParts &parts, QObject *parent = nullptr);
    ~ImportRounds() override;

    /// `mayWrite`: else only what was sent before gets its answers.
    void start(qint64 rowsToSend, bool mayWrite);
    bool areBegun() const { return m_rounds > 0; }
    void pause();  ///< at once: nothing is waited for
    void cancel(); ///< what was sent is waited for and answered

Q_SIGNALS:
    /// Some rows got lost and are to be sent again: as the account is by then, after which start() goes on.
    void lookWanted();
    /// Once, last: how the import ends.
    void finished(rollcall::ImportSummary::State state, const std::optional<rollcall::Error> &error);

private:
    using State = ImportSummary::State;

    void send();
    void watchEarlier();
    AddTerms terms() const;
    void uploadsProgressed(qint64 sent, qint64 over);
    void uploadsOver(const std::optional<Error> &error);
    void readBack();
    void readBackEnded(const Result<qint64> &rowsToSend);
    void finishFor(const Error &error);
    void enter(State state);

    const ImportParts m_parts;
    std::unique_ptr<Uploads> m_uploads;
    std::unique_ptr<ReadBack> m_readBack;
    QHash<int, Activity> m_activities;
    std::optional<Error> m_problem; ///< ends the import as soon as what was sent has its answers
    int m_rounds = 0;
    bool m_mayWrite = true;
    bool m_isPaused = false;
    bool m_isCancelled = false;
};

} // namespace rollcall
