#include "send/rowplaces.h"

#include "support/text.h"

#include <algorithm>

namespace rollcall {

Result<void> keepPlaces(const Sheet &sheet, qsizetype emailColumn, Journal &journal, const QString &importId,
                        const std::atomic_bool &stop)
{
    Sheet::Reader reader(sheet);
    RowView row;
    for (qint64 first = 0; first < sheet.rowCount(); first += Journal::blockSize) {
        if (stop)
            return failure(Error::Kind::Cancelled, Text::tr("The import was stopped."));
        const auto places =
            sheet.placesOf(first, std::min<qint64>(first + Journal::blockSize, sheet.rowCount()));
        if (!places)
            return tl::unexpected(places.error());
        RowBlock block;
        for (const RowPlace &place : *places) {
            if (!reader.next(row))
                return reader.status();
            const std::string_view email = row.cells[static_cast<size_t>(emailColumn)];
            block.lines.push_back(place.line);
            block.numbers.push_back(place.number);
            block.emails.append(QByteArray(email.data(), static_cast<qsizetype>(email.size())));
        }
        if (auto added = journal.addBlock(importId, static_cast<int>(first / Journal::blockSize), block);
            !added)
            return added;
    }
    return {};
}

} // namespace rollcall
