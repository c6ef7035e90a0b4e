#pragma once

#include "account/browsersignin.h"
#include "account/tokens.h"
#include "account/tokenstore.h"
#include "common/page.h"
#include "support/result.h"

#include <memory>

class QStackedWidget;

namespace rollcall {

struct Adopted;
class Button;
class Card;
class CheckCard;
class DeviceCard;
class DeviceSignIn;
class ErrorPanel;
class KeyCard;
class Label;
class Notice;
class ScopeList;
class WaitingCard;

/// Connects an account: key, browser, waiting, and what came of it. Each way it can fail has its sentence and a way on.
class ConnectPage : public Page
{
    Q_OBJECT

public:
    explicit ConnectPage(QWidget *parent = nullptr);
    ~ConnectPage() override;

    QString title() const override;
    void use(Application *application) override;

    /// `chooseAccount`: the person signs in anew, perhaps as someone else.
    void start(bool chooseAccount = false);
    /// What hindered the last attempt has been put right; nothing where none has failed.
    void tryAgain();
    /// Told with the result: not in the way of connecting.
    void setWarning(const Error &error) { m_warning = error.message + QLatin1Char(' ') + error.hint; }
    bool isUnderWay() const { return m_tokenStore || m_signIn || m_deviceSignIn || m_storing; }

Q_SIGNALS:
    void keyEntered(const QString &key);
    void settingsFileWanted();
    void fileStoreWanted(); ///< there is no keychain: the tokens are to be kept in a file
    void left();      ///< back to where the person came from, nothing changed
    void connected(); ///< tokens are stored; the page tells what was granted
    void addWanted();
    void importWanted();
    void frontWanted(); ///< the browser has done its part: the window should be seen

private:
    enum Step { KeyStep, WaitingStep, DeviceStep, FailedStep, DoneStep };

    void buildFailed();
    void buildDone();
    void connectCards();
    void show(Step step);
    void showKeyCard();
    void startInBrowser();
    void startByCode();
    void tryStore();
    void storeTried(const Result<void> &works);
    void signIn();
    void openBrowser();
    void askForCode();
    void leaveAttempt();
    void takeBrowserTokens(const Result<Tokens> &tokens);
    void takeDeviceTokens(const Result<Tokens> &tokens);
    void takeTokens(const Result<Tokens> &tokens);
    void tellStored(const Result<Adopted> &adopted);
    void fail(const Error &error);
    void cancel();

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_calls; ///< context of everything under way
    std::unique_ptr<TokenStore> m_tokenStore; ///< while it is being tried
    std::unique_ptr<BrowserSignIn> m_signIn;
    std::unique_ptr<DeviceSignIn> m_deviceSignIn;
    QUrl m_address;
    QString m_warning;
    bool m_storing = false;
    bool m_chooseAccount = false;
    bool m_byCode = false; ///< the way that was tried last

    QStackedWidget *m_stack;
    KeyCard *m_key;
    WaitingCard *m_waiting;
    DeviceCard *m_device;
    Card *m_failed;
    ErrorPanel *m_error;
    Button *m_again;
    Button *m_otherWay;
    Button *m_inFile;
    CheckCard *m_check;
    Card *m_done;
    Label *m_organization;
    Label *m_user;
    Label *m_store;
    Notice *m_doneNotice;
    ScopeList *m_scopes;
};

} // namespace rollcall
