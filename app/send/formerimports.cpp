#include "send/formerimports.h"

#include "contact/emailaddress.h"
#include "send/contactreader.h"
#include "send/history.h"
#include "send/rowindex.h"
#include "send/rowmark.h"
#include "send/undostep.h"
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

/// What the imports of before say of a row of the file; the later holds. Milliseconds since 1970, 0: never.
struct LastTimes
{
    qint64 imported = 0;
    qint64 takenBack = 0;
};

/// Rows of the file whose people were in one import.
struct Met
{
    std::vector<quint32> rows;
    std::vector<quint32> takenBack; ///< of those
};

void makeUnique(std::vector<quint32> &rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

/// Goes over the people of one import.
Result<Met> meet(Journal &journal, const ImportRecord &record, const RowIndex &index,
                 const std::atomic_bool &stop)
{
    const auto marks = journal.marks(record.id);
    const auto undone = journal.undoMarks(record.id);
    if (!marks || !undone)
        return tl::unexpected(marks ? undone.error() : marks.error());
    Met met;
    const auto read =
        eachAddress(journal, record.id, std::ssize(*marks), [&](quint32 row, const QByteArray &email) {
            if (!isInAccount(RowMark::fromByte((*marks)[row]).outcome))
                return !stop;
            const bool isTakenBack = row < undone->size() && isDone(static_cast<UndoStep>((*undone)[row]));
            // By hash alone: this is a hint, and the account is read before anything is sent.
            index.visit(normalisedEmail(QString::fromUtf8(email)), [&met, isTakenBack](quint32 its) {
                met.rows.push_back(its);
                if (isTakenBack)
                    met.takenBack.push_back(its);
            });
            return !stop;
        });
    if (!read)
        return tl::unexpected(read.error());
    makeUnique(met.rows);
    makeUnique(met.takenBack);
    return met;
}

} // namespace

Result<FormerImports> formerImports(Journal &journal, const ImportPlan &plan, const std::atomic_bool &stop)
{
    FormerImports former;
    former.ready = std::ranges::count(plan.check->states, RowState::Ready);
    const auto records = journal.records(ImportRecord::Kind::File);
    if (!records)
        return tl::unexpected(records.error());
    if (records->isEmpty())
        return former;
    RowIndex index;
    ContactReader reader(plan);
    while (!stop && reader.next())
        index.add(reader.row(), reader.email());
    if (!reader.status())
        return tl::unexpected(reader.status().error());
    index.sort();
    const auto undos = journal.undos();
    if (!undos)
        return tl::unexpected(undos.error());
    const QByteArray content = contentOf(plan.sheet->path());
    std::vector<LastTimes> times(plan.check->states.size());
    for (const ImportRecord &record : records->first(std::min(records->size(), mostLookedAt))) {
        if (stop)
            break;
        const auto met = meet(journal, record, index, stop);
        if (!met)
            return tl::unexpected(met.error());
        for (const quint32 row : met->takenBack)
            times[row].takenBack = std::max(times[row].takenBack, undos->value(record.id).started);
        const qint64 people = std::ssize(met->rows);
        const bool sameContent = !content.isEmpty() && record.content == content;
        if (!sameContent && (people == 0 || people * 2 < former.ready))
            continue;
        former.imports.append({summaryOf(record), sameContent, people, std::ssize(met->takenBack)});
        for (const quint32 row : met->rows)
            times[row].imported = std::max(times[row].imported, record.started);
    }
    for (size_t row = 0; row < times.size(); ++row) {
        if (times[row].imported > times[row].takenBack)
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
