#include "storage/rowaddresses.h"

#include "storage/journal.h"

#include <algorithm>

namespace rollcall {

Result<void> eachAddress(Journal &journal, const QString &importId, qint64 rows,
                         const std::function<bool(quint32 row, const QByteArray &email)> &take)
{
    for (qint64 first = 0; first < rows; first += Journal::blockSize) {
        const auto block = journal.block(importId, static_cast<int>(first / Journal::blockSize));
        if (!block)
            return tl::unexpected(block.error());
        const qint64 count = std::min<qint64>(block->emails.size(), rows - first);
        for (qint64 i = 0; i < count; ++i) {
            if (!take(static_cast<quint32>(first + i), block->emails.at(i)))
                return {};
        }
    }
    return {};
}

} // namespace rollcall
