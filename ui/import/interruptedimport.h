#pragma once

#include "support/result.h"

#include <QObject>

#include <memory>

namespace rollcall {

class Archive;
class Resumer;
struct ImportSummary;

/// The import that was left half-way, if there is one: it is gone on with right now, or waits in the history.
class InterruptedImport : public QObject
{
    Q_OBJECT

public:
    InterruptedImport(Archive &archive, Resumer &resumer, QObject *parent = nullptr);
    ~InterruptedImport() override;

    void look(); ///< also done whenever the resumer has news
    /// Until the next look there is none.
    void forget();

    QString sentence() const { return m_sentence; } ///< empty: there is none
    QString importId() const { return m_importId; } ///< empty: it has no place in the history yet

Q_SIGNALS:
    void changed();

private:
    void take(const Result<QList<ImportSummary>> &interrupted);
    void tell(const QString &sentence, const QString &importId);

    Archive &m_archive;
    Resumer &m_resumer;
    std::unique_ptr<QObject> m_call; ///< context of a look into the journal
    QString m_sentence;
    QString m_importId;
};

} // namespace rollcall
