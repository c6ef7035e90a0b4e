#include "contact/personpage.h"

#include "application.h"
#include "common/accountlists.h"
#include "common/button.h"
#include "common/card.h"
#include "common/flowlayout.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/notice.h"
#include "contact/emailaddress.h"
#include "contact/knowntext.h"
#include "contact/personaction.h"
#include "contact/personfacts.h"
#include "send/archive.h"
#include "history/erasepanel.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace rollcall {

using Kind = PersonAction::Kind;

PersonPage::PersonPage(AccountLists &lists, Archive &archive, QWidget *parent)
    : Page(parent)
    , m_lists(lists)
    , m_archive(archive)
    , m_connection(Notice::banner())
    , m_email(new QLineEdit)
    , m_find(new Button(tr("&Find"), Button::Kind::Primary))
    , m_purpose(Label::soft(tr("Somebody wants no more mail, wants off a list, or has a new address: find them here. What is done "
                               "about it is said before it is done.")))
    , m_done(Notice::banner())
    , m_facts(new PersonFacts)
    , m_ways(new QWidget)
    , m_add(new Button(tr("&Add this contact")))
    , m_unsubscribe(new Button(tr("&Unsubscribe…")))
    , m_takeOff(new Button(tr("&Take off lists…")))
    , m_change(new Button(tr("&Change the address…")))
    , m_delete(new Button(tr("&Delete…")))
    , m_action(new PersonAction)
{
    build();
    connect(m_connection, &Notice::actionPressed, this, &Page::connectWanted);
    connect(m_find, &QPushButton::clicked, this, &PersonPage::look);
    connect(m_email, &QLineEdit::returnPressed, this, &PersonPage::look);
    connect(m_email, &QLineEdit::textEdited, this, &PersonPage::clear);
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT addWanted(m_known->contact.email); });
    connect(m_action, &PersonAction::confirmed, this, &PersonPage::act);
    connect(&m_lists, &AccountLists::changed, this, &PersonPage::tellFacts);
}

PersonPage::~PersonPage() = default;

void PersonPage::build()
{
    QVBoxLayout *column = scrollingColumn(this, 720);
    auto *card = new Card;
    auto *field = new QWidget;
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_email, 1);
    row->addWidget(m_find);
    m_email->setAccessibleName(tr("E-mail"));
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    setFirst(field, m_email);
    auto *grid = new FormGrid;
    m_notice = grid->addField(tr("&E-mail"), field);
    card->column()->addWidget(grid);

    auto *flow = new FlowLayout(12, m_ways);
    auto *erase = new Button(tr("E&rase here…"), Button::Kind::Link);
    for (Button *button : {m_add, m_unsubscribe, m_takeOff, m_change, m_delete, erase})
        flow->addWidget(button);
    const auto opens = [this](Button *button, Kind kind) {
        connect(button, &QPushButton::clicked, this, [this, kind] {
            m_done->clear();
            m_action->open(kind, *m_known, m_lists.named(m_known->contact.listIds));
        });
    };
    opens(m_unsubscribe, Kind::Unsubscribe);
    opens(m_takeOff, Kind::TakeOffLists);
    opens(m_change, Kind::ChangeAddress);
    opens(m_delete, Kind::Delete);
    opens(erase, Kind::EraseHere);
    for (QWidget *part : std::initializer_list<QWidget *>{m_connection, card, m_purpose, m_done, m_facts, m_ways, m_action})
        column->addWidget(part);
    column->addStretch(1);
    QHBoxLayout *buttons = footer(this);
    auto *back = new Button(tr("&Back to adding"));
    buttons->addWidget(back);
    buttons->addStretch(1);
    connect(back, &QPushButton::clicked, this, &PersonPage::left);
    setFirst(this, m_email);
    clear();
}

QString PersonPage::title() const
{
    return tr("Find a person");
}

void PersonPage::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_application = application;
    m_tags.reset();
    m_fields.reset();
    clear();
    setWorking(false);
    if (application)
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { tellConnection(); });
}

void PersonPage::tellConnection()
{
    const bool connected = m_application && m_application->session().isConnected();
    if (connected)
        m_connection->clear();
    else
        m_connection->show(Tone::Look, tr("Who is in the account can be looked up when it is connected."), tr("Connect account"));
    m_find->setEnabled(connected && !m_isWorking);
    tellButtons();
}

void PersonPage::open(const QString &address)
{
    if (m_isWorking)
        return; // what became of it is told first
    clear();
    m_email->setText(address);
    m_email->selectAll();
    if (emailFault(address.toUtf8().toStdString()) == EmailFault::None)
        look();
}

/// What was found is not about what stands in the field any more.
void PersonPage::clear()
{
    m_look.reset();
    m_call.reset();
    m_names.reset();
    m_known.reset();
    m_notice->clear();
    m_done->clear();
    m_action->close();
    for (QWidget *part : std::initializer_list<QWidget *>{m_facts, m_ways})
        part->hide();
    m_purpose->show();
}

void PersonPage::look()
{
    if (!m_find->isEnabled())
        return;
    clear();
    const QString address = m_email->text().trimmed();
    const EmailFault fault = emailFault(address.toUtf8().toStdString());
    if (fault != EmailFault::None) {
        m_notice->show(Tone::Bad, emailFaultText(fault));
        m_email->setFocus();
        return;
    }
    m_notice->show(Tone::Soft, tr("Looking it up…"));
    m_look = std::make_unique<QObject>();
    m_application->contacts().find(address, m_look.get(), [this, address](const Result<std::optional<KnownContact>> &found) {
        take(address, found);
    });
}

