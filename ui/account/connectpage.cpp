#include "account/connectpage.h"

#include "account/checkcard.h"
#include "account/devicecard.h"
#include "account/devicesignin.h"
#include "account/keycard.h"
#include "account/scopelist.h"
#include "account/waitingcard.h"
#include "application.h"
#include "common/button.h"
#include "common/flowlayout.h"
#include "common/label.h"
#include "common/notice.h"

#include <QApplication>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>

namespace rollcall {
namespace {

/// Cards in the upper middle of the page, no taller than they need.
QWidget *placed(const QList<QWidget *> &cards)
{
    auto *page = new QWidget;
    QVBoxLayout *column = scrollingColumn(page, 640);
    column->setContentsMargins(0, 16, 0, 0);
    for (QWidget *card : cards)
        column->addWidget(card);
    column->addStretch(1);
    return page;
}

} // namespace

ConnectPage::ConnectPage(QWidget *parent)
    : Page(parent)
    , m_stack(new QStackedWidget)
    , m_key(new KeyCard)
    , m_waiting(new WaitingCard)
    , m_device(new DeviceCard)
    , m_failed(new Card(nullptr, 28))
    , m_error(new ErrorPanel)
    , m_again(new Button(tr("&Try again"), Button::Kind::Primary))
    , m_otherWay(new Button({}))
    , m_inFile(new Button(tr("Keep it in a &file instead")))
    , m_check(new CheckCard)
    , m_done(new Card(nullptr, 28))
    , m_organization(Label::heading({}))
    , m_user(Label::soft({}))
    , m_store(Label::soft({}))
    , m_doneNotice(Notice::banner())
    , m_scopes(new ScopeList)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    buildFailed();
    buildDone();
    for (const QList<QWidget *> &cards : {QList<QWidget *>{m_key}, {m_waiting}, {m_device}, {m_failed, m_check}, {m_done}})
        m_stack->addWidget(placed(cards));
    connectCards();
}

void ConnectPage::buildFailed()
{
    m_failed->column()->setSpacing(16);
    m_failed->column()->addWidget(Label::heading(tr("Not connected")));
    m_failed->column()->addWidget(m_error);
    auto *ways = new QWidget;
    auto *flow = new FlowLayout(12, ways);
    auto *back = new Button(tr("&Back"));
    auto *check = new Button(tr("Check my connection"), Button::Kind::Link);
    auto *otherKey = new Button(tr("Use another API key"), Button::Kind::Link);
    auto *file = new Button(tr("Open settings file…"), Button::Kind::Link);
    for (QWidget *way : std::initializer_list<QWidget *>{m_again, m_inFile, m_otherWay, back})
        flow->addWidget(way);
    auto *more = new QWidget;
    auto *links = new FlowLayout(16, more);
    for (QWidget *way : std::initializer_list<QWidget *>{check, otherKey, file})
        links->addWidget(way);
    m_failed->column()->addWidget(ways);
    m_failed->column()->addWidget(more);

    connect(m_again, &QPushButton::clicked, this, [this] { m_byCode ? startByCode() : startInBrowser(); });
    connect(m_otherWay, &QPushButton::clicked, this, [this] { m_byCode ? startInBrowser() : startByCode(); });
    connect(m_inFile, &QPushButton::clicked, this, &ConnectPage::fileStoreWanted);
    connect(check, &QPushButton::clicked, m_check, &CheckCard::begin);
    connect(otherKey, &QPushButton::clicked, this, &ConnectPage::showKeyCard);
    connect(file, &QPushButton::clicked, this, &ConnectPage::settingsFileWanted);
    connect(back, &QPushButton::clicked, this, &ConnectPage::left);
    connect(m_check, &CheckCard::closed, check, [check] { check->setFocus(); });
}

void ConnectPage::buildDone()
{
    m_done->column()->setSpacing(12);
    m_done->column()->addWidget(m_organization);
    m_done->column()->addWidget(m_user);
    m_done->column()->addWidget(m_doneNotice);
    m_done->column()->addWidget(new Divider);
    auto *may = new Label(tr("What Rollcall may do"));
    may->setBold(true);
    m_done->column()->addWidget(may);
    m_done->column()->addWidget(m_scopes);
    m_done->column()->addWidget(m_store);
    auto *next = new QHBoxLayout;
    auto *import = new Button(tr("&Import a file"), Button::Kind::Primary);
    auto *add = new Button(tr("Add a &contact"));
    next->addWidget(import);
    next->addWidget(add);
    next->addStretch(1);
    m_done->column()->addSpacing(8);
    m_done->column()->addLayout(next);
    connect(import, &QPushButton::clicked, this, &ConnectPage::importWanted);
    connect(add, &QPushButton::clicked, this, &ConnectPage::addWanted);
}

