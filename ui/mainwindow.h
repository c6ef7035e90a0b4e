#pragma once

#include "account/session.h"
#include "send/archive.h"
#include "support/result.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace rollcall {

class AccountLists;
class AccountPage;
class Application;
class ConnectPage;
class ContactPage;
class HeaderBar;
class HistoryPage;
class ImportPage;
class OutboxPage;
class Page;
class PersonPage;
class Postman;
class PracticeBand;
class Resumer;
class ProxyCard;
class SetAsideNotice;
class SideBar;
class StatusLine;
class WelcomePage;
class Workplace;

/// The one window: side bar, header, page, status line. Knows which page is shown when, and nothing of their work.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Workplace &workplace, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// As if it had been dropped on the window.
    void openFile(const QString &path);
    /// Settings that cannot be used: said on the welcome page.
    void showStartError(const Error &error);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum Section { AddContact, Import, Outbox, History, Account };

    void build();
    void connectPages();
    void use(Application *application);
    void showSection(int section);
    void showPage(Page *page);
    void showAccountSection();
    void startConnecting(bool chooseAccount);
    void startPractice();
    void leavePractice();
    void chooseSettingsFile();
    void useResult(const Result<void> &opened);
    void tellState();
    void tellCalls();
    void tellOutbox();
    void forget(const QString &address);
    void comeToFront();
    bool mayChangeAccount();
    void connectAnother();
    void switchTo(const QString &account);

    Workplace &m_workplace;
    Archive m_archive;
    std::unique_ptr<QObject> m_ties; ///< context of connections to the present application
    SideBar *m_side;
    PracticeBand *m_band;
    HeaderBar *m_header;
    ProxyCard *m_proxy;
    SetAsideNotice *m_setAside;
    QStackedWidget *m_pages;
    StatusLine *m_status;
    WelcomePage *m_welcome;
    ConnectPage *m_connect;
    AccountPage *m_account;
    AccountLists *m_lists;
    Resumer *m_resumer;
    Postman *m_postman;
    ContactPage *m_contact;
    PersonPage *m_person;
    ImportPage *m_import;
    OutboxPage *m_outbox;
    HistoryPage *m_history;
    bool m_connectingShown = false; ///< the account section shows the connect page
};

} // namespace rollcall
