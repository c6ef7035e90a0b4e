#include "common/formgrid.h"

#include "common/label.h"
#include "common/notice.h"

#include <QGridLayout>

namespace rollcall {

FormGrid::FormGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, scaled(92));
    m_grid->setColumnStretch(1, 1);
}

Notice *FormGrid::addField(const QString &name, QWidget *field)
{
    const int row = m_grid->rowCount();
    auto *label = Label::soft(name);
    label->setWordWrap(false);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setMinimumHeight(scaled(34));
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
    auto *notice = new Notice;
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(notice, row + 1, 1);
    m_grid->setRowMinimumHeight(row + 1, 4);
    return notice;
}

void FormGrid::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 1);
}

} // namespace rollcall
