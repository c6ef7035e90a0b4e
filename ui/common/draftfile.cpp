#include "common/draftfile.h"

#include "support/privatefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace rollcall {
namespace {

using namespace std::chrono_literals;

constexpr auto settling = 500ms;

} // namespace

DraftFile::DraftFile(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(settling);
    connect(&m_soon, &QTimer::timeout, this, &DraftFile::write);
}

DraftFile::~DraftFile()
{
    if (m_soon.isActive())
        write();
    m_pool.waitForDone();
}

QJsonObject DraftFile::open(const QString &path)
{
    if (m_soon.isActive())
        write();
    m_pool.waitForDone();
    m_soon.stop();
    m_path = path;
    const Result<QByteArray> kept = path.isEmpty() ? QByteArray() : readPrivateFile(path);
    m_draft = kept ? QJsonDocument::fromJson(*kept).object() : QJsonObject();
    return m_draft;
}

void DraftFile::keep(const QJsonObject &draft)
{
    if (draft == m_draft)
        return;
    m_draft = draft;
    if (!m_soon.isActive() && !m_path.isEmpty())
        m_soon.start();
}

void DraftFile::keepAnew(const QJsonObject &draft)
{
    keep(draft);
    open(m_path);
    keep(draft);
}

void DraftFile::write()
{
    m_pool.start([path = m_path, draft = m_draft] {
        if (draft.isEmpty())
            QFile::remove(path);
        else if (ensurePrivateFolder(QFileInfo(path).path()))
            (void)writePrivateFile(path, QJsonDocument(draft).toJson(QJsonDocument::Compact));
    });
}

} // namespace rollcall
