#pragma once

#include "account/serviceprofile.h"
#include "support/clock.h"
#include "support/result.h"

#include <QObject>
#include <QProcessEnvironment>

#include <memory>

namespace rollcall {

class Application;

namespace practice {
class PracticeAccount;
}

/// Holds the one account the window works with at a time, and the practice account while it is used.
class Workplace : public QObject
{
    Q_OBJECT

public:
    Workplace(QProcessEnvironment environment, const Clock &clock, QObject *parent = nullptr);
    ~Workplace() override;

    /// Null until the first open…() went well.
    Application *application() const { return m_application.get(); }
    bool isPractice() const { return m_practice != nullptr; }

    /// The account that environment and settings name. `settingsFile` empty: from the usual places; else it is
    /// kept as the person's own for the next start.
    Result<void> openAccount(const QString &settingsFile = {});
    /// The same with an API key that was typed in.
    Result<void> openWithKey(const QString &clientId);
    /// The same with the tokens in a file, where there is no keychain.
    void openWithFileStore();
    /// One of the accounts that are kept side by side; it is the one at the next start, too.
    Result<void> openKept(const QString &account);
    /// A place for another account beside the ones that are here. It is kept when keepAccount() is called, and
    /// openAccount() goes back to the one before.
    Result<void> openBeside();
    void keepAccount();
    /// A practice account of this window's own; it keeps its made-up people between starts.
    Result<void> openPractice();

Q_SIGNALS:
    /// What was typed or opened is used, but cannot be kept for the next start.
    void notKept(const rollcall::Error &error);
    /// Emitted while the one before still exists, so that everyone can let go of it.
    void changed(rollcall::Application *application);

private:
    void open(const ServiceProfile &profile, std::unique_ptr<practice::PracticeAccount> practice);

    QProcessEnvironment m_environment;
    Clock m_clock;
    QString m_settingsFile;
    std::unique_ptr<practice::PracticeAccount> m_practice;
    std::unique_ptr<Application> m_application;
};

} // namespace rollcall
