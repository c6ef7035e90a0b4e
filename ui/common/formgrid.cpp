#include "common/formgrid.h"

#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"

#include <QGridLayout>

namespace rollcall {
namespace {

constexpr int lastRow = 100; // behind all that a form has

} // namespace

FormGrid::FormGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, scaled(92));
    m_grid->setColumnStretch(1, 1);
    m_grid->setRowStretch(lastRow, 1); // rows keep their height: what is left over goes below them
}

Notice *FormGrid::addField(const QString &name, QWidget *field)
{
    const int row = m_row;
    m_row += 2;
    auto *label = Label::soft(name);
    label->setWordWrap(false);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setMinimumHeight(scaled(34));
    label->setBuddy(firstOf(field));
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
    auto *notice = new Notice;
    notice->layout()->setContentsMargins(0, 0, 0, 6); // nearer to its own field than to the next
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(notice, row + 1, 1);
    m_grid->setRowMinimumHeight(row + 1, 4);
    return notice;
}

void FormGrid::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_row++, 1);
}

void setWrong(QWidget *field, bool wrong)
{
    field->setProperty("wrong", wrong);
    field->update();
}

} // namespace rollcall
