#include "contact/personaction.h"

#include "common/button.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/mnemonic.h"
#include "common/notice.h"
#include "common/page.h"
#include "contact/emailaddress.h"
#include "contact/knowntext.h"
#include "history/erasepanel.h"
#include "service/listsapi.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace rollcall {
namespace {

constexpr int longestReason = 255; // constant-contact-v3.md 3.1
constexpr int longestList = 420;   // pixels: the card fits into the smallest window

} // namespace

PersonAction::PersonAction(QWidget *parent)
    : Card(parent, 16)
    , m_heading(new Label)
    , m_fields(new QWidget)
    , m_sentence(new Label)
    , m_notice(new Notice)
    , m_do(new Button({}))
    , m_keep(new Button(tr("&Keep as it is")))
{
    m_heading->setBold(true);
    column()->setSpacing(12);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(12);
    answers->addWidget(m_do);
    answers->addWidget(m_keep);
    answers->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_fields, m_sentence, m_notice})
        column()->addWidget(part);
    column()->addLayout(answers);
    connect(m_do, &QPushButton::clicked, this, &PersonAction::confirm);
    connect(m_keep, &QPushButton::clicked, this, &PersonAction::close);
    hide();
}

void PersonAction::open(Kind kind, const KnownContact &known, const QList<ContactList> &lists)
{
    m_before = window()->focusWidget();
    m_kind = kind;
    m_who = nameOf(known.contact);
    m_email = known.contact.email;
    m_asked = nullptr;
    m_text = nullptr;
    m_lists.clear();
    auto *fields = new QWidget;
    auto *content = new QVBoxLayout(fields);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(8);
    delete column()->replaceWidget(m_fields, fields);
    delete std::exchange(m_fields, fields);
    setFirst(this, m_keep);
    switch (kind) {
    case Kind::Unsubscribe:
        m_heading->setText(tr("Unsubscribe %1").arg(m_who));
        m_do->setText(tr("Unsubscribe"));
        addAsked();
        break;
    case Kind::TakeOffLists:
        m_heading->setText(tr("Take %1 off lists").arg(m_who));
        addLists(lists);
        break;
    case Kind::ChangeAddress:
        m_heading->setText(tr("Give %1 another address").arg(m_who));
        m_do->setText(tr("Change the address"));
        addAddress();
        break;
    case Kind::Delete:
        m_heading->setText(tr("Delete %1 from the account").arg(m_who));
        m_do->setText(tr("Delete"));
        break;
    case Kind::EraseHere:
        m_heading->setText(tr("Erase %1 here").arg(m_who));
        m_do->setText(tr("Erase"));
        break;
    }
    m_fields->setVisible(content->count() > 0);
    for (QWidget *field : m_fields->findChildren<QWidget *>()) {
        if (field->focusPolicy() != Qt::NoFocus)
            putBefore(m_do, field); // they are made later than it is
    }
    setWorking(false);
    explain();
    show();
    goTo(this);
    bringIntoView(this);
}

void PersonAction::addAsked()
{
    m_asked = new QCheckBox(tr("They &asked for it themselves."));
    m_text = new QLineEdit;
    m_text->setMaxLength(longestReason);
    m_text->setPlaceholderText(tr("May stay empty"));
    auto *grid = new FormGrid;
    grid->addField(tr("Rea&son"), m_text);
    m_fields->layout()->addWidget(m_asked);
    m_fields->layout()->addWidget(grid);
    connect(m_asked, &QCheckBox::toggled, this, &PersonAction::explain);
    setFirst(this, m_asked);
}

void PersonAction::addLists(const QList<ContactList> &lists)
{
    for (const ContactList &list : lists) {
        auto *box = new QCheckBox; // its words do not wrap
        box->setText(
            withoutMnemonic(fontMetrics().elidedText(list.name, Qt::ElideRight, scaled(longestList))));
        box->setToolTip(list.name);
        box->setAccessibleName(list.name);
        box->setObjectName(list.id);
        box->setChecked(lists.size() == 1); // else it is the person's to say
        connect(box, &QCheckBox::toggled, this, &PersonAction::explain);
        m_fields->layout()->addWidget(box);
        m_lists << box;
    }
    setFirst(this, m_lists.first());
}

