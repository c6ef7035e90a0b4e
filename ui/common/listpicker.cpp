#include "common/listpicker.h"

#include "common/button.h"
#include "common/chip.h"
#include "common/flowlayout.h"
#include "common/icon.h"
#include "common/page.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QVBoxLayout>

namespace rollcall {
namespace {

constexpr int idRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1;

} // namespace

ListPopup::ListPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_filter);
    column->addWidget(m_list);
    m_filter->setPlaceholderText(tr("Find a list"));
    m_filter->setAccessibleName(tr("Find a list"));
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Lists of the account"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the filter keeps the keyboard and hands the arrows on
    connect(m_filter, &QLineEdit::textChanged, this, &ListPopup::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { toggle(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        Q_EMIT toggled(item->data(idRole).toString(), item->checkState() == Qt::Checked);
    });
    setFirst(this, m_filter);
}

void ListPopup::setLists(const QList<ContactList> &lists, const QStringList &chosen)
{
    const QSignalBlocker quiet(m_list);
    for (const ContactList &list : lists) {
        auto *item = new QListWidgetItem(tr("%1 (%2)").arg(list.name, locale().toString(list.contacts)), m_list);
        item->setData(idRole, list.id);
        item->setData(nameRole, list.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(list.id) ? Qt::Checked : Qt::Unchecked);
        item->setSizeHint({0, scaled(30)});
    }
    m_list->setCurrentRow(0);
}

void ListPopup::filter(const QString &text)
{
    QListWidgetItem *first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool fits = item->data(nameRole).toString().contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!fits);
        if (fits && !first)
            first = item;
    }
    m_list->setCurrentItem(first);
}

void ListPopup::toggle(QListWidgetItem *item)
{
    if (item)
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
}

bool ListPopup::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_filter && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || key->key() == Qt::Key_PageDown
            || key->key() == Qt::Key_PageUp) {
            QKeyEvent copy(key->type(), key->key(), key->modifiers());
            QCoreApplication::sendEvent(m_list, &copy);
            return true;
        }
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

ListPicker::ListPicker(QWidget *parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(6, this))
    , m_add(new Button(tr("Add a list…"), Button::Kind::Link))
{
    m_flow->setContentsMargins(8, 5, 8, 5);
    m_add->setFixedHeight(scaled(24));
    m_add->setAccessibleName(tr("Lists: add a list"));
    m_add->setFocusShownOutside(true);
    m_add->installEventFilter(this);
    connect(m_add, &QPushButton::clicked, this, &ListPicker::open);
    setFirst(this, m_add);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    rebuild();
}

void ListPicker::setLists(const QList<ContactList> &lists)
{
    m_lists = lists;
    QStringList still;
    for (const ContactList &list : lists) {
        if (m_chosen.contains(list.id))
            still << list.id;
    }
    const bool changed = still.size() != m_chosen.size();
    m_chosen = still;
    m_add->setEnabled(!lists.isEmpty());
    rebuild();
    if (changed)
        Q_EMIT chosenChanged();
}

void ListPicker::setChosen(const QStringList &ids)
{
    m_chosen = ids;
    rebuild();
    Q_EMIT chosenChanged();
}

void ListPicker::setWrong(bool wrong)
{
    setProperty("wrong", wrong);
    update();
}

void ListPicker::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        if (item->widget() != m_add)
            item->widget()->deleteLater(); // it may be the one whose click brought us here
        delete item;
    }
    for (const ContactList &list : m_lists) {
        if (!m_chosen.contains(list.id))
            continue;
        auto *chip = new Chip(list.name, Tone::Accent, this);
        chip->setRemovable(true);
        connect(chip, &QAbstractButton::clicked, this, [this, id = list.id] { choose(id, false); });
        m_flow->addWidget(chip);
        putBefore(m_add, chip);
        chip->show();
    }
    m_flow->addWidget(m_add);
    m_flow->invalidate();
    updateGeometry();
}

void ListPicker::open()
{
    auto *popup = new ListPopup(this);
    popup->setLists(m_lists, m_chosen);
    connect(popup, &ListPopup::toggled, this, &ListPicker::choose);
    popup->setGeometry(QRect(mapToGlobal(QPoint(0, height() + 2)), QSize(qMax(width(), scaled(280)), scaled(280))));
    popup->show();
    goTo(popup);
}

void ListPicker::choose(const QString &id, bool chosen)
{
    if (chosen && !m_chosen.contains(id))
        m_chosen << id;
    else if (!chosen)
        m_chosen.removeAll(id);
    rebuild();
    Q_EMIT chosenChanged();
}

bool ListPicker::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // its frame shows the button's focus
    return QWidget::eventFilter(object, event);
}

void ListPicker::paintEvent(QPaintEvent *)
{
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = 1;
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
}

void ListPicker::mousePressEvent(QMouseEvent *)
{
    if (m_add->isEnabled())
        open();
}

} // namespace rollcall
