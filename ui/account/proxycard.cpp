#include "account/proxycard.h"

#include "application.h"
#include "common/button.h"
#include "common/label.h"
#include "common/page.h"
#include "net/proxylogin.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace rollcall {

ProxyCard::ProxyCard(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card)
    , m_heading(Label::heading({}))
    , m_explanation(Label::soft(tr("Your IT knows both; often they are what you sign in to this computer with. They are kept "
                                   "until Rollcall is closed, and written down nowhere.")))
    , m_problem(new Label({}, TextSize::Body, Tone::Bad))
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 16, 24, 0);
    outer->addWidget(m_card);
    m_card->column()->setSpacing(10);
    m_card->column()->addWidget(m_heading);
    m_card->column()->addWidget(m_problem);
    m_card->column()->addWidget(m_explanation);
    m_user->setPlaceholderText(tr("User name"));
    m_user->setAccessibleName(tr("User name for the proxy"));
    m_password->setPlaceholderText(tr("Password"));
    m_password->setAccessibleName(tr("Password for the proxy"));
    m_password->setEchoMode(QLineEdit::Password);
    auto *use = new Button(tr("Go &on"), Button::Kind::Primary);
    auto *later = new Button(tr("&Not now"));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_user, 1);
    row->addWidget(m_password, 1);
    row->addWidget(use);
    row->addWidget(later);
    m_card->column()->addLayout(row);
    setFirst(this, m_user);
    connect(use, &QPushButton::clicked, this, &ProxyCard::give);
    connect(m_password, &QLineEdit::returnPressed, this, &ProxyCard::give);
    connect(m_user, &QLineEdit::returnPressed, m_password, [this] { m_password->setFocus(); });
    connect(later, &QPushButton::clicked, this, &ProxyCard::dismiss);
    hide();
}

ProxyCard::~ProxyCard() = default;

void ProxyCard::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_application = application;
    m_isDismissed = false;
    hide();
    if (application)
        connect(&application->proxyLogin(), &ProxyLogin::wanted, m_ties.get(),
                [this](const QString &proxy, bool wasRefused) { ask(proxy, wasRefused); }, Qt::QueuedConnection);
}

void ProxyCard::ask(const QString &proxy, bool wasRefused)
{
    if (isVisible() || (m_isDismissed && !wasRefused))
        return;
    m_proxy = proxy;
    m_heading->setText(tr("The proxy of your network, %1, asks who you are").arg(proxy));
    m_problem->setText(tr("It does not accept the user name and password it was given."));
    m_problem->setVisible(wasRefused);
    m_explanation->setVisible(!wasRefused); // has been read, and a small window has no room for both
    m_password->clear();
    show();
    (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

void ProxyCard::give()
{
    if (m_user->text().isEmpty())
        return m_user->setFocus();
    m_application->proxyLogin().give(m_proxy, {m_user->text(), m_password->text()});
    m_password->clear();
    m_isDismissed = false;
    hide();
    Q_EMIT given();
}

void ProxyCard::dismiss()
{
    m_isDismissed = true;
    m_password->clear();
    hide();
}

} // namespace rollcall
