#pragma once

#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrentRun>

#include <functional>

namespace rollcall {

/// Runs `work` on another thread and hands its value to `done` on the thread of `owner`. Deleting what is returned drops
/// the answer, and so does deleting `owner`.
template <typename Owner, typename Value>
QPointer<QObject> runFor(Owner *owner, std::function<Value()> work, void (Owner::*done)(const Value &))
{
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [owner, watcher, done] {
        watcher->deleteLater();
        (owner->*done)(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
    return watcher;
}

} // namespace rollcall