void ConnectPage::connectCards()
{
    connect(m_key, &KeyCard::keyEntered, this, &ConnectPage::keyEntered);
    connect(m_key, &KeyCard::settingsFileWanted, this, &ConnectPage::settingsFileWanted);
    connect(m_key, &KeyCard::cancelled, this, &ConnectPage::left);
    connect(m_waiting, &WaitingCard::openWanted, this, &ConnectPage::openBrowser);
    connect(m_waiting, &WaitingCard::codeWanted, this, &ConnectPage::startByCode);
    connect(m_waiting, &WaitingCard::cancelled, this, &ConnectPage::cancel);
    connect(m_waiting, &WaitingCard::pasted, this, [this](const QString &address) {
        if (m_signIn)
            m_signIn->pasteAddress(address);
    });
    connect(m_device, &DeviceCard::browserWanted, this, &ConnectPage::startInBrowser);
    connect(m_device, &DeviceCard::cancelled, this, &ConnectPage::cancel);
}

ConnectPage::~ConnectPage() = default;

QString ConnectPage::title() const
{
    return tr("Connect account");
}

void ConnectPage::use(Application *application)
{
    leaveAttempt();
    m_check->use(application);
    m_application = application;
}

void ConnectPage::start(bool chooseAccount)
{
    if (!m_application || isUnderWay())
        return;
    m_chooseAccount = chooseAccount;
    const ServiceProfile &profile = m_application->profile();
    if (!profile.clientId.isEmpty())
        startInBrowser();
    else if (!profile.deviceClientId.isEmpty())
        startByCode();
    else
        showKeyCard();
}

void ConnectPage::tryAgain()
{
    if (isVisible() && m_stack->currentIndex() == FailedStep)
        m_byCode ? startByCode() : startInBrowser();
}

/// Ends what is under way at once: the account it belongs to may be closed by whoever hears of it.
void ConnectPage::leaveAttempt()
{
    m_tokenStore.reset();
    m_signIn.reset();
    m_deviceSignIn.reset();
    m_calls = std::make_unique<QObject>();
    m_storing = false;
}

void ConnectPage::startInBrowser()
{
    leaveAttempt();
    m_check->use(m_application);
    m_byCode = false;
    m_address.clear();
    m_waiting->begin(m_application->clock());
    show(WaitingStep);
    tryStore();
}

void ConnectPage::startByCode()
{
    leaveAttempt();
    m_check->use(m_application);
    m_byCode = true;
    m_device->begin(m_application->clock());
    show(DeviceStep);
    tryStore();
}

/// Before anyone signs in: it would be in vain if the tokens could not be kept.
void ConnectPage::tryStore()
{
    m_tokenStore = TokenStore::make(m_application->profile());
    m_tokenStore->probe(m_calls.get(), [this](const Result<void> &works) { storeTried(works); });
}

void ConnectPage::storeTried(const Result<void> &works)
{
    const auto tried = std::move(m_tokenStore); // it is telling us: not gone before it has finished speaking
    if (!works)
        fail(works.error());
    else if (m_byCode)
        askForCode();
    else
        signIn();
}

void ConnectPage::signIn()
{
    m_signIn = m_application->signIn();
    connect(m_signIn.get(), &BrowserSignIn::addressReady, this, [this](const QUrl &address) {
        m_address = address;
        m_waiting->setAddress(address, m_signIn->shortAddress());
        openBrowser();
    });
    connect(m_signIn.get(), &BrowserSignIn::pasteRefused, this,
            [this](const Error &error) { m_waiting->refusePaste(error); });
    connect(m_signIn.get(), &BrowserSignIn::finished, this, &ConnectPage::takeBrowserTokens);
    m_signIn->start(m_chooseAccount);
    m_waiting->setEnd(m_signIn->endsAt());
}

