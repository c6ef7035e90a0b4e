#pragma once

#include "check/columnmapping.h"
#include "check/columnmemory.h"
#include "check/repairs.h"
#include "check/rowcheck.h"
#include "import/firstlook.h"
#include "support/result.h"
#include "table/sheet.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rollcall {

/// What a person chooses and mends in a file on its way to being sent: how it is read, what its columns become, and what
/// the check says of that. Everything that takes time happens on other threads, one thing at a time.
class ImportDraft : public QObject
{
    Q_OBJECT

public:
    using KindCounts = std::array<qint64, static_cast<size_t>(ProblemKind::Count)>;
    using KindLevels = std::array<ProblemLevel, static_cast<size_t>(ProblemKind::Count)>;

    explicit ImportDraft(QObject *parent = nullptr);
    ~ImportDraft() override;

    void open(const QString &path);
    void paste(const QString &text);
    /// Reads the same again, in another way. Columns and corrections stay where they still fit; where the columns are
    /// others, they wait for the way back.
    void setChoice(const TableChoice &choice);
    /// Reads the file as it is now, in the same way; columns and corrections stay where they still fit.
    void reopen();
    void clear();
    /// What it is of, what its columns become and what was corrected, for a later start; empty where it is not open.
    QJsonObject kept() const;
    /// Opens it as it was then, as far as the file still is what it was.
    void restore(const QJsonObject &kept);

    /// Where choices for columns are remembered, from the next file on.
    void setMemory(const ColumnMemory &memory) { m_memory = memory; }
    /// The account's own fields; a mapping that nobody has touched is found anew with them.
    void setCustomFields(const QList<CustomField> &fields);
    void setTarget(qsizetype column, Field field, const QString &customName);
    /// A field of the account's own that is not there yet, called as the column is; it is made when the rows are sent.
    void makeField(qsizetype column);
    void setOptOutFile(bool optOutFile);
    /// Whether rows with the same address stay apart; a check follows.
    void setKeepsEach(bool keepsEach);

    /// Checks all rows; checked() follows. Also called after each change by itself.
    void check();
    void correct(qint64 row, int column, const QString &text);
    void takeSuggestion(const Problem &problem);
    void takeAll(ProblemKind kind);
    void undo();
    bool canUndo() const { return m_canUndo; }

    /// Whether a person chose a column's field or corrected a cell.
    bool isTouched() const { return m_mappingTouched || !m_corrections.isEmpty(); }
    bool isEmpty() const { return m_path.isEmpty() && m_text.isEmpty(); }
    bool isOpening() const { return m_firstLook.isUnderWay(); }
    bool isChecking() const { return m_running || m_checkWanted; }
    QString name() const; ///< the file's name, without its folder
    const TableChoice &choice() const { return m_choice; }
    /// What can be shown: the beginning at first, the whole table once opened. Null before. Where a text cannot be read
    /// as a table, its lines as they stand: there is no sheet() then, but another way of reading it can be chosen.
    std::shared_ptr<const Sheet> shown() const { return m_sheet ? m_sheet : m_firstLook.beginning(); }
    std::shared_ptr<Sheet> sheet() const { return m_sheet; }
    /// False: the likeliest way to read the file is not a certain one, and the person should look at it.
    bool isReadSurely() const;
    const ColumnMapping &mapping() const { return m_mapping; }
    const QList<CustomField> &customFields() const { return m_customFields; }
    std::shared_ptr<const CheckReport> report() const { return m_report; } ///< null until checked
    const KindCounts &kinds() const { return m_kinds; }
    const KindLevels &levels() const { return m_levels; } ///< of each kind the worst that there is
    const std::vector<Repairs::Offer> &offers() const { return m_offers; }

Q_SIGNALS:
    void previewed(); ///< shown() has the beginning
    void opened();    ///< sheet() and mapping() are there
    void openFailed(const rollcall::Error &error);
    void mappingChanged();
    void changed(); ///< cells were mended; a new check follows
    void checkProgressed(qint64 rows);
    void checked();
    void checkFailed(const rollcall::Error &error);
    /// The file is no longer the one that was opened: its cells cannot be read any more. Said once.
    void fileChanged(const rollcall::Error &error);

private:
    struct Checked
    {
        std::shared_ptr<const CheckReport> report;
        KindCounts kinds{};
        KindLevels levels{};
        std::vector<Repairs::Offer> offers;
    };
    struct Changed
    {
        bool canUndo = false;
        QJsonArray corrections;
    };
    using Change = std::function<void(Repairs &)>;

    void start();
    void takeFound(const FirstLook::Found &found);
    void watch();
    void takeStatus(const Result<void> &status);
    void forget();
    void setAside();
    void change(Change change);
    void step();
    void startChanges();
    void takeChanged(const Changed &changed);
    void startCheck();
    void takeChecked(const Result<Checked> &checked);

    QString m_path;
    QString m_text; ///< pasted, instead of a file
    TableChoice m_choice;
    FirstLook m_firstLook;
    std::optional<FirstLook::Earlier> m_earlier; ///< of the same file
    std::shared_ptr<Sheet> m_sheet;
    ColumnMapping m_mapping;
    bool m_mappingTouched = false;
    ColumnMemory m_memory;
    QList<CustomField> m_customFields; ///< of the account, and new ones
    QList<CustomField> m_newFields;    ///< chosen, and not there yet
    std::shared_ptr<Repairs> m_repairs;
    std::shared_ptr<const CheckReport> m_report;
    KindCounts m_kinds{};
    KindLevels m_levels{};
    std::vector<Repairs::Offer> m_offers;
    bool m_canUndo = false;
    QJsonArray m_corrections; ///< as they are kept

    // Checks and changes read and write the same table: never two at a time.
    bool m_running = false;
    bool m_checkWanted = false;
    QPointer<QObject> m_tableJob;
    std::shared_ptr<std::atomic_bool> m_checkCancel;
    std::shared_ptr<std::atomic<qint64>> m_rowsDone;
    QList<Change> m_pending;
    QTimer m_progress;

    QTimer m_watch;
    QPointer<QObject> m_watchJob;
};

} // namespace rollcall
