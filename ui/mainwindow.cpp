#include "mainwindow.h"

#include "account/accountpage.h"
#include "account/connectpage.h"
#include "account/proxycard.h"
#include "account/welcomepage.h"
#include "application.h"
#include "common/accountlists.h"
#include "common/headerbar.h"
#include "common/sidebar.h"
#include "common/statusline.h"
#include "common/theme.h"
#include "contact/contactpage.h"
#include "contact/personpage.h"
#include "history/historypage.h"
#include "history/resumer.h"
#include "history/setasidenotice.h"
#include "import/importpage.h"
#include "net/pacer.h"
#include "outbox/outboxpage.h"
#include "outbox/postman.h"
#include "service/serviceclient.h"
#include "support/span.h"
#include "workplace.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>

namespace rollcall {
namespace {

/// The one local file of a drop; empty when it is something else.
QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(Workplace &workplace, QWidget *parent)
    : QMainWindow(parent)
    , m_workplace(workplace)
    , m_ties(std::make_unique<QObject>())
    , m_side(new SideBar)
    , m_band(new PracticeBand)
    , m_header(new HeaderBar)
    , m_proxy(new ProxyCard)
    , m_setAside(new SetAsideNotice(m_archive, SetAsideNotice::Which::Now))
    , m_pages(new QStackedWidget)
    , m_status(new StatusLine)
    , m_welcome(new WelcomePage)
    , m_connect(new ConnectPage)
    , m_account(new AccountPage)
    , m_lists(new AccountLists(this))
    , m_resumer(new Resumer(this))
    , m_postman(new Postman(this))
    , m_contact(new ContactPage(*m_lists, *m_postman))
    , m_person(new PersonPage(*m_lists, m_archive))
    , m_import(new ImportPage(*m_lists, m_archive, *m_resumer))
    , m_outbox(new OutboxPage(*m_lists, *m_postman))
    , m_history(new HistoryPage(m_archive, *m_resumer))
{
    build();
    connectPages();
    connect(&m_workplace, &Workplace::changed, this, &MainWindow::use);
    connect(&m_workplace, &Workplace::notKept, m_connect, &ConnectPage::setWarning);
    use(m_workplace.application());
    showSection(Account);
}

MainWindow::~MainWindow()
{
    m_import->stopReading();
}

void MainWindow::build()
{
    setWindowTitle(QStringLiteral("Rollcall"));
    setMinimumSize(760, 520);
    resize(scaled(1080), scaled(700));
    setAcceptDrops(true);
    m_side->addSection(QStringLiteral("add-contact"), tr("Add contact"));
    m_side->addSection(QStringLiteral("import"), tr("Import"));
    m_side->addSection(QStringLiteral("outbox"), tr("Outbox"));
    m_side->addSection(QStringLiteral("history"), tr("History"));
    m_side->addSection(QStringLiteral("account"), tr("Account"));
    for (Page *page : std::initializer_list<Page *>{m_welcome, m_connect, m_account, m_contact, m_person, m_import, m_outbox, m_history})
        m_pages->addWidget(page);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_band);
    right->addWidget(m_header);
    right->addWidget(m_proxy);
    right->addWidget(m_setAside);
    right->addWidget(m_pages, 1);
    right->addWidget(m_status);
    auto *centre = new QWidget;
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addLayout(right, 1);
    setCentralWidget(centre);
}

void MainWindow::connectPages()
{
    connect(m_side, &SideBar::chosen, this, [this](int section) {
        m_connectingShown = m_connect->isUnderWay(); // what has been read need not be shown again
        showSection(section);
    });
    connect(m_band, &PracticeBand::leavePressed, this, &MainWindow::leavePractice);
    connect(m_status, &StatusLine::reconnectPressed, this, [this] { startConnecting(false); });
    connect(m_proxy, &ProxyCard::given, m_connect, &ConnectPage::tryAgain);
    connect(m_welcome, &WelcomePage::practiceWanted, this, &MainWindow::startPractice);
    connect(m_welcome, &WelcomePage::accountWanted, this, &MainWindow::switchTo);
    connect(m_welcome, &WelcomePage::settingsFileWanted, this, &MainWindow::chooseSettingsFile);
    connect(m_connect, &ConnectPage::settingsFileWanted, this, &MainWindow::chooseSettingsFile);
    connect(m_connect, &ConnectPage::keyEntered, this, [this](const QString &key) {
        useResult(m_workplace.openWithKey(key));
        startConnecting(false);
    });
    connect(m_connect, &ConnectPage::fileStoreWanted, this, [this] {
        m_workplace.openWithFileStore();
        m_connectingShown = true;
        showSection(Account);
        m_connect->tryAgain();
    });
    connect(m_connect, &ConnectPage::left, this, [this] {
        m_connectingShown = false;
        const bool isConnected = m_workplace.application()->session().isConnected();
        if (m_workplace.isPractice() && !isConnected)
            leavePractice();
        else if (!isConnected)
            useResult(m_workplace.openAccount()); // the one before, where another was to be added
        showSection(Account);
    });
    connect(m_connect, &ConnectPage::frontWanted, this, &MainWindow::comeToFront);
    connect(m_connect, &ConnectPage::connected, this, [this] {
        m_workplace.keepAccount();
        tellState();
    });
    const auto goOnWith = [this](int section) {
        return [this, section] {
            m_connectingShown = false;
            showSection(section);
        };
    };
    connect(m_connect, &ConnectPage::addWanted, this, goOnWith(AddContact));
    connect(m_connect, &ConnectPage::importWanted, this, goOnWith(Import));
    connect(m_import, &ImportPage::historyWanted, this, [this](const QString &importId) {
        showSection(History);
        m_history->open(importId);
    });
    connect(m_import, &ImportPage::undoWanted, this, [this](const ImportSummary &import) {
        showSection(History);
        m_history->undo(import);
    });
    connect(m_history, &HistoryPage::importWanted, this, [this] { showSection(Import); });
    connect(m_history, &HistoryPage::retryWanted, this, [this](const QString &importId) {
        showSection(Import);
        m_import->retry(importId);
    });
    connect(m_history, &HistoryPage::erased, this, &MainWindow::forget);
    connect(m_contact, &ContactPage::outboxWanted, this, [this] { showSection(Outbox); });
    connect(m_contact, &ContactPage::personWanted, this, [this](const QString &address) {
        showPage(m_person);
        m_person->open(address);
    });
    connect(m_person, &PersonPage::left, this, [this] { showSection(AddContact); });
    connect(m_person, &PersonPage::addWanted, this, [this](const QString &address) {
        showSection(AddContact);
        m_contact->add(address);
    });
    connect(m_person, &PersonPage::erased, this, &MainWindow::forget);
    connect(m_outbox, &OutboxPage::addWanted, this, [this] { showSection(AddContact); });
    connect(m_postman, &Postman::changed, this, &MainWindow::tellOutbox);
    const auto tell = [this](StatusLine::Work work) {
        return [this, work](const QString &text) { m_status->setWork(work, text); };
    };
    connect(m_import, &ImportPage::sendingChanged, this, tell(StatusLine::Sending));
    connect(m_history, &HistoryPage::progressed, this, tell(StatusLine::Undoing));
    connect(m_resumer, &Resumer::progressed, this, tell(StatusLine::Resuming));
    connect(m_account, &AccountPage::otherAccountWanted, this, &MainWindow::connectAnother);
    connect(m_account, &AccountPage::accountWanted, this, &MainWindow::switchTo);
    for (int i = 0; i < m_pages->count(); ++i) {
        auto *page = static_cast<Page *>(m_pages->widget(i));
        connect(page, &Page::connectWanted, this, [this] { startConnecting(false); });
        connect(page, &Page::titleChanged, this, [this, page] {
            if (m_pages->currentWidget() == page)
                m_header->setTitle(page->title());
        });
    }
}

void MainWindow::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_import->stopReading();
    m_archive.use(application ? application->profile().storageFolder() : QString());
    m_proxy->use(application);
    m_setAside->use(application);
    m_lists->use(application);
    m_resumer->use(application);
    m_postman->use(application);
    for (int i = 0; i < m_pages->count(); ++i)
        static_cast<Page *>(m_pages->widget(i))->use(application);
    if (application) {
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { tellState(); });
        connect(&application->session(), &Session::tokensChanged, m_ties.get(), [this] { tellState(); });
        connect(&application->pacer(), &Pacer::callsTodayChanged, m_ties.get(), [this] { tellCalls(); });
        connect(&application->client(), &ServiceClient::reachedChanged, m_status, &StatusLine::setOnline);
    }
    m_status->setOnline({});
    m_connectingShown = false;
    m_band->setLeavable(m_workplace.isPractice());
    m_band->setVisible(application && application->profile().isPractice());
    tellState();
}

