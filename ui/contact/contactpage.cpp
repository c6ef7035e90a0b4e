#include "contact/contactpage.h"

#include "application.h"
#include "common/accountlists.h"
#include "common/button.h"
#include "common/draftfile.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/picker.h"
#include "contact/addedlist.h"
#include "contact/contactform.h"
#include "contact/emailaddress.h"
#include "contact/knowntext.h"
#include "outbox/postman.h"
#include "send/planparts.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
ContactPage::ContactPage(AccountLists &lists, Postman &postman, QWidget *parent)
    : Page(parent)
    , m_accountLists(lists)
    , m_postman(postman)
    , m_form(new ContactForm)
    , m_added(new AddedList)
    , m_connection(Notice::banner())
    , m_draft(new DraftFile(this))
    , m_restored(Notice::banner())
    , m_kept(Notice::banner())
    , m_error(new ErrorPanel)
    , m_add(new Button(tr("&Add contact"), Button::Kind::Primary))
    , m_hint(new Label({}, TextSize::Small, Tone::Soft))
{
    build();
    setFirst(this, m_form);
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(shortcut, &QShortcut::activated, m_add, &QPushButton::click);
    auto *enter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), this);
    connect(enter, &QShortcut::activated, m_add, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, &ContactPage::send);
    connect(m_restored, &Notice::actionPressed, this, &ContactPage::clear);
    connect(m_form, &ContactForm::edited, this, &ContactPage::keepDraft);
    connect(m_form, &ContactForm::addressEdited, this, &ContactPage::forgetKnown);
    connect(m_form, &ContactForm::addressLeft, this, &ContactPage::lookUp);
    connect(m_form->emailNotice(), &Notice::actionPressed, this, &ContactPage::actOnNotice);
    connect(m_form->listsNotice(), &Notice::actionPressed, &m_accountLists, &AccountLists::reload);
    connect(m_form->lists(), &Picker::chosenChanged, this, &ContactPage::tellLists);
    connect(m_connection, &Notice::actionPressed, this, &Page::connectWanted);
    connect(m_kept, &Notice::actionPressed, this, &ContactPage::outboxWanted);
    connect(m_added, &AddedList::undoWanted, this, &ContactPage::takeBack);
    connect(&m_postman, &Postman::sent, this, [this](const OutboxItem &item, const AddAnswer &answer) {
        m_added->settle(item.contact.email, answer);
    });
    connect(&m_postman, &Postman::changed, this, [this] {
        if (m_postman.waiting().isEmpty())
            m_kept->clear();
    });
    connect(&m_accountLists, &AccountLists::changed, this, [this] {
        m_accountLists.fill(*m_form->lists());
        tellLists();
    });
    nameButton();
}

ContactPage::~ContactPage() = default;

void ContactPage::build()
{
    QVBoxLayout *column = scrollingColumn(this);
    column->addWidget(m_connection);
    column->addWidget(m_restored);
    column->addWidget(m_kept);
    column->addWidget(m_error);
    m_row = new QHBoxLayout;
    m_row->setSpacing(20);
    m_row->addWidget(m_form, 1, Qt::AlignTop);
    m_row->addWidget(m_added);
    column->addLayout(m_row);
    column->addStretch(1);

    auto *clear = new Button(tr("Clea&r"));
    auto *find = new Button(tr("Fi&nd a person…"), Button::Kind::Link);
    find->setToolTip(tr("Unsubscribe somebody, take them off lists, change their address, delete them"));
    QHBoxLayout *buttons = footer(this);
    buttons->addWidget(m_add);
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(find);
    buttons->addWidget(clear);
    connect(find, &QPushButton::clicked, this, [this] { Q_EMIT personWanted(m_form->address()); });
    connect(clear, &QPushButton::clicked, this, &ContactPage::clear);
}

void ContactPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < scaled(720);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_added->setMinimumWidth(narrow ? 0 : scaled(230));
    m_added->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : scaled(230));
}

QString ContactPage::title() const
{
    return tr("Add contact");
}

void ContactPage::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_calls.reset();
    m_application = application;
    m_form->use(application);
    setSending(false);
    forgetKnown();
    m_error->clear();
    m_kept->clear();
    m_added->clear();
    if (application) {
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { tellConnection(); });
        openDraft();
    }
    tellConnection();
}

