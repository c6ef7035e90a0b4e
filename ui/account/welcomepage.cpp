#include "account/welcomepage.h"

#include "account/accountswitch.h"
#include "account/checkcard.h"
#include "application.h"
#include "common/button.h"
#include "common/card.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/sidebyside.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace rollcall {
namespace {

Card *way(const QString &name, const QString &explanation, QList<QWidget *> buttons)
{
    auto *card = new Card;
    card->column()->addWidget(Label::heading(name));
    card->column()->addWidget(Label::soft(explanation));
    card->column()->addStretch(1);
    card->column()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    for (QWidget *button : buttons)
        row->addWidget(button);
    row->addStretch(1);
    card->column()->addLayout(row);
    return card;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : Page(parent)
    , m_error(new ErrorPanel)
    , m_others(new AccountSwitch)
    , m_check(new CheckCard)
    , m_connect(new Button(tr("&Connect account"), Button::Kind::Primary))
{
    QVBoxLayout *column = scrollingColumn(this, 760);
    column->setContentsMargins(0, 28, 0, 0);
    column->setSpacing(8);
    column->addWidget(new Label(tr("Add people to your lists, and know what became of each one."), TextSize::Welcome));
    column->addWidget(Label::soft(tr("Rollcall works with your organization's Constant Contact account. You sign in once, in "
                                     "your browser; your password never comes here.")));
    column->addSpacing(12);
    column->addWidget(m_error);

    auto *file = new Button(tr("Open &settings file…"), Button::Kind::Link);
    auto *practice = new Button(tr("&Try it with a practice account"));
    auto *ways = new SideBySide(620);
    ways->add(way(tr("Connect your account"),
                        tr("You need a Constant Contact login. If your organization has given you a settings file, "
                           "open it first."),
                        {m_connect, file}), 1);
    ways->add(way(tr("Try it first"),
                        tr("A practice account with made-up people. It behaves like the real one, and nothing leaves "
                           "this computer."),
                        {practice}), 1);
    column->addWidget(ways);
    column->addWidget(m_others);
    column->addSpacing(8);
    auto *check = new Button(tr("C&heck my connection"), Button::Kind::Link);
    column->addWidget(check, 0, Qt::AlignLeft);
    column->addWidget(m_check);
    column->addSpacing(12);
    column->addWidget(new Label(tr("You can drop a spreadsheet here now. It will be checked, and wait for you to connect."),
                                TextSize::Small, Tone::Soft));
    column->addStretch(1);

    setFirst(this, m_connect);
    connect(check, &QPushButton::clicked, m_check, &CheckCard::begin);
    connect(m_check, &CheckCard::closed, check, [check] { check->setFocus(); });
    connect(m_connect, &QPushButton::clicked, this, &Page::connectWanted);
    connect(m_others, &AccountSwitch::wanted, this, &WelcomePage::accountWanted);
    connect(file, &QPushButton::clicked, this, &WelcomePage::settingsFileWanted);
    connect(practice, &QPushButton::clicked, this, &WelcomePage::practiceWanted);
}

QString WelcomePage::title() const
{
    return tr("Welcome");
}

void WelcomePage::setReconnecting(bool reconnecting)
{
    if (m_reconnecting && !reconnecting)
        m_error->clear();
    m_reconnecting = reconnecting;
    m_connect->setText(reconnecting ? tr("Re&connect") : tr("&Connect account"));
}

void WelcomePage::use(Application *application)
{
    m_error->clear();
    m_check->use(application);
    m_application = application;
    tellOthers();
}

void WelcomePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    tellOthers();
}

void WelcomePage::tellOthers()
{
    if (m_application)
        m_others->setAccounts(knownAccounts(m_application->profile()));
}

void WelcomePage::showError(const Error &error)
{
    m_error->show(error);
    bringIntoView(m_error); // its beginning: a low window scrolls to the button below it
}

} // namespace rollcall
