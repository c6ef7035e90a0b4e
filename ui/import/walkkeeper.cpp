#include "import/walkkeeper.h"

#include "application.h"
#include "common/draftfile.h"
#include "common/notice.h"
#include "import/importdraft.h"
#include "import/sendstep.h"
#include "send/soughtperson.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

const auto tableKey = QStringLiteral("table");
const auto sendKey = QStringLiteral("send");
const auto stepKey = QStringLiteral("step");
const auto touchedKey = QStringLiteral("touched");
const auto leftKey = QStringLiteral("left");

} // namespace

WalkKeeper::WalkKeeper(ImportDraft &draft, SendStep &send, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_send(send)
    , m_file(new DraftFile(this))
    , m_offer(Notice::banner())
    , m_untouched(send.kept())
{
    connect(m_offer, &Notice::actionPressed, this, &WalkKeeper::restore);
    connect(m_offer, &Notice::otherPressed, this, &WalkKeeper::giveUp);
    connect(&m_draft, &ImportDraft::previewed, this, [this] { m_isOver = false; });
    connect(&m_draft, &ImportDraft::opened, this, &WalkKeeper::goOn);
    connect(&m_draft, &ImportDraft::checked, this, &WalkKeeper::goOn);
    for (const auto signal : {&ImportDraft::openFailed, &ImportDraft::checkFailed})
        connect(&m_draft, signal, this, &WalkKeeper::giveUpRestoring);
    for (const auto signal : {&ImportDraft::opened, &ImportDraft::mappingChanged, &ImportDraft::changed})
        connect(&m_draft, signal, this, &WalkKeeper::keep);
    connect(&m_send, &SendStep::edited, this, &WalkKeeper::keep);
}

/// A file that is open goes along to the other account: it is not kept for the one before, too.
void WalkKeeper::use(Application *application)
{
    if (m_draft.sheet())
        m_file->keep(m_left);
    m_left = m_file->open(application ? QDir(application->profile().storageFolder()).filePath(QStringLiteral("import-draft.json"))
                                      : QString());
    keep();
    tell();
}

void WalkKeeper::setStep(int step, bool isFree)
{
    m_step = step;
    m_isFree = isFree;
    keep();
    tell();
}

/// Also what waits since the last start, and was only looked at then, is not worth more than a look now.
void WalkKeeper::putAside()
{
    if (isTouched())
        m_left = wanted();
    else if (m_draft.isEmpty() && !m_left.value(touchedKey).toBool(true))
        m_left = m_left.value(leftKey).toObject();
    m_file->keep(m_left);
    tell();
}

void WalkKeeper::forget()
{
    m_isOver = true;
    m_file->keep(m_left);
    tell();
}

bool WalkKeeper::isTouched() const
{
    return m_draft.sheet() && !m_isOver && (m_draft.isTouched() || m_send.kept() != m_untouched);
}

QJsonObject WalkKeeper::walk() const
{
    QJsonObject walk{{tableKey, m_draft.kept()}, {sendKey, m_send.kept()}, {stepKey, m_step}, {touchedKey, isTouched()}};
    if (!m_left.isEmpty())
        walk.insert(leftKey, m_left);
    return walk;
}

void WalkKeeper::keep()
{
    if (m_draft.sheet() && !m_isOver && m_wanted < 0)
        m_file->keep(wanted());
}

void WalkKeeper::forgetPerson(const QString &address)
{
    m_erased.append(address);
    m_left = withoutErased(m_left);
    m_file->keepAnew(m_draft.sheet() && !m_isOver ? wanted() : m_left);
    tell();
}

/// In cells that were pasted or corrected; what is in the person's own file stays there.
bool WalkKeeper::namesErased(const QJsonObject &walk) const
{
    return std::ranges::any_of(m_erased, [table = walk.value(tableKey)](const QString &address) {
        return SoughtPerson(address).isIn(table);
    });
}

/// Of walks that were left one after the other, those that name nobody of them.
QJsonObject WalkKeeper::withoutErased(QJsonObject walk) const
{
    if (walk.isEmpty())
        return walk;
    const QJsonObject left = withoutErased(walk.value(leftKey).toObject());
    if (namesErased(walk))
        return left;
    walk.remove(leftKey);
    if (!left.isEmpty())
        walk.insert(leftKey, left);
    return walk;
}

/// What is to be in the file of what is open.
QJsonObject WalkKeeper::wanted() const
{
    const QJsonObject open = walk();
    return namesErased(open) ? m_left : open;
}

/// The one that was left before it is next.
void WalkKeeper::giveUp()
{
    m_left = m_left.value(leftKey).toObject();
    if (!m_draft.sheet() || m_isOver)
        m_file->keep(m_left);
    keep();
    tell();
}

void WalkKeeper::tell()
{
    const QJsonObject table = m_left.value(tableKey).toObject();
    if (table.isEmpty() || !m_isFree) {
        m_offer->clear();
        return;
    }
    const QString path = table.value(QLatin1String("path")).toString();
    const QString sentence = path.isEmpty() ? tr("The cells that you pasted last time are not sent yet. Your choices and corrections are kept.")
                                            : tr("%1 is not sent yet. Your choices and corrections are kept.").arg(QFileInfo(path).fileName());
    m_offer->show(Tone::Look, sentence, tr("Go on w&ith it"), tr("Give it u&p"));
}

/// What is open meanwhile takes its place.
void WalkKeeper::restore()
{
    m_restoring = m_left;
    m_left = m_restoring.value(leftKey).toObject();
    if (isTouched())
        m_left = wanted();
    m_wanted = m_restoring.value(stepKey).toInt();
    m_isOver = false;
    m_send.restore(m_restoring.value(sendKey).toObject());
    m_draft.restore(m_restoring.value(tableKey).toObject());
    tell();
    Q_EMIT taken();
}

/// A file that is not there may come back.
void WalkKeeper::giveUpRestoring()
{
    if (std::exchange(m_wanted, -1) < 0)
        return;
    m_restoring.insert(leftKey, m_left);
    m_left = std::exchange(m_restoring, {});
    m_file->keep(m_left);
    tell();
}

/// From one step of opening to the next.
void WalkKeeper::goOn()
{
    constexpr int columns = 1; // what comes after needs a check
    if (m_wanted < 0)
        return;
    if (m_wanted > columns && !m_draft.report()) {
        m_draft.check();
        return;
    }
    Q_EMIT restored(std::exchange(m_wanted, -1));
}

} // namespace rollcall
