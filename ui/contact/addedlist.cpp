#include "contact/addedlist.h"

#include "common/button.h"
#include "common/card.h"
#include "common/chip.h"
#include "common/colours.h"
#include "common/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qsizetype shown = 6;

/// What became of somebody, as a pill.
class AnswerPill : public QWidget
{
public:
    AnswerPill() { setFixedHeight(scaled(22)); }

    void say(Tone tone, const QString &text)
    {
        m_tone = tone;
        m_text = text;
        setAccessibleName(text);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintPill(&painter, rect(), m_text, m_tone, coloursOf(this));
    }

private:
    Tone m_tone = Tone::Good;
    QString m_text;
};

QString answerText(AddAnswer::Kind kind)
{
    switch (kind) {
    case AddAnswer::Kind::Added:
        return AddedList::tr("added");
    case AddAnswer::Kind::Updated:
        return AddedList::tr("updated");
    case AddAnswer::Kind::Unsubscribed:
        return AddedList::tr("unsubscribed, left so");
    case AddAnswer::Kind::Unchanged:
    case AddAnswer::Kind::Exists:
    case AddAnswer::Kind::Deleted:
        return AddedList::tr("unchanged");
    case AddAnswer::Kind::Queued:
        return AddedList::tr("in the outbox");
    }
    Q_UNREACHABLE();
}

} // namespace

/// One of them.
class AddedRow : public QWidget
{
public:
    explicit AddedRow(const Contact &contact)
        : m_email(contact.email)
        , m_pill(new AnswerPill)
        , m_undo(new Button(AddedList::tr("Undo"), Button::Kind::Link))
        , m_divider(new Divider)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(3);
        const QString name = fullName(contact);
        if (!name.isEmpty()) {
            auto *label = new ElidedLabel(Qt::ElideRight, TextSize::Small);
            label->setFont(fontOf(TextSize::Small, QFont::DemiBold));
            label->setText(name);
            column->addWidget(label);
        }
        auto *address = new ElidedLabel(Qt::ElideMiddle, TextSize::Small, Tone::Soft);
        address->setText(m_email);
        column->addWidget(address);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(m_pill, 1);
        row->addWidget(m_undo);
        column->addLayout(row);
        column->addWidget(m_divider);
        m_undo->setAccessibleName(AddedList::tr("Undo: take %1 out again").arg(name.isEmpty() ? m_email : name));
        m_undo->hide();
    }

    const QString &email() const { return m_email; }
    Button *undo() const { return m_undo; }
    const AddAnswer &answer() const { return m_answer; }
    void setAnswer(const AddAnswer &answer) { m_answer = answer; }
    void say(Tone tone, const QString &text) { m_pill->say(tone, text); }
    void setLast(bool last) { m_divider->setVisible(!last); }

private:
    QString m_email;
    AddAnswer m_answer;
    AnswerPill *m_pill;
    Button *m_undo;
    Divider *m_divider;
};

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

AddedRow *AddedList::insert(const Contact &contact)
{
    m_empty->hide();
    if (AddedRow *earlier = rowOf(contact.email))
        earlier->undo()->hide(); // it is not as it was added any more
    auto *row = new AddedRow(contact);
    m_card->column()->insertWidget(0, row);
    m_rows.prepend(row);
    if (m_rows.size() > shown)
        delete m_rows.takeLast();
    for (AddedRow *one : m_rows)
        one->setLast(one == m_rows.last());
    return row;
}

AddedRow *AddedList::rowOf(const QString &email) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&email](const AddedRow *one) { return one->email() == email; });
    return row == m_rows.cend() ? nullptr : *row;
}

void AddedList::add(const AddAnswer &answer)
{
    settle(insert(answer.contact.contact), answer);
}

void AddedList::addWaiting(const Contact &contact)
{
    insert(contact)->say(Tone::Look, tr("in the outbox"));
}

void AddedList::settle(const QString &email, const AddAnswer &answer)
{
    if (AddedRow *row = rowOf(email))
        settle(row, answer);
}

void AddedList::settle(AddedRow *row, const AddAnswer &answer)
{
    row->say(answer.kind == AddAnswer::Kind::Unsubscribed ? Tone::Look : Tone::Good, answerText(answer.kind));
    row->undo()->disconnect(this);
    row->setAnswer(answer);
    row->undo()->setVisible(answer.kind == AddAnswer::Kind::Added || answer.kind == AddAnswer::Kind::Updated);
    connect(row->undo(), &QPushButton::clicked, this, [this, answer] { Q_EMIT undoWanted(answer); });
}

AddedRow *AddedList::rowOfImport(const QString &importId) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                  [&importId](const AddedRow *one) { return one->answer().importId == importId; });
    return row == m_rows.cend() ? nullptr : *row;
}

void AddedList::setUndoing(const QString &importId)
{
    if (AddedRow *row = rowOfImport(importId)) {
        row->undo()->setEnabled(false);
        row->say(Tone::Soft, tr("taking back…"));
    }
}

void AddedList::tellUndone(const QString &importId, const std::optional<UndoReceipt> &receipt)
{
    AddedRow *row = rowOfImport(importId);
    if (!row)
        return;
    const bool again = !receipt || receipt->failed > 0;
    row->undo()->setEnabled(true);
    row->undo()->setVisible(again);
    if (again)
        row->say(Tone::Good, answerText(row->answer().kind));
    else if (receipt->removed + receipt->restored == 0)
        row->say(Tone::Look, tr("changed since, left so"));
    else if (receipt->removed > 0)
        row->say(Tone::Soft, tr("taken out again"));
    else
        row->say(Tone::Soft, tr("as before again"));
}

void AddedList::clear()
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_empty->show();
}

} // namespace rollcall
