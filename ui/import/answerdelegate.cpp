#include "import/answerdelegate.h"

#include "common/chip.h"
#include "common/colours.h"
#include "import/answermodel.h"

#include <QPainter>

namespace rollcall {
namespace {

Tone toneOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Added:
    case Outcome::Updated:
        return Tone::Good;
    case Outcome::Refused:
        return Tone::Bad;
    case Outcome::NotSent:
    case Outcome::Unsubscribed:
        return Tone::Look;
    case Outcome::Unchanged:
    case Outcome::Duplicate:
    case Outcome::LeftOut:
    case Outcome::Count:
        return Tone::Soft;
    }
    Q_UNREACHABLE();
}

} // namespace

void AnswerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem empty(option);
    initStyleOption(&empty, index);
    empty.text.clear();
    empty.widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, empty.widget);
    const auto outcome = static_cast<Outcome>(index.data(AnswerModel::OutcomeRole).toInt());
    paintPill(painter, option.rect.adjusted(8, 0, -4, -1), index.data().toString(), toneOf(outcome), coloursOf(option.widget));
}

} // namespace rollcall