void PersonPage::take(const QString &address, const Result<std::optional<KnownContact>> &found)
{
    m_notice->clear();
    if (!found) {
        m_notice->show(found.error());
        return;
    }
    KnownContact nobody;
    nobody.contact.email = address;
    if (!*found)
        m_notice->show(Tone::Soft, tr("Nobody of this address is in the account."));
    show(found->value_or(nobody));
}

void PersonPage::show(const KnownContact &known)
{
    m_known = known;
    m_action->close();
    m_facts->setVisible(!known.id.isEmpty());
    m_ways->show();
    m_purpose->hide();
    tellFacts();
    tellButtons();
    readNames();
}

/// Only where the person has any: each costs a call, once.
void PersonPage::readNames()
{
    m_names = std::make_unique<QObject>();
    if (!m_known->contact.tagIds.isEmpty() && !m_tags) {
        m_application->tags().all(m_names.get(), [this](const Result<QList<ContactTag>> &tags) {
            if (tags)
                m_tags = *tags;
            tellFacts();
        });
    }
    if (!m_known->contact.customValues.isEmpty() && !m_fields) {
        m_application->fields().all(m_names.get(), [this](const Result<QList<CustomField>> &fields) {
            if (fields)
                m_fields = *fields;
            tellFacts();
        });
    }
}

void PersonPage::tellFacts()
{
    if (m_known)
        m_facts->show(*m_known, {m_lists.names(m_known->contact.listIds), m_tags.value_or(QList<ContactTag>()),
                                 m_fields.value_or(QList<CustomField>())});
}

void PersonPage::tellButtons()
{
    const bool canBegin = m_find->isEnabled();
    const bool isThere = m_known && !m_known->id.isEmpty() && !m_known->deleted;
    // Asked for by the person it counts for more than what the account did.
    const bool isEnded = isThere && m_known->permission == Permission::Unsubscribed
                         && m_known->optOutSource == QLatin1String("Contact");
    m_add->setVisible(m_known && !isThere);
    m_unsubscribe->setVisible(isThere && !isEnded);
    m_takeOff->setVisible(isThere && !m_known->contact.listIds.isEmpty());
    m_change->setVisible(isThere);
    m_delete->setVisible(isThere);
    for (Button *button : {m_unsubscribe, m_takeOff, m_change, m_delete})
        button->setEnabled(canBegin);
}

void PersonPage::act()
{
    if (m_action->kind() == Kind::EraseHere) {
        erase();
        return;
    }
    setWorking(true);
    m_call = std::make_unique<QObject>();
    ContactChange &change = m_application->contactChange();
    const QString email = m_known->contact.email;
    const auto then = [this](const QString &done) {
        return [this, done](const Result<ChangeAnswer> &answer) { takeAnswer(answer, done); };
    };
    const QString who = nameOf(m_known->contact);
    switch (m_action->kind()) {
    case Kind::Unsubscribe:
        change.unsubscribe(email, m_action->askedByPerson(), m_action->reason(), m_call.get(),
                           then(tr("%1 gets no more mail.").arg(who)));
        break;
    case Kind::TakeOffLists:
        change.removeFromLists(email, m_action->listIds(), m_call.get(),
                               then(tr("%1 was taken off, and stays in the account.").arg(who)));
        break;
    case Kind::ChangeAddress:
        change.changeAddress(email, m_action->newAddress(), m_call.get(), then(tr("%1 has the new address now.").arg(who)));
        break;
    case Kind::Delete:
        change.remove(email, m_call.get(), then(tr("%1 was deleted from the account.").arg(who)));
        break;
    case Kind::EraseHere:
        break;
    }
}

/// Nobody else is looked for meanwhile: the answer would be heard by nobody.
void PersonPage::setWorking(bool working)
{
    m_action->setWorking(working);
    m_isWorking = working;
    m_email->setReadOnly(working);
    m_ways->setEnabled(!working);
    tellConnection();
}

void PersonPage::takeAnswer(const Result<ChangeAnswer> &answer, const QString &done)
{
    setWorking(false);
    if (!answer) {
        m_action->showError(answer.error());
        return;
    }
    KnownContact now = answer->contact;
    switch (answer->kind) {
    case ChangeAnswer::Kind::Exists:
        m_action->showProblem(tr("This address is in the account already, as another contact. Nothing was changed."));
        return;
    case ChangeAnswer::Kind::NotFound:
        m_action->showProblem(tr("Nobody of this address is in the account any more. Nothing was changed."));
        return;
    case ChangeAnswer::Kind::Unchanged:
        m_done->show(Tone::Soft, tr("It was like that already. Nothing was changed."));
        break;
    case ChangeAnswer::Kind::Done:
        m_done->show(Tone::Good, done);
        if (m_action->kind() == Kind::Delete) { // answered as it was
            now.deleted = true;
            now.contact.listIds.clear();
        }
        break;
    }
    m_email->setText(now.contact.email);
    show(now);
}

void PersonPage::erase()
{
    setWorking(true);
    m_call = std::make_unique<QObject>();
    m_archive.ask([email = m_known->contact.email](Journal &journal) { return PersonalData(journal).erase(email); }, m_call.get(),
                  [this](const Result<Erasure> &erasure) { takeErasure(erasure); });
}

void PersonPage::takeErasure(const Result<Erasure> &erasure)
{
    setWorking(false);
    if (!erasure) {
        m_action->showError(erasure.error());
        return;
    }
    m_action->close();
    m_done->show(erasure->unfinished > 0 ? Tone::Look : Tone::Good, ErasePanel::answer(*erasure));
    Q_EMIT erased(m_known->contact.email);
}

} // namespace rollcall
