#include "send/formerimports.h"

#include "contact/emailaddress.h"
#include "send/contactreader.h"
#include "send/history.h"
#include "send/rowindex.h"
#include "send/rowmark.h"
#include "storage/journal.h"
#include "storage/rowaddresses.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace rollcall {
namespace {

/// Older ones say little about today's account.
constexpr qsizetype mostLookedAt = 50;

bool isInAccount(Outcome outcome)
{
    return outcome == Outcome::Added || outcome == Outcome::Updated || outcome == Outcome::Unchanged;
}

/// Goes over the people of one import and marks the rows that are theirs.
Result<qint64> markKnown(Journal &journal, const ImportRecord &record, const RowIndex &index,
                         std::vector<bool> &known, const std::atomic_bool &stop)
{
    const auto marks = journal.marks(record.id);
    if (!marks)
        return tl::unexpected(marks.error());
    std::vector<quint32> met;
    const auto read =
        eachAddress(journal, record.id, std::ssize(*marks), [&](quint32 row, const QByteArray &email) {
            // By hash alone: this is a hint, and the account is read before anything is sent.
            if (isInAccount(RowMark::fromByte((*marks)[row]).outcome))
                index.visit(normalisedEmail(QString::fromUtf8(email)),
                            [&met](quint32 its) { met.push_back(its); });
            return !stop;
        });
    if (!read)
        return tl::unexpected(read.error());
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());
    for (const quint32 row : met)
        known[row] = true;
    return std::ssize(met);
}

} // namespace

Result<FormerImports> formerImports(Journal &journal, const ImportPlan &plan, const std::atomic_bool &stop)
{
    FormerImports former;
    RowIndex index;
    ContactReader reader(plan);
    while (!stop && reader.next()) {
        index.add(reader.row(), reader.email());
        ++former.ready;
    }
    if (!reader.status())
        return tl::unexpected(reader.status().error());
    index.sort();
    const auto records = journal.records(ImportRecord::Kind::File);
    if (!records)
        return tl::unexpected(records.error());
    const QByteArray content = contentOf(plan.sheet->path());
    std::vector<bool> known(plan.check->states.size());
    for (const ImportRecord &record : records->first(std::min(records->size(), mostLookedAt))) {
        if (stop)
            break;
        std::vector<bool> its(known.size());
        const auto people = markKnown(journal, record, index, its, stop);
        if (!people)
            return tl::unexpected(people.error());
        const bool sameContent = !content.isEmpty() && record.content == content;
        if (!sameContent && (*people == 0 || *people * 2 < former.ready))
            continue;
        former.imports.append({summaryOf(record), sameContent, *people});
        for (size_t row = 0; row < its.size(); ++row)
            known[row] = known[row] || its[row];
    }
    for (size_t row = 0; row < known.size(); ++row) {
        if (known[row])
            former.known.push_back(static_cast<quint32>(row));
    }
    return former;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return hash.result();
}

} // namespace rollcall
