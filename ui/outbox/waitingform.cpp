#include "outbox/waitingform.h"

#include "common/accountlists.h"
#include "common/button.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "contact/contactform.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace rollcall {
namespace {

/// What the form shows, over what it does not.
Contact laidOver(const Contact &before, Contact typed)
{
    typed.phones += before.phones.mid(1);
    typed.addresses += before.addresses.mid(1);
    typed.tagIds = before.tagIds;
    return typed;
}

} // namespace

WaitingForm::WaitingForm(AccountLists &lists, QWidget *parent)
    : QWidget(parent)
    , m_lists(lists)
    , m_error(Notice::banner())
    , m_why(Label::soft({}))
    , m_form(new ContactForm)
    , m_update(new QCheckBox(tr("&Update the contact if the address is in the account already.")))
{
    QVBoxLayout *column = scrollingColumn(this, 720);
    column->addWidget(m_error);
    column->addWidget(m_why);
    column->addWidget(m_form);
    column->addWidget(m_update);
    column->addStretch(1);
    auto *save = new Button(tr("Save and se&nd"), Button::Kind::Primary);
    auto *back = new Button(tr("&Back"));
    QHBoxLayout *buttons = footer(this);
    buttons->addWidget(save);
    buttons->addStretch(1);
    buttons->addWidget(back);
    setFirst(this, m_form);
    connect(save, &QPushButton::clicked, this, &WaitingForm::save);
    connect(back, &QPushButton::clicked, this, &WaitingForm::left);
    connect(&m_lists, &AccountLists::changed, this, [this] { m_lists.fill(*m_form->lists()); });
}

void WaitingForm::use(Application *application)
{
    m_form->use(application);
}

void WaitingForm::open(const OutboxItem &item)
{
    m_item = item;
    m_error->clear();
    m_why->setText(item.why);
    QStringList unknown;
    for (const QString &name : item.wantedLists) { // it was kept where nobody could say the list's id
        const ContactList *list = listNamed(name, m_lists.lists());
        if (!list)
            unknown << name;
        else if (!m_item.contact.listIds.contains(list->id))
            m_item.contact.listIds << list->id;
    }
    m_form->open(item);
    m_lists.fill(*m_form->lists());
    m_form->lists()->setChosen(m_item.contact.listIds);
    if (item.makeLists) {
        for (const QString &name : std::exchange(unknown, {}))
            m_form->lists()->makeNew(name);
    }
    m_item.wantedLists = unknown;
    if (unknown.isEmpty())
        m_form->listsNotice()->clear();
    else
        m_form->listsNotice()->show(Tone::Soft, tr("And on %1.").arg(unknown.join(QStringLiteral(", "))));
    m_update->setChecked(item.update);
}

void WaitingForm::showError(const Error &error)
{
    m_error->show(error);
}

void WaitingForm::save()
{
    if (!m_form->check())
        return;
    OutboxItem typed = m_form->item();
    typed.id = m_item.id;
    typed.since = m_item.since;
    typed.why = m_item.why;
    typed.contact = laidOver(m_item.contact, typed.contact);
    if (!m_lists.isKnown()) { // they could not be shown
        typed.contact.listIds = m_item.contact.listIds;
        typed.listNames = m_item.listNames;
    }
    typed.wantedLists += m_item.wantedLists;
    m_item = typed;
    m_item.update = m_update->isChecked();
    Q_EMIT saved(m_item);
}

} // namespace rollcall
