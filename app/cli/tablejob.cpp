#include "cli/tablejob.h"

#include "check/repairs.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <atomic>

namespace rollcall::cli {
namespace {

/// Calls `handle` with what `work` returns, unless `context` is gone by then.
template <typename Work, typename Handler>
void onThread(QObject *context, Work work, Handler handle)
{
    using Value = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle] {
        const Value value = watcher->result();
        watcher->deleteLater();
        handle(value);
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

} // namespace

struct TableJob::Shared
{
    std::atomic_bool cancel = false;
    std::atomic<qint64> rowsDone = 0;
};

TableJob::TableJob(QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    m_tick.setInterval(100);
}

TableJob::~TableJob()
{
    cancel();
}

void TableJob::open(const QString &path, const TableChoice &choice)
{
    onThread(
        this, [path, choice, shared = m_shared] { return Sheet::open(path, choice, &shared->cancel); },
        [this](const Result<std::shared_ptr<Sheet>> &sheet) { Q_EMIT opened(sheet); });
}

void TableJob::check(const std::shared_ptr<Sheet> &sheet, const TableOptions &options,
                     const QList<CustomField> &customFields)
{
    connect(&m_tick, &QTimer::timeout, this,
            [this, rows = sheet->rowCount()] { Q_EMIT progressed(m_shared->rowsDone, rows); });
    m_tick.start();
    const auto work = [sheet, options, customFields, shared = m_shared]() -> Result<CheckedTable> {
        ColumnMapping mapping = ColumnMapping::suggest(*sheet, customFields);
        for (const QString &map : options.maps()) {
            if (const Result<void> applied = mapping.apply(*sheet, map, customFields); !applied)
                return tl::unexpected(applied.error());
        }
        mapping.leaveOutGuesses();
        mapping.setKeepsEach(options.keepsEach());
        if (options.notOptedOut())
            mapping.setOptOutFile(false);
        if (const Result<void> usable = mapping.problem(*sheet); !usable)
            return tl::unexpected(usable.error());
        Result<CheckReport> report = checkRows(*sheet, mapping, customFields, &shared->cancel,
                                               [&shared](qint64 rows) { shared->rowsDone = rows; });
        if (!report)
            return tl::unexpected(report.error());
        return CheckedTable{sheet, mapping, std::make_shared<CheckReport>(std::move(*report))};
    };
    onThread(this, work, [this](const Result<CheckedTable> &table) {
        m_tick.stop();
        Q_EMIT checked(table);
    });
}

void TableJob::saveFixed(const CheckedTable &table, const QString &path)
{
    const auto work = [table, path]() -> Result<qint64> {
        Repairs repairs(table.sheet);
        const qint64 cells = repairs.applyAll(*table.report, table.mapping);
        return table.sheet->saveCorrected(path).map([cells] { return cells; });
    };
    onThread(this, work, [this](const Result<qint64> &cells) { Q_EMIT saved(cells); });
}

void TableJob::cancel()
{
    m_shared->cancel = true;
}

} // namespace rollcall::cli