/// What stands in the form goes along to the other account: it is not kept for the one before, too.
void ContactPage::openDraft()
{
    const bool isEmpty = m_form->isEmpty();
    if (!isEmpty)
        m_draft->keep({});
    const QDir folder(m_application->profile().storageFolder());
    const QJsonObject draft = m_draft->open(folder.filePath(QStringLiteral("contact-draft.json")));
    if (isEmpty && !draft.isEmpty()) {
        m_form->restore(draft);
        m_restored->show(Tone::Look, tr("This was typed before Rollcall was closed, and is not sent yet."), tr("Clear it"));
    } else {
        keepDraft();
    }
}

void ContactPage::keepDraft()
{
    const bool isEmpty = m_form->isEmpty();
    m_draft->keep(isEmpty ? QJsonObject() : m_form->kept());
    if (isEmpty)
        m_restored->clear();
}

void ContactPage::clear()
{
    forgetKnown();
    m_error->clear();
    m_form->clearPerson();
}

void ContactPage::forget(const QString &address)
{
    if (normalisedEmail(m_form->address()) == normalisedEmail(address))
        clear();
}

void ContactPage::add(const QString &address)
{
    m_form->clearPerson();
    m_form->takeAddress(address);
}

void ContactPage::tellConnection()
{
    const bool connected = m_application && m_application->session().isConnected();
    if (connected)
        m_connection->clear();
    else if (isSignedOut())
        m_connection->show(Tone::Look, tr("The account has to be connected again. Who is added meanwhile waits in the outbox."),
                           tr("Connect account"));
    else
        m_connection->show(Tone::Look, tr("Rollcall is not connected to an account. What you type here stays."),
                           tr("Connect account"));
    nameButton();
}

/// Of an account that is known: what is for it can wait.
bool ContactPage::isSignedOut() const
{
    return m_application && m_application->session().state() == Session::State::Reconnect;
}

void ContactPage::tellLists()
{
    if (m_accountLists.error())
        m_form->listsNotice()->show(Tone::Bad, m_accountLists.error()->message, tr("Try again"));
    else if (m_form->lists()->chosen().isEmpty() && m_accountLists.isKnown())
        m_form->listsNotice()->show(Tone::Soft, tr("Without a list they get no mail."));
    else
        m_form->listsNotice()->clear();
}

void ContactPage::forgetKnown()
{
    m_look.reset();
    m_known.reset();
    m_suggested.clear();
    m_updating = false;
    m_form->setPermissionEditable(true);
    m_form->emailNotice()->clear();
    nameButton();
}

void ContactPage::lookUp(const QString &address)
{
    if (m_known && normalisedEmail(m_known->contact.email) == normalisedEmail(address))
        return;
    suggest(address);
    if (!m_application || m_application->session().state() != Session::State::Connected)
        return;
    m_look = std::make_unique<QObject>();
    m_application->contacts().find(
        address, m_look.get(), [this](const Result<std::optional<KnownContact>> &found) { tellFound(found); });
}

void ContactPage::suggest(const QString &address)
{
    const QByteArray utf8 = address.toUtf8();
    const qsizetype at = utf8.lastIndexOf('@');
    const std::string likely = likelyDomain(utf8.mid(at + 1).toStdString());
    m_suggested = likely.empty() ? QString() : QString::fromUtf8(utf8.left(at + 1)) + QString::fromStdString(likely);
    if (!m_suggested.isEmpty())
        m_form->emailNotice()->show(Tone::Look, tr("Did you mean %1?").arg(m_suggested), tr("Take it"));
    else if (isRoleAddress(utf8.toStdString()))
        m_form->emailNotice()->show(Tone::Look, tr("This address belongs to an office rather than a person. Constant Contact "
                                                   "may refuse it."));
    else
        m_form->emailNotice()->clear();
}

void ContactPage::tellFound(const Result<std::optional<KnownContact>> &found)
{
    // When it cannot be looked up now, adding looks again and says so if it has to.
    if (found && *found)
        tellKnown(**found);
}

void ContactPage::tellKnown(const KnownContact &known)
{
    m_known = known;
    m_suggested.clear();
    Notice *notice = m_form->emailNotice();
    const QString name = nameOf(known.contact);
    if (known.permission == Permission::Unsubscribed) {
        notice->show(Tone::Bad, unsubscribedText(known) + QLatin1Char(' ')
                                    + tr("Rollcall leaves that so: only they can ask for mail again."));
    } else if (known.deleted) {
        notice->show(Tone::Look, tr("%1 was in the account and has been deleted. Updating brings the contact back.").arg(name),
                     tr("Load and bring back"));
    } else {
        const QString lists = m_accountLists.names(known.contact.listIds).join(QStringLiteral(", "));
        notice->show(Tone::Look, lists.isEmpty() ? tr("%1 is in the account already, on no list.").arg(name)
                                                 : tr("%1 is in the account already, on %2.").arg(name, lists),
                     tr("Load and update"));
    }
    nameButton();
}

