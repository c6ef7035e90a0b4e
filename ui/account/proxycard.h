#pragma once

#include "common/card.h"

#include <memory>

class QLineEdit;

namespace rollcall {

class Application;
class Label;

/// Asks for the user name and the password of the network's proxy. Above every page, for any of them may need it;
/// hidden until the proxy asks.
class ProxyCard : public QWidget
{
    Q_OBJECT

public:
    explicit ProxyCard(QWidget *parent = nullptr);
    ~ProxyCard() override;

    void use(Application *application);

Q_SIGNALS:
    void given(); ///< what failed for want of it may be tried again

private:
    void ask(const QString &proxy, bool wasRefused);
    void give();
    void dismiss();

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;
    QString m_proxy;
    bool m_isDismissed = false; ///< who does not want to say is not asked again by what tries again by itself
    Card *m_card;
    Label *m_heading;
    Label *m_explanation;
    Label *m_problem;
    QLineEdit *m_user;
    QLineEdit *m_password;
};

} // namespace rollcall
