#include "send/resumption.h"

#include "net/pacer.h"
#include "send/history.h"
#include "send/outbox.h"
#include "send/temporarylist.h"
#include "support/clock.h"
#include "support/span.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace rollcall {
namespace {

using namespace std::chrono_literals;
using State = ImportSummary::State;

constexpr std::chrono::milliseconds firstPause = 30s;
constexpr std::chrono::milliseconds longestPause = 15min;

} // namespace

Resumption::Resumption(const ImportRun::Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    m_archive.use(needs.journalFolder);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Resumption::begin);
}

Resumption::~Resumption() = default;

void Resumption::start()
{
    QMetaObject::invokeMethod(this, &Resumption::begin, Qt::QueuedConnection);
}

void Resumption::start(const QString &importId)
{
    m_only = importId;
    start();
}

void Resumption::pause()
{
    m_paused = true;
    if (m_undo)
        m_undo->rest();
    if (m_import)
        m_import->pause();
    else
        rest();
}

void Resumption::interrupt()
{
    m_paused = true;
    m_error = ImportRun::interruption();
    if (m_import)
        m_import->interrupt();
    else
        rest();
}

/// No import is at work, of which the end would lead there.
void Resumption::rest()
{
    if (m_timer.isActive() || m_undo || m_sendsOutbox) // in small steps: what is done is kept
        QMetaObject::invokeMethod(
            this, [this] { end(m_error); }, Qt::QueuedConnection);
}

/// On another thread. One that is named, also when a person paused it.
Result<QList<Resumption::Item>> Resumption::find(Journal &journal, const QString &onlyId, bool inOutbox)
{
    const auto records = journal.records();
    const auto undos = journal.undos();
    if (!records || !undos)
        return tl::unexpected(records ? undos.error() : records.error());
    QList<Item> items;
    for (const ImportRecord &record : *records | std::views::reverse) {
        if (!onlyId.isEmpty() && record.id != onlyId)
            continue;
        const State state = static_cast<State>(record.state);
        const auto undo = undos->constFind(record.id);
        const bool byPerson = wasPausedByPerson(summaryOf(record));
        const bool isWanted = undo != undos->cend() && (!onlyId.isEmpty() || !wasStoppedByPerson(*undo));
        // Also where only its list could not be deleted: going through a done one again just deletes that.
        const bool undoLeft = isWanted && (undo->state != static_cast<quint8>(State::Done) ||
                                           TemporaryList::isLeft(undo->ownList));
        // Single contacts that wait are the outbox's.
        const bool isFile = record.kind == ImportRecord::Kind::File;
        if (!isOver(state) && isFile && (!onlyId.isEmpty() || !byPerson))
            items.append({summaryOf(record), Item::Kind::Import});
        else if (isOver(state) && TemporaryList::isLeft(record.ownList))
            items.append({summaryOf(record), Item::Kind::Tidy});
        if (isOver(state) && undoLeft)
            items.append({summaryOf(record), Item::Kind::Undo});
    }
    // Another process may be at some of them. (Of the outbox those are no part.)
    for (auto item = items.begin(); item != items.end();) {
        const Result<bool> isResting = journal.isResting(item->import.id);
        if (!isResting)
            return tl::unexpected(isResting.error());
        item = *isResting ? item + 1 : items.erase(item);
    }
    const auto waiting = inOutbox ? whoWaits(journal) : QList<OutboxItem>();
    if (!waiting)
        return tl::unexpected(waiting.error());
    const bool anyWaits =
        std::any_of(waiting->cbegin(), waiting->cend(), [&onlyId](const OutboxItem &item) {
            return onlyId.isEmpty() || QString::number(item.id) == onlyId;
        });
    if (anyWaits)
        items.append({{}, Item::Kind::Outbox});
    return items;
}

void Resumption::begin()
{
    m_archive.ask([onlyId = m_only, inOutbox = m_outbox != nullptr](
                      Journal &journal) { return find(journal, onlyId, inOutbox); },
                  this, [this](const Result<QList<Item>> &items) { found(items); });
}

