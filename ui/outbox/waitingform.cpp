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

#include <algorithm>

namespace rollcall {
namespace {

/// What the form shows, over what it does not.
Contact laidOver(const Contact &before, const Contact &typed)
{
    Contact contact = before;
    contact.email = typed.email;
    contact.firstName = typed.firstName;
    contact.lastName = typed.lastName;
    contact.companyName = typed.companyName;
    contact.jobTitle = typed.jobTitle;
    contact.listIds = typed.listIds;
    contact.phones = typed.phones + before.phones.mid(1);
    contact.addresses = typed.addresses + before.addresses.mid(1);
    return contact;
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
    auto *save = new Button(tr("Sa&ve and send"), Button::Kind::Primary);
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
    m_item.wantedLists = unknown;
    m_form->clearPerson();
    m_form->takeAddress(item.contact.email);
    m_form->fill(item.contact);
    m_form->setPermission(item.permission);
    m_lists.fill(*m_form->lists());
    m_form->lists()->setChosen(m_item.contact.listIds);
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
    const QStringList lists = m_item.contact.listIds;
    m_item.contact = laidOver(m_item.contact, m_form->contact());
    if (!m_lists.isKnown())
        m_item.contact.listIds = lists; // they could not be shown
    else
        m_item.listNames = m_lists.names(m_item.contact.listIds);
    m_item.permission = m_form->permission();
    m_item.update = m_update->isChecked();
    Q_EMIT saved(m_item);
}

} // namespace rollcall