void MainWindow::openFile(const QString &path)
{
    showSection(Import);
    m_import->openFile(path);
}

void MainWindow::showStartError(const Error &error)
{
    m_welcome->showError(error);
}

void MainWindow::showSection(int section)
{
    m_side->setCurrent(section);
    if (section == Account)
        showAccountSection();
    else
        showPage(section == AddContact ? static_cast<Page *>(m_contact)
                 : section == Import   ? static_cast<Page *>(m_import)
                 : section == Outbox   ? static_cast<Page *>(m_outbox)
                                       : m_history);
}

void MainWindow::showAccountSection()
{
    if (m_connectingShown) {
        showPage(m_connect);
        return;
    }
    Application *application = m_workplace.application();
    const bool known = application && application->session().isConnected();
    showPage(known ? static_cast<Page *>(m_account) : m_welcome);
}

void MainWindow::showPage(Page *page)
{
    m_pages->setCurrentWidget(page);
    m_header->setTitle(page->title());
    goTo(page);
}

void MainWindow::startConnecting(bool chooseAccount)
{
    if (chooseAccount && !mayChangeAccount())
        return;
    m_connectingShown = true;
    showSection(Account);
    m_connect->start(chooseAccount);
}

/// Beside the one that is here: neither its history nor its waiting work is the other's business.
void MainWindow::connectAnother()
{
    if (!mayChangeAccount())
        return;
    if (!m_workplace.isPractice())
        useResult(m_workplace.openBeside());
    startConnecting(true);
}

