#pragma once

#include "check/duplicates.h"
#include "check/rowcheck.h"

#include <QHash>
#include <QJsonArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace rollcall {

/// Corrections of one table, laid over its cells, that can be taken back step by step.
class Repairs
{
public:
    /// What can be mended at once.
    struct Offer
    {
        ProblemKind kind;
        qint64 cells = 0; ///< with a suggestion
        QString before;   ///< an example
        QString after;
    };

    /// `sheet` is corrected; the check has to be run again afterwards.
    explicit Repairs(std::shared_ptr<Sheet> sheet)
        : m_sheet(std::move(sheet))
    {}

    /// One offer a kind, in order of ProblemKind. Reads each cell that has a problem: not for the window's
    /// thread.
    static std::vector<Offer> offers(const CheckReport &report, const Sheet &sheet,
                                     const ColumnMapping &mapping,
                                     const QList<CustomField> &customFields = {});

    /// Takes the suggestion for every cell with this kind of problem, in one step. How many were changed.
    qint64 applyAll(ProblemKind kind, const CheckReport &report, const ColumnMapping &mapping,
                    const QList<CustomField> &customFields = {});

    /// Takes every suggestion that the file's encoding can hold, in one step. How many cells were changed.
    qint64 applyAll(const CheckReport &report, const ColumnMapping &mapping,
                    const QList<CustomField> &customFields = {});

    /// Takes the suggestion for one cell; false where there is none.
    bool apply(const Problem &problem, const ColumnMapping &mapping,
               const QList<CustomField> &customFields = {});

    /// What the person typed.
    void correct(qint64 row, int column, const QString &text);

    /// Lays the corrections of an earlier state of the same file over the rows that are still as they were, wherever
    /// they stand now, in one step. How many cells. Input error when the file changed again.
    Result<qint64> takeOver(const Repairs &earlier);

    /// All corrections as text for a file of ours; from it they can be taken over at a later start.
    QJsonArray toKept() const;
    static Repairs fromKept(const QJsonArray &kept);

    bool canUndo() const { return !m_steps.empty(); }
    void undo(); ///< the last step as a whole

private:
    struct Cell
    {
        qint64 row;
        int column;
        bool operator==(const Cell &) const = default;
        friend size_t qHash(const Cell &cell, size_t seed = 0)
        {
            return qHashMulti(seed, cell.row, cell.column);
        }
    };
    struct Change
    {
        Cell cell;
        std::optional<QString> before; ///< empty: as in the file
    };

    void change(std::vector<Change> &step, Cell cell, const QString &text);
    static AddressKey keyOf(const Sheet &sheet, qint64 row);

    std::shared_ptr<Sheet> m_sheet;
    QHash<Cell, QString> m_corrections;
    QHash<qint64, AddressKey> m_rows; ///< what stands for the bytes of each corrected row, as they are in the file
    std::vector<std::vector<Change>> m_steps;
};

} // namespace rollcall
