#include "send/archive.h"

#include "support/text.h"

#include <QThreadPool>

namespace rollcall {

Archive::Archive()
    : m_desk(std::make_unique<Desk>())
{}

Archive::~Archive() = default;

void Archive::use(const QString &folder)
{
    m_desk->worker.drop();
    // Who turns to another journal does not wait until the one before has answered and is closed.
    if (!m_desk->folder.isEmpty())
        QThreadPool::globalInstance()->start([left = std::shared_ptr<Desk>(std::move(m_desk))] {});
    m_desk = std::make_unique<Desk>();
    m_desk->folder = folder;
}

Result<Journal *> Archive::Desk::open()
{
    if (folder.isEmpty())
        return failure(Error::Kind::Usage, Text::tr("No account has been opened yet."), {});
    if (!journal) {
        Result<std::unique_ptr<Journal>> opened = Journal::open(folder);
        if (!opened)
            return tl::unexpected(opened.error());
        journal = std::move(*opened);
    }
    return journal.get();
}

} // namespace rollcall
