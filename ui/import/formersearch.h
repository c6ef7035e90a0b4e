#pragma once

#include "send/formerimports.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace rollcall {

class Archive;
class ImportDraft;

/// Whether the file of the draft was imported before: by its content as soon as it is open, by its people when it has
/// been checked. Asked beside the window's work.
class FormerSearch : public QObject
{
    Q_OBJECT

public:
    FormerSearch(ImportDraft &draft, Archive &archive, QObject *parent = nullptr);
    ~FormerSearch() override;

    /// Another account: it has another history.
    void restart();
    /// What is found does not matter any more.
    void stop();

    /// In a sentence; empty: it was not imported before, as far as is known.
    QString sentence() const;
    QString importId() const; ///< the newest of before
    /// Rows whose people were imported before; empty until the check's rows have been looked at.
    const std::vector<quint32> &known() const { return m_found.known; }
    qint64 newPeople() const; ///< who would be sent and was not imported before

Q_SIGNALS:
    void changed();

private:
    void lookByContent();
    void lookByPeople();
    void takeContent(const Result<std::optional<FormerImport>> &found);
    void takePeople(const Result<FormerImports> &found);

    ImportDraft &m_draft;
    Archive &m_archive;
    std::unique_ptr<QObject> m_call;
    std::shared_ptr<std::atomic_bool> m_stop;
    FormerImports m_found;
};

} // namespace rollcall
