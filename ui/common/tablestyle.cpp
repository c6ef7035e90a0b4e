#include "common/tablestyle.h"

#include "common/colours.h"
#include "common/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

namespace rollcall {
namespace {

class SoftDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->palette.setColor(QPalette::Text, coloursOf(option->widget).soft);
    }
};

} // namespace

void styleTable(QTableView *table)
{
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setAlternatingRowColors(false);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false); // Tab leaves the table; the arrows move in it
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // a million rows are never measured
    table->verticalHeader()->setMinimumSectionSize(scaled(34));
    table->verticalHeader()->setDefaultSectionSize(scaled(34));
    table->horizontalHeader()->setFont(fontOf(TextSize::Small, QFont::DemiBold));
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionsClickable(false);
    table->horizontalHeader()->setMinimumSectionSize(48);
}

void softenColumn(QTableView *table, int column)
{
    table->setItemDelegateForColumn(column, new SoftDelegate(table));
}

} // namespace rollcall