void Resumption::found(const Result<QList<Item>> &items)
{
    if (!items) {
        end(items.error());
        return;
    }
    m_items = *items;
    if (!m_paused)
        m_error.reset();
    next();
}

void Resumption::next()
{
    if (m_paused || m_items.isEmpty())
        end(m_error);
    else
        run(m_items.takeFirst());
}

void Resumption::run(const Item &item)
{
    if (item.kind == Item::Kind::Undo)
        runUndo(item.import);
    else if (item.kind == Item::Kind::Outbox)
        runOutbox();
    else
        runImport(item);
}

void Resumption::runUndo(const ImportSummary &import)
{
    m_undo = std::make_unique<Undo>(m_needs, import.id);
    connect(m_undo.get(), &Undo::finished, this,
            [this, id = import.id](const UndoReceipt &receipt, const std::optional<Error> &error) {
                m_undo.release()->deleteLater();
                if (!isTakenElsewhere(error))
                    Q_EMIT undoEnded(id, receipt, error);
                ended(isTakenElsewhere(error) ? std::nullopt : error);
            });
    m_undo->start();
    const QString title = import.title();
    Q_EMIT begun(import, import.isSingle() ? tr("Going on with taking the addition of %1 back.").arg(title)
                                           : tr("Going on with taking the import of %1 back.").arg(title));
}

void Resumption::runImport(const Item &item)
{
    m_import = std::make_unique<ImportRun>(m_needs, item.import.id);
    connect(m_import.get(), &ImportRun::progressed, this, &Resumption::progressed);
    connect(m_import.get(), &ImportRun::finished, this,
            [this, kind = item.kind](const ImportSummary &import, const std::optional<Error> &error) {
                m_import.release()->deleteLater();
                const bool isToBeTold = kind == Item::Kind::Import && !isTakenElsewhere(error);
                if (isToBeTold)
                    Q_EMIT importEnded(import, error);
                ended(isToBeTold ? error : std::nullopt);
            });
    m_import->start();
    if (item.kind == Item::Kind::Import)
        Q_EMIT begun(item.import,
                     (item.import.isStopped
                          ? tr("Asking for the answers to what was sent of %1 before it was stopped.")
                          : tr("Going on with the import of %1 that was interrupted."))
                         .arg(item.import.title()));
}

void Resumption::runOutbox()
{
    m_sendsOutbox = true;
    connect(
        m_outbox, &Outbox::finished, this,
        [this](const std::optional<Error> &error) {
            m_sendsOutbox = false;
            ended(error);
        },
        Qt::SingleShotConnection);
    if (m_only.isEmpty())
        m_outbox->send();
    else
        m_outbox->send(m_only.toLongLong());
}

/// Since it was found another process has begun to work on it, or has ended it. Who named it is told so.
bool Resumption::isTakenElsewhere(const std::optional<Error> &error) const
{
    return m_only.isEmpty() && error && error->kind == Error::Kind::Usage;
}

/// What stopped one stops the others, too, where it is the network or the allowance.
void Resumption::ended(const std::optional<Error> &error)
{
    if (error)
        m_error = error;
    else
        m_waits = 0;
    if (error && passesByItself(*error) && m_patient && !m_paused)
        waitFor(*error);
    else if (error && (passesByItself(*error) || error->kind == Error::Kind::SignedOut))
        QMetaObject::invokeMethod(
            this, [this] { end(m_error); }, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(this, &Resumption::next, Qt::QueuedConnection);
}

void Resumption::waitFor(const Error &error)
{
    const QDateTime now = m_needs.clock.now();
    auto pause = std::min(longestPause, firstPause * (1 << std::min(m_waits++, 10)));
    if (error.kind == Error::Kind::Quota)
        pause = std::chrono::milliseconds(now.msecsTo(Pacer::callsComeAgain(m_needs.clock))) + 2s;
    m_timer.start(m_needs.clock.realTime(pause));
    const QDateTime then = now.addMSecs(pause.count());
    Q_EMIT waiting(tr("%1 It goes on by itself %2.").arg(error.message, momentText(now, then)));
}

void Resumption::end(const std::optional<Error> &error)
{
    m_undo.reset();
    Q_EMIT finished(error);
}

} // namespace rollcall
