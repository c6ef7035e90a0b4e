#include "import/checkdelegate.h"

#include "check/rowcheck.h"
#include "common/colours.h"
#include "import/checkmodel.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

namespace rollcall {
namespace {

constexpr int padding = 10;

QString linkText()
{
    return CheckDelegate::tr("Take it");
}

} // namespace

void CheckDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == CheckModel::Number)
        option->palette.setColor(QPalette::Text, coloursOf(option->widget).soft);
    if (index.column() == CheckModel::Words)
        option->textElideMode = Qt::ElideRight;
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours colours = coloursOf(option.widget);
    const QVariant level = index.data(CheckModel::LevelRole);
    if (level.isValid()) {
        const bool error = level.toInt() == static_cast<int>(ProblemLevel::Error);
        painter->fillRect(option.rect, error ? colours.badSoft : colours.lookSoft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), error ? colours.bad : colours.look);
    }
    const QRect link = linkRect(option, index);
    if (link.isNull()) {
        QStyledItemDelegate::paint(painter, option, index);
    } else {
        QStyleOptionViewItem words(option);
        initStyleOption(&words, index);
        words.text.clear();
        words.widget->style()->drawControl(QStyle::CE_ItemViewItem, &words, painter, words.widget);
        painter->setFont(option.font);
        painter->setPen(colours.text);
        const QRect text = option.rect.adjusted(padding, 0, 0, 0);
        const int room = link.left() - text.left() - 8;
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->setPen(colours.accent);
        painter->drawText(link, Qt::AlignLeft | Qt::AlignVCenter, linkText());
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->currentIndex() == index) {
        painter->save();
        painter->setPen(QPen(view->hasFocus() ? colours.accent : colours.edge, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -2));
        painter->restore();
    }
}

QRect CheckDelegate::linkRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != CheckModel::Words || index.data(CheckModel::SuggestionRole).toString().isEmpty())
        return {};
    const QFontMetrics metrics(option.font);
    const int width = metrics.horizontalAdvance(linkText()) + 2;
    const int after = option.rect.left() + padding + metrics.horizontalAdvance(index.data().toString()) + 8;
    return {qMin(after, option.rect.right() - width - padding), option.rect.top(), width, option.rect.height()};
}

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease
        && linkRect(option, index).contains(static_cast<QMouseEvent *>(event)->position().toPoint())) {
        Q_EMIT takeWanted(index);
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

QWidget *CheckDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return editor;
}

void CheckDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // At least as wide as an address usually is, whatever the column's width.
    QRect place = option.rect;
    place.setWidth(qMax(place.width(), 240));
    if (const int over = place.right() - editor->parentWidget()->rect().right(); over > 0)
        place.translate(-qMin(over, place.left()), 0);
    editor->setGeometry(place);
}

} // namespace rollcall
