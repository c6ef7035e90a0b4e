#pragma once

#include "common/page.h"
#include "support/error.h"

namespace rollcall {

class Button;
class CheckCard;
class ErrorPanel;

/// First start: two ways in.
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

private:
    ErrorPanel *m_error;
    CheckCard *m_check;
    Button *m_connect;
    bool m_reconnecting = false;
};

} // namespace rollcall
