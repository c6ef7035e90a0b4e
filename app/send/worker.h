#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <type_traits>
#include <utility>

namespace rollcall {

/// Does blocking work (file, comparing, journal) on one thread of its own, in order, and hands the results
/// back.
class Worker
{
public:
    Worker()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setExpiryTimeout(-1); // always the same thread: a database connection belongs to one
    }

    /// What has not begun is dropped; what has is waited for.
    ~Worker() { drop(); }

    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Calls `handle` with what `task` returned, later, on the caller's thread, unless `context` is gone by
    /// then.
    template <typename Task, typename Handler>
    void run(Task task, QObject *context, Handler handle)
    {
        using Value = std::invoke_result_t<Task>;
        auto *watcher = new QFutureWatcher<Value>(context);
        QObject::connect(watcher, &QFutureWatcher<Value>::finished, context,
                         [watcher, handle = std::move(handle)] {
                             watcher->deleteLater();
                             handle(watcher->result());
                         });
        watcher->setFuture(QtConcurrent::run(&m_pool, std::move(task)));
    }

    /// What has not begun is not done.
    void drop() { m_pool.clear(); }

    /// What has not begun is not done, but `task` is, before this returns.
    template <typename Task>
    void endWith(Task task)
    {
        drop();
        post(std::move(task));
        m_pool.waitForDone();
    }

    /// Does `task` after all that was asked for so far; nobody waits for it.
    template <typename Task>
    void post(Task task)
    {
        m_pool.start(std::move(task));
    }

private:
    QThreadPool m_pool;
};

} // namespace rollcall
