#include "history/setasidenotice.h"

#include "application.h"
#include "common/notice.h"
#include "send/archive.h"

#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {

SetAsideNotice::SetAsideNotice(Archive &archive, Which which, QWidget *parent)
    : QWidget(parent)
    , m_archive(archive)
    , m_which(which)
    , m_notice(Notice::banner())
{
    auto *column = new QVBoxLayout(this);
    if (which == Which::Now)
        column->setContentsMargins(24, 16, 24, 0);
    else
        column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    hide();
    connect(m_notice, &Notice::actionPressed, this, [this] {
        m_read = QDateTime::currentDateTimeUtc();
        hide();
    });
}

void SetAsideNotice::use(Application *application)
{
    m_application = application;
    m_call.reset();
    hide();
    if (application)
        look();
}

void SetAsideNotice::look()
{
    m_call = std::make_unique<QObject>();
    m_archive.ask(
        [](Journal &journal) { return Result<QList<SetAside>>(filesSetAside(Journal::pathIn(journal.folder()))); },
        m_call.get(), [this](const Result<QList<SetAside>> &files) { take(files); });
}

void SetAsideNotice::take(const Result<QList<SetAside>> &files)
{
    if (!files)
        return; // a journal that cannot be opened is said when something is asked of it
    const auto file = std::find_if(files->begin(), files->end(), [this](const SetAside &one) {
        return m_which == Which::Now ? one.when >= m_since && !(m_read > one.when) : one.when < m_since;
    });
    setVisible(file != files->end());
    if (file == files->end())
        return;
    const QString text = setAsideText(*file, m_application->profile().keepDays);
    if (m_which == Which::Now)
        m_notice->show(Tone::Bad, text, tr("Close"));
    else
        m_notice->show(Tone::Soft, text);
}

} // namespace rollcall
