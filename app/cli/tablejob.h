#pragma once

#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "cli/tableoptions.h"
#include "support/result.h"
#include "table/sheet.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rollcall::cli {

/// A file that was read as a whole, with the answer of the check for every row.
struct CheckedTable
{
    std::shared_ptr<Sheet> sheet;
    ColumnMapping mapping;
    std::shared_ptr<CheckReport> report;

    bool operator==(const CheckedTable &) const = default;
};

/// Opens and checks a table on a thread of its own, so that the program still hears Ctrl+C.
class TableJob : public QObject
{
    Q_OBJECT

public:
    explicit TableJob(QObject *parent = nullptr);
    ~TableJob() override; ///< what is running comes to its end by itself, heard by nobody

    void open(const QString &path, const TableChoice &choice);
    /// Columns are found, then corrected as the options say, then all rows are checked.
    void check(const std::shared_ptr<Sheet> &sheet, const TableOptions &options,
               const QList<CustomField> &customFields);
    /// Lays every known repair over the cells, and writes the table to `path`.
    void saveFixed(const CheckedTable &table, const QString &path);
    void cancel();

Q_SIGNALS:
    void opened(const rollcall::Result<std::shared_ptr<rollcall::Sheet>> &sheet);
    void progressed(qint64 rowsDone, qint64 rows);
    void checked(const rollcall::Result<rollcall::cli::CheckedTable> &table);
    void saved(const rollcall::Result<qint64> &cells); ///< how many were mended

private:
    struct Shared;

    std::shared_ptr<Shared> m_shared; ///< with the thread, which may outlive us
    QTimer m_tick;
};

} // namespace rollcall::cli