void PersonAction::addAddress()
{
    m_text = new QLineEdit;
    m_text->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    auto *grid = new FormGrid;
    grid->addField(tr("&New address"), m_text);
    m_fields->layout()->addWidget(grid);
    connect(m_text, &QLineEdit::textEdited, m_notice, &Notice::clear);
    connect(m_text, &QLineEdit::returnPressed, this, &PersonAction::confirm);
    setFirst(this, m_text);
}

void PersonAction::close()
{
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void PersonAction::setWorking(bool working)
{
    m_notice->clear();
    for (QWidget *part : std::initializer_list<QWidget *>{m_fields, m_do, m_keep})
        part->setEnabled(!working);
}

void PersonAction::showProblem(const QString &sentence)
{
    m_notice->show(Tone::Bad, sentence);
    goTo(this);
}

void PersonAction::showError(const Error &error)
{
    m_notice->show(error);
    m_do->setFocus(Qt::OtherFocusReason);
}

bool PersonAction::askedByPerson() const
{
    return m_asked && m_asked->isChecked();
}

QString PersonAction::reason() const
{
    return m_text ? m_text->text().trimmed() : QString();
}

QStringList PersonAction::listIds() const
{
    QStringList ids;
    for (const QCheckBox *box : m_lists) {
        if (box->isChecked())
            ids << box->objectName();
    }
    return ids;
}

QString PersonAction::newAddress() const
{
    return m_text ? m_text->text().trimmed() : QString();
}

void PersonAction::explain()
{
    m_notice->clear();
    m_sentence->setText(sentence());
    if (m_kind != Kind::TakeOffLists)
        return;
    const int lists = int(listIds().size());
    m_do->setText(lists == 0 ? tr("Take off") : tr("Take off %Ln list(s)", nullptr, lists));
}

QString PersonAction::sentence() const
{
    switch (m_kind) {
    case Kind::Unsubscribe:
        return askedByPerson() ? tr("%1 gets no more mail from your account, and is on no list any more. Constant Contact keeps that "
                                    "they asked for it: nobody but they themselves can undo this.").arg(m_who)
                               : tr("%1 gets no more mail from your account, and is on no list any more. Constant Contact keeps that "
                                    "your organization did it. Rollcall never undoes this.").arg(m_who);
    case Kind::TakeOffLists:
        return tr("%1 stays in the account, and gets no more mail that goes to these lists. This is not unsubscribing: they can be "
                  "put on the lists again, here or by an import.").arg(m_who);
    case Kind::ChangeAddress:
        return tr("Mail goes to the new address from then on. All else stays, also what Constant Contact knows of the mail that "
                  "%1 got. It can be changed back in the same way.").arg(m_who);
    case Kind::Delete:
        return tr("%1 goes off all lists and out of the account. Constant Contact keeps the address as deleted: adding it again "
                  "brings the contact back, but not onto its lists. Which they were can't be found out afterwards. This is not "
                  "unsubscribing.").arg(m_who);
    case Kind::EraseHere:
        return ErasePanel::question(m_email);
    }
    Q_UNREACHABLE();
}

void PersonAction::confirm()
{
    if (m_kind == Kind::TakeOffLists && listIds().isEmpty()) {
        showProblem(tr("Tick the lists first."));
        return;
    }
    if (m_kind == Kind::ChangeAddress) {
        const EmailFault fault = emailFault(newAddress().toUtf8().toStdString());
        if (fault != EmailFault::None) {
            showProblem(emailFaultText(fault));
            return;
        }
    }
    Q_EMIT confirmed();
}

} // namespace rollcall
