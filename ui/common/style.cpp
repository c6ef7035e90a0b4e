#include "common/style.h"

#include "common/button.h"
#include "common/theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>

namespace rollcall {
namespace {

constexpr int fieldPadding = 10;
constexpr int buttonPadding = 14;
constexpr int arrowWidth = 28;

int controlHeight(const QStyleOption *option)
{
    return qMax(scaled(34), option->fontMetrics.height() + 14);
}

} // namespace

Style::Style(const Colours &colours)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_colours(colours)
{
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QLineEdit *>(widget) || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void Style::polish(QApplication *application)
{
    QProxyStyle::polish(application);
    application->installEventFilter(this);
}

void Style::unpolish(QApplication *application)
{
    application->removeEventFilter(this);
    QProxyStyle::unpolish(application);
}

bool Style::eventFilter(QObject *object, QEvent *event)
{
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (key && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt) {
        m_altDown = event->type() == QEvent::KeyPress;
        if (QWidget *window = QApplication::activeWindow()) {
            for (QWidget *child : window->findChildren<QWidget *>())
                child->update();
        }
    }
    return QProxyStyle::eventFilter(object, event);
}

bool showsFocus(const QWidget *widget)
{
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return scaled(18);
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 36;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_FocusFrameHMargin: // room at both ends of a table's cell
        return qobject_cast<const QTableView *>(widget) ? 9 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_HeaderMargin:
        return 10;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *answer) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
        return 0; // a list below the field, with its own scroll bar, also for forty fields
    case SH_EtchDisabledText:
        return 0;
    case SH_UnderlineShortcut:
        return m_altDown;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton: {
        const auto *button = qobject_cast<const Button *>(widget);
        const bool link = button && button->kind() == Button::Kind::Link;
        return {size.width() + 2 * (link ? 0 : buttonPadding), controlHeight(option)};
    }
    case CT_LineEdit:
        return {size.width() + 2 * fieldPadding, controlHeight(option)};
    case CT_ComboBox:
        return {size.width() + 2 * fieldPadding + arrowWidth, controlHeight(option)};
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), qMax(option->fontMetrics.height() + 12, scaled(32))};
    }
    case CT_ProgressBar:
        return {size.width(), 8};
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        // Inside a table cell or a spin box there is no frame of ours to keep clear of.
        if (widget && !qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
            && !qobject_cast<const QComboBox *>(widget->parentWidget()))
            return option->rect.adjusted(fieldPadding - 2, 1, -(fieldPadding - 2), -1);
        break;
    case SE_PushButtonContents:
        return option->rect.adjusted(6, 2, -6, -2);
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(fieldPadding - 2, 1, -arrowWidth, -1));
        if (part == SC_ComboBoxArrow)
            return visualRect(option->direction, rect, QRect(rect.right() - arrowWidth, rect.y(), arrowWidth, rect.height()));
        if (part == SC_ComboBoxListBoxPopup)
            return rect;
    }
    if (control == CC_ScrollBar) {
        // No arrows at the ends: the whole length is the groove.
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (bar && (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine))
            return {};
        if (bar && part == SC_ScrollBarGroove)
            return rect;
        if (bar && (part == SC_ScrollBarSlider || part == SC_ScrollBarAddPage || part == SC_ScrollBarSubPage)) {
            const bool horizontal = bar->orientation == Qt::Horizontal;
            const int length = horizontal ? rect.width() : rect.height();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            int slider = length;
            if (range > 0) {
                slider = int(qint64(length) * bar->pageStep / (range + bar->pageStep));
                slider = qBound(qMin(36, length), slider, length);
            }
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                      length - slider, bar->upsideDown);
            const auto span = [&](int from, int size) {
                return horizontal ? QRect(from, rect.y(), size, rect.height()) : QRect(rect.x(), from, rect.width(), size);
            };
            if (part == SC_ScrollBarSlider)
                return span(start, slider);
            return part == SC_ScrollBarSubPage ? span(0, start) : span(start + slider, length - start - slider);
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            drawField(painter, option, widget);
        else
            painter->fillRect(option->rect, option->palette.base());
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget)) // a field of several lines
            drawField(painter, option, widget);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(painter, option, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(painter, option, true);
        return;
    case PE_PanelItemViewItem:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (qobject_cast<const QTableView *>(widget)) // lines between rows, none between columns
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_colours.line);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget))
            drawFocus(painter, option->rect, 4);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        drawButton(painter, option, widget);
        return;
    case CE_PushButtonLabel:
        drawButtonLabel(painter, option, widget);
        return;
    case CE_PushButton: // without Fusion's dotted focus rectangle: the bevel shows focus
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        proxy()->drawControl(CE_PushButtonLabel, option, painter, widget);
        return;
    case CE_ProgressBar:
        drawProgress(painter, option);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeaderSection(painter, option);
        return;
    case CE_HeaderLabel: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (!header)
            break;
        QStyleOptionHeader quiet(*header);
        quiet.palette.setColor(QPalette::ButtonText, m_colours.soft);
        quiet.palette.setColor(QPalette::WindowText, m_colours.soft);
        if (header->orientation == Qt::Horizontal && widget) { // the margin is for the sides only
            quiet.rect.setTop(0);
            quiet.rect.setBottom(widget->height() - 1);
        }
        QProxyStyle::drawControl(element, &quiet, painter, widget);
        return;
    }
    case CE_ItemViewItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        if (!item)
            break;
        QStyleOptionViewItem calm(*item);
        if (m_colours.accentSoft != m_colours.surface) { // not in high contrast: there the platform's choice shows
            calm.palette.setColor(QPalette::Highlight, m_colours.accentSoft);
            calm.palette.setColor(QPalette::HighlightedText, m_colours.text);
        }
        QProxyStyle::drawControl(element, &calm, painter, widget);
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        drawScrollBar(painter, option, widget);
        return;
    }
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control != CC_ComboBox || !combo) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (combo->frame)
        drawField(painter, option, widget);
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget);
    QPainterPath chevron;
    const QPointF middle = QRectF(arrow).center();
    chevron.moveTo(middle + QPointF(-4, -2));
    chevron.lineTo(middle + QPointF(0, 2));
    chevron.lineTo(middle + QPointF(4, -2));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->state & State_Enabled ? m_colours.text : m_colours.soft, 1.6, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(chevron);
    painter->restore();
}

} // namespace rollcall
