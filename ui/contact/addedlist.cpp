#include "contact/addedlist.h"

#include "common/card.h"
#include "common/chip.h"
#include "common/colours.h"
#include "common/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace rollcall {
namespace {

constexpr qsizetype shown = 6;

/// What became of somebody, as a pill.
class AnswerPill : public QWidget
{
public:
    explicit AnswerPill(AddAnswer::Kind kind)
        : m_tone(kind == AddAnswer::Kind::Unsubscribed ? Tone::Look : Tone::Good)
    {
        switch (kind) {
        case AddAnswer::Kind::Added:
            m_text = AddedList::tr("added");
            break;
        case AddAnswer::Kind::Updated:
            m_text = AddedList::tr("updated");
            break;
        case AddAnswer::Kind::Unsubscribed:
            m_text = AddedList::tr("unsubscribed, left so");
            break;
        case AddAnswer::Kind::Unchanged:
        case AddAnswer::Kind::Exists:
        case AddAnswer::Kind::Deleted:
            m_text = AddedList::tr("unchanged");
            break;
        }
        setFixedHeight(scaled(22));
        setAccessibleName(m_text);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintPill(&painter, rect(), m_text, m_tone, coloursOf(this));
    }

private:
    QString m_text;
    Tone m_tone;
};

} // namespace

AddedList::AddedList(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(nullptr, 12))
    , m_empty(new Label(tr("Nobody yet."), TextSize::Small, Tone::Soft))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *heading = new Label(tr("Added just now"));
    heading->setBold(true);
    column->addWidget(heading);
    column->addWidget(m_card);
    column->addStretch(1);
    m_card->column()->addWidget(m_empty);
}

void AddedList::add(const AddAnswer &answer)
{
    m_empty->hide();
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    const Contact &contact = answer.contact.contact;
    const QString name = QStringList{contact.firstName, contact.lastName}.join(QLatin1Char(' ')).trimmed();
    if (!name.isEmpty()) {
        auto *label = new ElidedLabel(Qt::ElideRight, TextSize::Small);
        label->setFont(fontOf(TextSize::Small, QFont::DemiBold));
        label->setText(name);
        column->addWidget(label);
    }
    auto *address = new ElidedLabel(Qt::ElideMiddle, TextSize::Small, Tone::Soft);
    address->setText(contact.email);
    column->addWidget(address);
    column->addWidget(new AnswerPill(answer.kind));
    if (!m_rows.isEmpty())
        column->addWidget(new Divider);
    m_card->column()->insertWidget(0, row);
    m_rows.prepend(row);
    if (m_rows.size() > shown) {
        delete m_rows.takeLast();
        if (auto *divider = m_rows.last()->findChild<Divider *>())
            divider->hide();
    }
}

void AddedList::clear()
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_empty->show();
}

} // namespace rollcall
