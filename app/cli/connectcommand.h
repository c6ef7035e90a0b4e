#pragma once

#include "account/tokens.h"
#include "cli/sessioncommand.h"
#include "service/adoption.h"

#include <QUrl>

#include <memory>

namespace rollcall {
class BrowserSignIn;
class DeviceSignIn;
class TokenStore;
} // namespace rollcall

namespace rollcall::cli {

/// Connects an account through a browser: this computer's, any that the person takes the address to, or by a
/// code that is entered on another device.
class ConnectCommand : public SessionCommand
{
    Q_OBJECT

public:
    explicit ConnectCommand(CommandContext &context);
    ~ConnectCommand() override;

    QString name() const override { return QStringLiteral("connect"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    void begin() override;
    void signIn(const Result<void> &storeWorks);
    void openBrowser();
    void show(const QUrl &address);
    void askForCode();
    void showCode(const QString &code, const QUrl &address, const QUrl &complete, const QDateTime &until);
    void keep(const Result<Tokens> &tokens);
    void tell(const Result<Adopted> &adopted);
    void answer();

    bool m_noBrowser = false;
    bool m_device = false;
    bool m_otherAccount = false;
    bool m_signedIn = false;
    std::unique_ptr<TokenStore> m_store;
    std::unique_ptr<BrowserSignIn> m_signIn;
    std::unique_ptr<DeviceSignIn> m_deviceSignIn;
};

/// What a person should know about a grant that lacks something; empty when nothing is missing.
QString missingScopesText(const QStringList &granted);

} // namespace rollcall::cli
