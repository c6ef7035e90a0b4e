#include "import/walkkeeper.h"

#include "application.h"
#include "common/draftfile.h"
#include "common/notice.h"
#include "import/importdraft.h"
#include "import/sendstep.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace rollcall {

WalkKeeper::WalkKeeper(ImportDraft &draft, SendStep &send, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_send(send)
    , m_file(new DraftFile(this))
    , m_offer(Notice::banner())
{
    connect(m_offer, &Notice::actionPressed, this, &WalkKeeper::restore);
    connect(&m_draft, &ImportDraft::previewed, this, [this] {
        m_isOver = false;
        tell();
    });
    connect(&m_draft, &ImportDraft::opened, this, &WalkKeeper::goOn);
    connect(&m_draft, &ImportDraft::checked, this, &WalkKeeper::goOn);
    for (const auto signal : {&ImportDraft::openFailed, &ImportDraft::checkFailed})
        connect(&m_draft, signal, this, [this] { m_wanted = -1; });
    for (const auto signal : {&ImportDraft::opened, &ImportDraft::mappingChanged, &ImportDraft::changed})
        connect(&m_draft, signal, this, &WalkKeeper::keep);
    connect(&m_send, &SendStep::edited, this, &WalkKeeper::keep);
}

/// A file that is open goes along to the other account: it is not kept for the one before, too.
void WalkKeeper::use(Application *application)
{
    const bool isOpen = m_draft.sheet() != nullptr;
    if (isOpen)
        m_file->keep({});
    m_left = m_file->open(application ? QDir(application->profile().storageFolder()).filePath(QStringLiteral("import-draft.json"))
                                      : QString());
    keep();
    tell();
}

void WalkKeeper::setStep(int step)
{
    m_step = step;
    keep();
}

void WalkKeeper::forget()
{
    m_isOver = true;
    m_left = {};
    m_file->keep({});
    tell();
}

void WalkKeeper::keep()
{
    if (!m_draft.sheet() || m_isOver || m_wanted >= 0)
        return;
    m_left = {};
    m_file->keep({{QStringLiteral("table"), m_draft.kept()}, {QStringLiteral("send"), m_send.kept()}, {QStringLiteral("step"), m_step}});
}

void WalkKeeper::tell()
{
    const QJsonObject table = m_left.value(QLatin1String("table")).toObject();
    if (table.isEmpty() || !m_draft.isEmpty()) {
        m_offer->clear();
        return;
    }
    const QString path = table.value(QLatin1String("path")).toString();
    const QString sentence = path.isEmpty() ? tr("The cells that you pasted last time are not sent yet. Your choices and corrections are kept.")
                                            : tr("%1 is not sent yet. Your choices and corrections are kept.").arg(QFileInfo(path).fileName());
    m_offer->show(Tone::Look, sentence, tr("&Go on with it"));
}

void WalkKeeper::restore()
{
    const QJsonObject left = m_left;
    m_wanted = left.value(QLatin1String("step")).toInt();
    m_send.restore(left.value(QLatin1String("send")).toObject());
    m_draft.restore(left.value(QLatin1String("table")).toObject());
    m_offer->clear();
    Q_EMIT taken();
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
