#include "account/accountpage.h"

#include "account/accountswitch.h"
#include "account/checkcard.h"
#include "account/jwt.h"
#include "account/scopelist.h"
#include "account/tokenmodel.h"
#include "application.h"
#include "common/button.h"
#include "common/card.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/sidebyside.h"
#include "common/tablestyle.h"
#include "common/theme.h"
#include "net/pacer.h"
#include "support/span.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>

namespace rollcall {
namespace {

Label *strong(const QString &text)
{
    auto *label = new Label(text);
    label->setBold(true);
    return label;
}

} // namespace

AccountPage::AccountPage(QWidget *parent)
    : Page(parent)
    , m_organization(Label::heading({}))
    , m_user(Label::soft({}))
    , m_others(new AccountSwitch)
    , m_disconnect(new Button(tr("&Disconnect…")))
    , m_question(new QWidget)
    , m_validity(Label::soft({}))
    , m_store(Label::soft({}))
    , m_used(Label::soft({}))
    , m_staysHeading(strong({}))
    , m_renew(new Button(tr("&Renew now")))
    , m_notice(new Notice)
    , m_check(new CheckCard)
    , m_scopes(new ScopeList)
    , m_opaque(Label::soft(tr("This token is not one that can be read here. That does not keep it from working.")))
    , m_table(new QTableView)
    , m_model(new TokenModel(this))
{
    QVBoxLayout *column = scrollingColumn(this);
    buildPerson(column);
    buildCards(column);
    buildToken(column);
    column->addStretch(1);

    connect(m_renew, &QPushButton::clicked, this, &AccountPage::renew);
    connect(m_disconnect, &QPushButton::clicked, this, &AccountPage::askDisconnect);
    m_tick.setInterval(20'000);
    connect(&m_tick, &QTimer::timeout, this, &AccountPage::tellTime);
}

AccountPage::~AccountPage() = default;

void AccountPage::buildPerson(QVBoxLayout *column)
{
    auto *card = new Card;
    auto *row = new SideBySide(640, 12);
    auto *person = new QWidget;
    auto *names = new QVBoxLayout(person);
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(2);
    names->addWidget(m_organization);
    names->addWidget(m_user);
    auto *other = new Button(tr("Connect a different account"), Button::Kind::Link);
    auto *ways = new QWidget;
    auto *buttons = new QHBoxLayout(ways);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(12);
    buttons->addWidget(other);
    buttons->addWidget(m_disconnect);
    buttons->addStretch(1);
    row->add(person, 1);
    row->add(ways);
    card->column()->addWidget(row);

    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 8, 0, 0);
    question->setSpacing(10);
    question->addWidget(new Divider);
    question->addWidget(new Label(tr("Disconnect this computer? The tokens kept here are removed, and sending stops. "
                                     "Contacts, lists and what was imported stay as they are. To withdraw the permission "
                                     "altogether, sign in to Constant Contact and remove Rollcall from the connected "
                                     "applications there.")));
    auto *answers = new QHBoxLayout;
    auto *yes = new Button(tr("Disconnect"), Button::Kind::Primary);
    auto *no = new Button(tr("Stay connected"));
    answers->addWidget(yes);
    answers->addWidget(no);
    answers->addStretch(1);
    question->addLayout(answers);
    setFirst(m_question, no);
    m_question->hide();
    card->column()->addWidget(m_question);
    card->column()->addWidget(m_others);
    column->addWidget(card);

    connect(other, &QPushButton::clicked, this, &AccountPage::otherAccountWanted);
    connect(m_others, &AccountSwitch::wanted, this, &AccountPage::accountWanted);
    connect(yes, &QPushButton::clicked, this, &AccountPage::disconnectNow);
    connect(no, &QPushButton::clicked, this, [this] {
        m_question->hide();
        m_disconnect->setFocus();
    });
}

void AccountPage::buildCards(QVBoxLayout *column)
{
    auto *stays = new Card;
    stays->column()->addWidget(m_staysHeading);
    stays->column()->addWidget(m_validity);
    stays->column()->addWidget(m_store);
    stays->column()->addWidget(m_used);
    stays->column()->addWidget(m_notice);
    stays->column()->addStretch(1);
    stays->column()->addSpacing(6);
    auto *check = new Button(tr("Check my connection"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_renew);
    buttons->addWidget(check);
    buttons->addStretch(1);
    stays->column()->addLayout(buttons);
    connect(check, &QPushButton::clicked, m_check, &CheckCard::begin);
    connect(m_check, &CheckCard::closed, check, [check] { check->setFocus(); });

    auto *may = new Card;
    may->column()->addWidget(strong(tr("What Rollcall may do")));
    may->column()->addWidget(m_scopes);
    may->column()->addStretch(1);

    auto *row = new SideBySide(640);
    row->add(stays, 1);
    row->add(may, 1);
    column->addWidget(row);
    column->addWidget(m_check);
}

void AccountPage::buildToken(QVBoxLayout *column)
{
    auto *part = new QVBoxLayout;
    part->setSpacing(8);
    part->addWidget(strong(tr("Token details")));
    part->addWidget(m_opaque);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Token details"));
    styleTable(m_table);
    softenColumn(m_table, TokenModel::Meaning);
    m_table->setWordWrap(true);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setSectionResizeMode(TokenModel::Claim, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(TokenModel::Meaning, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_tokenFrame = new TableFrame(m_table);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, &AccountPage::fitToken);
    part->addWidget(m_tokenFrame);
    column->addLayout(part);
}

QString AccountPage::title() const
{
    return tr("Account");
}

void AccountPage::use(Application *application)
{
    m_calls = std::make_unique<QObject>();
    m_application = application;
    m_check->use(application);
    m_question->hide();
    m_notice->clear();
    if (!application)
        return;
    Session &session = application->session();
    connect(&session, &Session::stateChanged, m_calls.get(), [this] { refresh(); });
    connect(&session, &Session::tokensChanged, m_calls.get(), [this] { refresh(); });
    connect(&application->pacer(), &Pacer::callsTodayChanged, m_calls.get(), [this] { tellCalls(); });
    m_rightsAsked = false;
    m_scopes->setRights({});
    refresh();
}

void AccountPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh();
    m_tick.start();
}

void AccountPage::refresh()
{
    if (!m_application)
        return;
    const Session &session = m_application->session();
    const StoredConnection connection = session.connection();
    m_organization->setText(connection.organization.isEmpty() ? tr("Connected account") : connection.organization);
    QStringList who;
    if (!connection.user.isEmpty())
        who << tr("Signed in as %1").arg(connection.user);
    if (session.isConnected())
        who << (connection.role.isEmpty() ? tr("The service does not tell the user's role") : connection.role);
    m_user->setText(who.join(QLatin1Char('\n')));
    m_user->setVisible(!who.isEmpty());
    m_others->setAccounts(knownAccounts(m_application->profile()));
    m_scopes->setGranted(session.tokens().scopes);
    m_store->setText(tokenStoreSentence(m_application->profile().tokenStore));

    const auto jwt = Jwt::parse(session.tokens().accessToken);
    m_opaque->setVisible(!jwt);
    m_tokenFrame->setVisible(jwt.has_value());
    m_model->setJwt(jwt.value_or(Jwt{})); // nothing stays of a token that is gone
    tellTime();
    tellCalls();
    askForRights();
}

void AccountPage::tellCalls()
{
    const Pacer &pacer = m_application->pacer();
    m_used->setText(tr("%L1 of %L2 calls of today were used by this computer. The count begins anew at %3.")
                        .arg(pacer.callsToday())
                        .arg(Pacer::callsADay)
                        .arg(clockText(pacer.dayEnds().toLocalTime().time())));
}

/// Once for each account, when somebody looks. The service names what the role allows, and not the role.
void AccountPage::askForRights()
{
    if (m_rightsAsked || !isVisible() || !m_application->session().isConnected())
        return;
    m_rightsAsked = true;
    m_application->account().privileges(m_calls.get(), [this](const Result<QStringList> &privileges) {
        if (privileges)
            m_scopes->setRights(contactRights(*privileges));
        else
            m_scopes->setRightsUnknown(tr("What this user's role allows could not be read. %1").arg(privileges.error().message));
    });
}

void AccountPage::tellTime()
{
    if (!m_application || !isVisible()) {
        m_tick.stop();
        return;
    }
    const QDateTime now = m_application->clock().now();
    const Tokens tokens = m_application->session().tokens();
    const bool renews = !tokens.refreshToken.isEmpty();
    m_staysHeading->setText(renews ? tr("This computer stays connected") : tr("Connected for a while"));
    const QString until = tokens.expiresAt > now
                              ? tr("The access token is valid until %1.").arg(momentText(now, tokens.expiresAt))
                              : tr("The access token has expired.");
    m_validity->setText(until + QLatin1Char(' ')
                        + (renews ? tr("It renews by itself.")
                                  : tr("It cannot renew itself: staying signed in was not granted.")));
    m_renew->setEnabled(renews);
    m_model->setNow(now);
    fitToken();
}

/// The page scrolls, not the table; what is too long for a small window takes a second line.
void AccountPage::fitToken()
{
    m_table->resizeRowsToContents();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_table->rowHeight(row) > m_table->verticalHeader()->defaultSectionSize())
            m_table->setRowHeight(row, m_table->rowHeight(row) + scaled(12)); // lines as far from the rim as one is
    }
    m_tokenFrame->setFixedHeight(m_table->verticalHeader()->length() + m_table->horizontalHeader()->sizeHint().height() + 2);
}

void AccountPage::renew()
{
    m_renew->setEnabled(false);
    m_notice->clear();
    m_application->session().renew(m_calls.get(), [this](const Result<void> &renewed) {
        m_renew->setEnabled(true);
        if (renewed)
            m_notice->show(Tone::Good, tr("Renewed just now."));
        else
            m_notice->show(renewed.error());
    });
}

void AccountPage::askDisconnect()
{
    m_question->show();
    goTo(m_question);
    bringIntoView(m_question);
}

void AccountPage::disconnectNow()
{
    m_application->session().disconnectAccount(m_calls.get(), [this](const Result<void> &gone) {
        m_question->hide();
        if (!gone)
            m_notice->show(gone.error());
    });
}

} // namespace rollcall
