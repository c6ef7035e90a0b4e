#pragma once

#include "storage/damage.h"
#include "support/result.h"

#include <QWidget>

#include <memory>

namespace rollcall {

class Application;
class Archive;
class Notice;

/// That records on this computer were damaged, set aside, and begun anew. Hidden where that did not happen.
class SetAsideNotice : public QWidget
{
    Q_OBJECT

public:
    enum class Which {
        Now,     ///< since this window was opened: beside whatever is shown, until it was read
        Earlier, ///< and still kept
    };

    SetAsideNotice(Archive &archive, Which which, QWidget *parent = nullptr);

    void use(Application *application);
    /// Whether there is something, or still something, to tell.
    void look();

private:
    void take(const Result<QList<SetAside>> &files);

    Archive &m_archive;
    const Which m_which;
    const QDateTime m_since = QDateTime::currentDateTimeUtc();
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_call;
    QDateTime m_read; ///< what was set aside until then was told
    Notice *m_notice;
};

} // namespace rollcall
