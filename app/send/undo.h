#pragma once

#include "send/importrun.h"
#include "send/undoreceipt.h"
#include "support/result.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace rollcall {

/// Takes an import back: contacts it added are deleted, what it changed gets its old values and lists again.
/// What changed since is left and named, and a subscription that the person ended is never touched. Whatever
/// stops it, it can be gone on with by starting it again.
class Undo : public QObject
{
    Q_OBJECT

public:
    Undo(const ImportRun::Needs &needs, const QString &importId, QObject *parent = nullptr);
    ~Undo() override;

    // One of the two, once.

    /// Only reads: finished() brings the receipt of what would be done, state Forecast.
    void look();
    /// Reads, does it, and reads again: state Done, or Paused with the error that stopped it.
    void start();
    /// A person wants it to rest: at once, for good, and last. What is done is kept, and nobody but a person
    /// goes on with it, by another one.
    void rest();

Q_SIGNALS:
    void progressed(const QString &sentence);
    /// Once, last.
    void finished(const rollcall::UndoReceipt &receipt, const std::optional<rollcall::Error> &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
