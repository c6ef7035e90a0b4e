#include "import/checkprogress.h"

#include "common/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>

namespace rollcall {

CheckProgress::CheckProgress(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar)
    , m_text(new Label({}, TextSize::Small, Tone::Soft))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("Rows checked"));
    m_text->setWordWrap(false);
    row->addWidget(m_bar, 1);
    row->addWidget(m_text);
    hide();
}

void CheckProgress::tell(qint64 done, qint64 rows)
{
    constexpr int parts = 1000;
    m_bar->setRange(0, parts);
    m_bar->setValue(rows > 0 ? int(done * parts / rows) : 0);
    m_text->setText(tr("%1 of %2 rows checked").arg(locale().toString(done), locale().toString(rows)));
    show();
}

} // namespace rollcall
