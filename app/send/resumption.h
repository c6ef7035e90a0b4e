#pragma once

#include "send/archive.h"
#include "send/importrun.h"
#include "send/undo.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace rollcall {

class Outbox;

/// Goes on with what a kill, a power cut or a passing trouble left, one after the other and oldest first:
/// imports, imports being taken back, and lists of ours that could not be deleted; then, where that is wanted,
/// the outbox. What a person paused waits for a person.
class Resumption : public QObject
{
    Q_OBJECT

public:
    explicit Resumption(const ImportRun::Needs &needs, QObject *parent = nullptr);
    ~Resumption() override;

    /// Stays when a passing trouble (no network, the day's allowance) stops it, and goes on when that may be
    /// over. Until then finished() is not said.
    void setPatient(bool patient) { m_patient = patient; }

    /// Who waits there is sent, too: all, or the one that start() names.
    void sendAlso(Outbox &outbox) { m_outbox = &outbox; }

    // One of the two, once.
    void start();
    void start(const QString &importId); ///< this one, also when a person paused it

    /// At once; nothing is lost. What was under way waits for a person.
    void pause();
    /// As pause(), but the next one to look goes on with it, see ImportRun::interrupt().
    void interrupt();

Q_SIGNALS:
    /// It goes on with this one; "about" is a sentence for people.
    void begun(const rollcall::ImportSummary &import, const QString &about);
    void progressed(const rollcall::ImportProgress &progress);
    void importEnded(const rollcall::ImportSummary &import, const std::optional<rollcall::Error> &error);
    void undoEnded(const QString &importId, const rollcall::UndoReceipt &receipt,
                   const std::optional<rollcall::Error> &error);
    /// It was stopped by something that passes, and goes on by itself then.
    void waiting(const QString &sentence);
    /// Once, last. An error: the journal could not be read, or what stopped the last one.
    void finished(const std::optional<rollcall::Error> &error);

private:
    struct Item
    {
        ImportSummary import;
        enum class Kind { Import, Undo, Tidy, Outbox } kind = Kind::Import;
    };

    static Result<QList<Item>> find(Journal &journal, const QString &onlyId, bool inOutbox);
    void begin();
    void found(const Result<QList<Item>> &items);
    void next();
    void run(const Item &item);
    void runUndo(const ImportSummary &import);
    void runImport(const Item &item);
    void runOutbox();
    bool isTakenElsewhere(const std::optional<Error> &error) const;
    void ended(const std::optional<Error> &error);
    void rest();
    void end(const std::optional<Error> &error);
    void waitFor(const Error &error);

    const ImportRun::Needs m_needs;
    QString m_only; ///< empty: all
    QList<Item> m_items;
    Archive m_archive;
    std::unique_ptr<ImportRun> m_import;
    std::unique_ptr<Undo> m_undo;
    Outbox *m_outbox = nullptr;
    QTimer m_timer;
    std::optional<Error> m_error;
    int m_waits = 0; ///< in a row
    bool m_patient = false;
    bool m_paused = false;
    bool m_sendsOutbox = false;
};

} // namespace rollcall
