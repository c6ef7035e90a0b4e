#pragma once

#include "send/worker.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QString>

#include <memory>
#include <type_traits>
#include <utility>

namespace rollcall {

/// The journal of an account, asked on a thread of its own: what takes long there holds nobody up.
class Archive
{
public:
    Archive();
    ~Archive();

    /// From now on the journal of that folder; empty: none. What was asked and has not begun is dropped.
    void use(const QString &folder);

    /// Calls `handle` with what `work` answered, later, on this thread, unless `context` is gone by then.
    /// `work` gets the journal on another thread and returns a Result.
    template <typename Work, typename Handler>
    void ask(Work work, QObject *context, Handler handle)
    {
        using Answer = std::invoke_result_t<Work, Journal &>;
        m_desk->worker.run(
            [desk = m_desk.get(), work = std::move(work)]() -> Answer {
                const Result<Journal *> journal = desk->open();
                return journal ? work(**journal) : tl::unexpected(journal.error());
            },
            context, std::move(handle));
    }

private:
    struct Desk
    {
        Result<Journal *> open();

        QString folder;
        std::unique_ptr<Journal> journal;
        Worker worker; ///< after what it works on: it ends first
    };

    std::unique_ptr<Desk> m_desk;
};

} // namespace rollcall