void MainWindow::switchTo(const QString &account)
{
    if (!mayChangeAccount())
        return;
    useResult(m_workplace.openKept(account));
    showSection(Account);
}

/// Not while rows are on their way to it: the import is shown instead, where it can be stopped.
bool MainWindow::mayChangeAccount()
{
    if (m_import->isSending())
        showSection(Import);
    return !m_import->isSending();
}

void MainWindow::startPractice()
{
    if (!mayChangeAccount())
        return;
    const Result<void> opened = m_workplace.openPractice();
    useResult(opened);
    if (opened)
        startConnecting(false);
}

void MainWindow::leavePractice()
{
    if (!mayChangeAccount())
        return;
    useResult(m_workplace.openAccount());
    showSection(Account);
}

void MainWindow::chooseSettingsFile()
{
    auto *dialog = new QFileDialog(this, tr("Open settings file"), {}, tr("Settings files (*.conf);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const Result<void> opened = m_workplace.openAccount(file);
        useResult(opened);
        if (opened)
            startConnecting(false);
    });
    dialog->open();
}

void MainWindow::useResult(const Result<void> &opened)
{
    if (opened)
        return;
    m_connectingShown = false;
    showSection(Account);
    showPage(m_welcome);
    m_welcome->showError(opened.error());
}

void MainWindow::tellState()
{
    Application *application = m_workplace.application();
    const Session::State state = application ? application->session().state() : Session::State::NotConnected;
    const bool isNamed = state == Session::State::Connected || state == Session::State::Reconnect;
    m_status->setConnection(state);
    m_header->setAccount(isNamed                            ? application->session().connection().organization
                         : state == Session::State::Loading ? QString()
                                                            : tr("Not connected"));
    m_welcome->setReconnecting(state == Session::State::Reconnect);
    if (state == Session::State::Unknown || state == Session::State::Reconnect)
        m_welcome->showError(application->session().lastError());
    if (m_pages->currentWidget() == m_welcome || m_pages->currentWidget() == m_account)
        showAccountSection();
    tellCalls();
}

void MainWindow::tellCalls()
{
    Application *application = m_workplace.application();
    if (!application || application->session().state() != Session::State::Connected) {
        m_status->setCalls(-1, 0, {});
        return;
    }
    const QString ends = clockText(application->pacer().dayEnds().toLocalTime().time());
    m_status->setCalls(application->pacer().callsToday(), Pacer::callsADay,
                       tr("Calls made by this computer. The count begins anew at %1.").arg(ends));
}

void MainWindow::tellOutbox()
{
    const int waiting = int(m_postman->waiting().size());
    m_side->setCount(Outbox, waiting, tr("%Ln wait", nullptr, waiting));
}

/// Somebody was erased here: neither do the pages hold on to them.
void MainWindow::forget(const QString &address)
{
    m_postman->look();
    m_contact->forget(address);
    m_import->forget(address);
    m_setAside->look();
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFile(droppedFile(event->mimeData()));
}

} // namespace rollcall
