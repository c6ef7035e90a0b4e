#include "common/picker.h"

#include "common/button.h"
#include "common/chip.h"
#include "common/flowlayout.h"
#include "common/icon.h"
#include "common/page.h"
#include "send/planparts.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
namespace {

constexpr int idRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1;
constexpr qsizetype longestName = 255; // of lists and tags

bool isNamed(const PickerItem &item, const QString &name)
{
    return item.name.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

PickerPopup::PickerPopup(const PickerWords &words, bool mayMake, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_makeText(mayMake ? words.make : QString())
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
    m_filter->setPlaceholderText(words.find);
    m_filter->setAccessibleName(words.find);
    m_filter->setMaxLength(longestName);
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(words.all);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the filter keeps the keyboard and hands the arrows on
    connect(m_filter, &QLineEdit::textChanged, this, &PickerPopup::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { take(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        if (item == m_make)
            take(item);
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        Q_EMIT toggled(item->data(idRole).toString(), item->checkState() == Qt::Checked);
    });
    setFirst(this, m_filter);
}

void PickerPopup::setItems(const QList<PickerItem> &items, const QStringList &chosen)
{
    const QSignalBlocker quiet(m_list);
    const auto add = [this](const QString &text) {
        auto *item = new QListWidgetItem(text, m_list);
        item->setSizeHint({0, scaled(30)});
        return item;
    };
    m_list->clear();
    for (const PickerItem &one : items) {
        QListWidgetItem *item = add(one.shown.isEmpty() ? one.name : one.shown);
        item->setData(idRole, one.id);
        item->setData(nameRole, one.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(one.id) ? Qt::Checked : Qt::Unchecked);
    }
    m_make = m_makeText.isEmpty() ? nullptr : add({});
    filter();
}

void PickerPopup::filter()
{
    const QSignalBlocker quiet(m_list);
    const QString wanted = m_filter->text().trimmed();
    QListWidgetItem *first = nullptr;
    bool isThere = wanted.isEmpty();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        if (item == m_make)
            continue;
        const QString name = item->data(nameRole).toString();
        const bool fits = name.contains(wanted, Qt::CaseInsensitive);
        isThere = isThere || name.compare(wanted, Qt::CaseInsensitive) == 0;
        item->setHidden(!fits);
        if (fits && !first)
            first = item;
    }
    if (m_make) {
        m_make->setText(m_makeText.arg(wanted));
        m_make->setHidden(isThere);
        first = first || isThere ? first : m_make;
    }
    m_list->setCurrentItem(first);
}

void PickerPopup::take(QListWidgetItem *item)
{
    if (item && item == m_make)
        Q_EMIT makeWanted(m_filter->text().simplified());
    else if (item)
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    m_filter->selectAll(); // the next one is typed over it
}

bool PickerPopup::eventFilter(QObject *object, QEvent *event)
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

Picker::Picker(const PickerWords &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_flow(new FlowLayout(6, this))
    , m_add(new Button(words.add, Button::Kind::Link))
{
    m_flow->setContentsMargins(8, 5, 8, 5);
    m_add->setFixedHeight(scaled(24));
    m_add->setAccessibleName(words.hint);
    m_add->setFocusShownOutside(true);
    m_add->installEventFilter(this);
    connect(m_add, &QPushButton::clicked, this, &Picker::open);
    setFirst(this, m_add);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    rebuild();
}

void Picker::setItems(const QList<PickerItem> &items, bool areAll)
{
    const QStringList before = m_chosen;
    m_items = items;
    m_mayMake = areAll && !m_words.make.isEmpty();
    m_new.removeIf([this](const PickerItem &made) {
        const auto come = std::ranges::find_if(m_items, [&made](const PickerItem &one) { return isNamed(one, made.name); });
        if (come == m_items.cend())
            return false;
        m_chosen.replaceInStrings(made.id, come->id);
        return true;
    });
    QStringList ids;
    for (const PickerItem &one : chosenItems())
        ids << one.id;
    m_chosen.removeIf([&ids](const QString &id) { return !ids.contains(id); });
    m_chosen.removeDuplicates();
    m_add->setEnabled(!m_items.isEmpty() || m_mayMake);
    rebuild();
    if (m_chosen != before)
        Q_EMIT chosenChanged();
}

void Picker::setChosen(const QStringList &ids)
{
    m_chosen = ids;
    rebuild();
    Q_EMIT chosenChanged();
}

QList<PickerItem> Picker::chosenItems() const
{
    QList<PickerItem> items = m_items + m_new;
    items.removeIf([this](const PickerItem &one) { return !m_chosen.contains(one.id); });
    return items;
}

void Picker::makeNew(const QString &name)
{
    addNew(name);
    choose(madeUpId(name), true);
}

void Picker::addNew(const QString &name)
{
    const PickerItem item{madeUpId(name), name, tr("%1 (new)").arg(name)};
    if (!m_new.contains(item))
        m_new << item;
}

QJsonArray Picker::kept() const
{
    QJsonArray kept;
    for (const PickerItem &one : chosenItems())
        kept << QJsonArray{one.id, one.name};
    return kept;
}

void Picker::restore(const QJsonArray &kept)
{
    m_chosen.clear();
    for (const QJsonValue &one : kept) {
        const PickerItem item{one[0].toString(), one[1].toString()};
        m_chosen << item.id;
        if (isMadeUp(item.id))
            addNew(item.name);
        else if (std::ranges::find(m_items, item.id, &PickerItem::id) == m_items.cend())
            m_items << item;
    }
    rebuild();
    Q_EMIT chosenChanged();
}

void Picker::setWrong(bool wrong)
{
    setProperty("wrong", wrong);
    update();
}

void Picker::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        if (item->widget() != m_add)
            item->widget()->deleteLater(); // it may be the one whose click brought us here
        delete item;
    }
    for (const PickerItem &item : chosenItems()) {
        auto *chip = new Chip(isMadeUp(item.id) ? item.shown : item.name, Tone::Accent, this);
        chip->setRemovable(true);
        connect(chip, &QAbstractButton::clicked, this, [this, id = item.id] { choose(id, false); });
        m_flow->addWidget(chip);
        putBefore(m_add, chip);
        chip->show();
    }
    m_flow->addWidget(m_add);
    m_flow->invalidate();
    updateGeometry();
}

void Picker::open()
{
    auto *popup = new PickerPopup(m_words, m_mayMake, this);
    popup->setItems(m_items + m_new, m_chosen);
    connect(popup, &PickerPopup::toggled, this, &Picker::choose);
    connect(popup, &PickerPopup::makeWanted, this, [this, popup](const QString &name) {
        makeNew(name);
        popup->setItems(m_items + m_new, m_chosen);
    });
    popup->setGeometry(QRect(mapToGlobal(QPoint(0, height() + 2)), QSize(qMax(width(), scaled(280)), scaled(280))));
    popup->show();
    goTo(popup);
}

void Picker::choose(const QString &id, bool chosen)
{
    if (chosen && !m_chosen.contains(id))
        m_chosen << id;
    else if (!chosen)
        m_chosen.removeAll(id);
    rebuild();
    Q_EMIT chosenChanged();
}

bool Picker::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // its frame shows the button's focus
    return QWidget::eventFilter(object, event);
}

void Picker::paintEvent(QPaintEvent *)
{
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = 1;
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
}

void Picker::mousePressEvent(QMouseEvent *)
{
    if (m_add->isEnabled())
        open();
}

} // namespace rollcall