void ConnectPage::askForCode()
{
    m_deviceSignIn = m_application->deviceSignIn();
    connect(m_deviceSignIn.get(), &DeviceSignIn::codeReady, m_device, &DeviceCard::setCode);
    connect(m_deviceSignIn.get(), &DeviceSignIn::finished, this, &ConnectPage::takeDeviceTokens);
    m_deviceSignIn->start();
}

void ConnectPage::show(Step step)
{
    m_stack->setCurrentIndex(step);
}

void ConnectPage::showKeyCard()
{
    const QList<QUrl> redirects = m_application->profile().redirectUris;
    m_key->setRedirectAddress(redirects.isEmpty() ? QString() : redirects.first().toString());
    m_key->setKey(m_application->profile().clientId);
    show(KeyStep);
    goTo(m_key);
}

void ConnectPage::openBrowser()
{
    m_waiting->setBrowserOpened(QDesktopServices::openUrl(m_address));
}

void ConnectPage::takeBrowserTokens(const Result<Tokens> &tokens)
{
    m_signIn.release()->deleteLater(); // it is telling us: not gone before it has finished speaking
    takeTokens(tokens);
}

void ConnectPage::takeDeviceTokens(const Result<Tokens> &tokens)
{
    m_deviceSignIn.release()->deleteLater();
    takeTokens(tokens);
}

void ConnectPage::takeTokens(const Result<Tokens> &tokens)
{
    Q_EMIT frontWanted();
    if (!tokens) {
        const bool noCodes = m_byCode && tokens.error().kind == Error::Kind::Forbidden; // a new one would be refused as well
        m_byCode = m_byCode && !noCodes;
        fail(tokens.error());
        if (noCodes) {
            m_again->setText(tr("Use this computer's b&rowser"));
            m_otherWay->hide();
        }
        return;
    }
    m_storing = true;
    m_waiting->setStoring();
    m_device->setStoring();
    m_scopes->setGranted(tokens->scopes);
    m_application->keepSignIn(*tokens, m_calls.get(), [this](const Result<Adopted> &adopted) { tellStored(adopted); });
}

void ConnectPage::tellStored(const Result<Adopted> &adopted)
{
    m_storing = false;
    if (!adopted) {
        const bool isWrongAccount = adopted.error().kind == Error::Kind::Forbidden;
        m_chooseAccount = m_chooseAccount || isWrongAccount; // the same login would lead to the same account
        fail(adopted.error());
        if (isWrongAccount && !m_byCode)
            m_again->setText(tr("Choose another &account"));
        return;
    }
    m_doneNotice->clear();
    m_organization->setText(adopted->unread ? tr("Connected") : tr("Connected to %1").arg(adopted->summary.organization));
    m_user->setText(tr("Signed in as %1").arg(adopted->user));
    m_user->setVisible(!adopted->user.isEmpty());
    if (adopted->unread)
        m_doneNotice->show(Tone::Look, tr("The account's name could not be read. %1").arg(adopted->unread->message));
    if (!m_warning.isEmpty() && m_doneNotice->isEmpty())
        m_doneNotice->show(Tone::Look, std::exchange(m_warning, {}));
    m_store->setText(tokenStoreSentence(m_application->profile().tokenStore));
    show(DoneStep);
    Q_EMIT connected();
}

void ConnectPage::fail(const Error &error)
{
    m_error->show(error);
    m_again->setText(m_byCode ? tr("&Ask for a new code") : tr("&Try again"));
    const ServiceProfile &profile = m_application->profile();
    m_inFile->setVisible(error.kind == Error::Kind::Storage && profile.tokenStore == QLatin1String("keychain") &&
                         profile.origins.value(QStringLiteral("token_store")) != ServiceProfile::Origin::Environment);
    m_otherWay->setVisible(error.kind != Error::Kind::Storage); // nor would it be kept that way
    m_otherWay->setText(m_byCode ? tr("Use this computer's b&rowser") : tr("Use a &code on another device"));
    show(FailedStep);
    if (!qobject_cast<QLineEdit *>(QApplication::focusWidget())) // not away from who answers the proxy's question
        m_again->setFocus();
}

void ConnectPage::cancel()
{
    leaveAttempt();
    Q_EMIT left();
}

} // namespace rollcall
