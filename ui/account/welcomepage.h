#pragma once

#include "common/page.h"
#include "support/error.h"

namespace rollcall {

class AccountSwitch;
class Button;
class CheckCard;
class ErrorPanel;

/// First start, or signed out: the ways in, also to the other accounts that are kept here.
class WelcomePage : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    QString title() const override;
    void use(Application *application) override;

    /// Settings that cannot be used, a practice account that does not start.
    void showError(const Error &error);
    /// The connection to an account has ended: the same way in is the way back.
    void setReconnecting(bool reconnecting);

Q_SIGNALS:
    void settingsFileWanted();
    void practiceWanted();
    void accountWanted(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void tellOthers();

    Application *m_application = nullptr;
    ErrorPanel *m_error;
    AccountSwitch *m_others;
    CheckCard *m_check;
    Button *m_connect;
    bool m_reconnecting = false;
};

} // namespace rollcall
