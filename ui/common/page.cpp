#include "common/page.h"

#include "common/card.h"
#include "common/theme.h"

#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace rollcall {
namespace {

constexpr auto firstProperty = "first";
constexpr int low = 440;
constexpr int rim = 16;

QVBoxLayout *edgeToEdge(QWidget *page)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    return outer;
}

} // namespace

void setFirst(QWidget *part, QWidget *first)
{
    part->setProperty(firstProperty, QVariant::fromValue(first));
}

QWidget *firstOf(QWidget *part)
{
    auto *first = part->property(firstProperty).value<QWidget *>();
    return first ? firstOf(first) : part;
}

void putBefore(QWidget *next, QWidget *late)
{
    QWidget *before = next->previousInFocusChain();
    while (before != next && before->focusPolicy() == Qt::NoFocus) // setTabOrder() does not take those
        before = before->previousInFocusChain();
    QWidget::setTabOrder(before, late);
}

void goTo(QWidget *part)
{
    firstOf(part)->setFocus(Qt::OtherFocusReason);
}

void bringIntoView(QWidget *part)
{
    const auto scroll = [part] {
        QWidget *parent = part->parentWidget();
        while (parent && !qobject_cast<QScrollArea *>(parent))
            parent = parent->parentWidget();
        if (!parent)
            return;
        auto *area = static_cast<QScrollArea *>(parent);
        const QPoint begin = part->mapTo(area->widget(), QPoint());
        area->ensureVisible(begin.x(), begin.y() + part->height(), 0, rim);
        area->ensureVisible(begin.x(), begin.y(), 0, rim);
    };
    QTimer::singleShot(1, part, scroll); // 0 comes before the layouts that ask each other
}

void emptyLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

bool isLow(const QWidget *page)
{
    return page->height() < scaled(low);
}

QVBoxLayout *fillingColumn(QWidget *page, int bottom)
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(24, 0, 24, bottom);
    column->setSpacing(12);
    edgeToEdge(page)->addLayout(column, 1);
    return column;
}

QVBoxLayout *scrollingColumn(QWidget *page, int maximumWidth)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows what has the keyboard
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    edgeToEdge(page)->addWidget(scroll);

    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(24, 20, 24, 20);
    auto *column = new QVBoxLayout;
    column->setSpacing(16);
    if (maximumWidth > 0) {
        auto *narrow = new QWidget;
        narrow->setMaximumWidth(maximumWidth);
        narrow->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        narrow->setLayout(column);
        column->setContentsMargins(0, 0, 0, 0);
        row->addStretch(1);
        row->addWidget(narrow, 1000);
        row->addStretch(1);
    } else {
        row->addLayout(column);
    }
    scroll->setWidget(content);
    return column;
}

QHBoxLayout *footer(QWidget *page)
{
    auto *outer = static_cast<QVBoxLayout *>(page->layout());
    auto *bar = new QWidget;
    outer->addWidget(bar);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Divider);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(24, 12, 24, 12);
    row->setSpacing(12);
    column->addLayout(row);
    return row;
}

} // namespace rollcall