void ContactPage::actOnNotice()
{
    if (!m_suggested.isEmpty()) {
        m_form->takeAddress(m_suggested);
        return;
    }
    if (m_known)
        loadKnown();
}

void ContactPage::loadKnown()
{
    m_updating = true;
    m_form->fill(m_known->contact);
    m_form->setPermissionEditable(false);
    m_form->emailNotice()->show(Tone::Soft, m_known->deleted
                                                ? tr("Deleted in the account; updating brings the contact back.")
                                                : tr("In the account already. Empty fields change nothing; lists are added."));
    nameButton();
}

void ContactPage::send()
{
    if (!m_add->isEnabled() || !m_form->check())
        return;
    m_look.reset();
    m_error->clear();
    OutboxItem item = m_form->item();
    item.update = m_updating;
    setSending(true);
    m_calls = std::make_unique<QObject>();
    const auto handle = [this](const Result<AddAnswer> &answer) { tellAnswer(answer); };
    if (isSignedOut())
        m_postman.keep(item, m_application->session().lastError(), m_calls.get(), handle);
    else
        m_postman.add(item, m_calls.get(), handle);
}

void ContactPage::tellAnswer(const Result<AddAnswer> &answer)
{
    setSending(false);
    if (std::ranges::any_of(m_form->lists()->chosen(), isMadeUp))
        m_accountLists.reload(); // it may be there now
    if (!answer) {
        m_error->show(answer.error());
        return;
    }
    if (answer->kind == AddAnswer::Kind::Queued) {
        tellKept(*answer);
        return;
    }
    if (answer->kind == AddAnswer::Kind::Exists || answer->kind == AddAnswer::Kind::Deleted
        || answer->kind == AddAnswer::Kind::Unsubscribed) {
        tellKnown(answer->contact);
        return;
    }
    m_added->add(*answer);
    forgetKnown();
    m_form->clearPerson();
}

/// Nothing typed is lost for a network that is gone.
void ContactPage::tellKept(const AddAnswer &answer)
{
    const Contact &contact = answer.contact.contact;
    m_kept->show(Tone::Look,
                 tr("%1 %2 is kept in the outbox and sent by itself as soon as that is possible.").arg(answer.why->message, contact.email),
                 tr("See the outbox"));
    m_added->addWaiting(contact);
    forgetKnown();
    m_form->clearPerson();
}

void ContactPage::takeBack(const AddAnswer &added)
{
    m_added->setUndoing(added.importId);
    auto *under = m_application->undo(added.importId).release();
    under->setParent(m_ties.get());
    connect(under, &Undo::finished, this,
            [this, under, importId = added.importId](const UndoReceipt &receipt, const std::optional<Error> &error) {
                under->deleteLater();
                tellTakenBack(importId, receipt, error);
            });
    under->start();
}

void ContactPage::tellTakenBack(const QString &importId, const UndoReceipt &receipt, const std::optional<Error> &error)
{
    if (error)
        m_error->show(*error);
    else
        m_error->clear();
    m_added->tellUndone(importId, error ? std::nullopt : std::optional(receipt));
}

void ContactPage::setSending(bool sending)
{
    if (sending) {
        m_before = window()->focusWidget();
        setFocus(); // else it would wander to whatever comes next while the form cannot be used
    }
    m_sending = sending;
    m_form->setEnabled(!sending);
    if (!sending && m_before && hasFocus())
        m_before->setFocus();
    nameButton();
}

void ContactPage::nameButton()
{
    const bool connected = m_application && m_application->session().isConnected();
    const bool gone = m_known && m_known->permission == Permission::Unsubscribed;
    m_add->setText(m_sending ? tr("Sending…") : m_updating ? tr("&Update contact") : tr("&Add contact"));
    m_add->setEnabled((connected || isSignedOut()) && !m_sending && !gone);
    m_hint->setText(tr("Ctrl+Return. Lists and permission stay for the next one."));
}

} // namespace rollcall
