#pragma once

#include "account/session.h"
#include "common/page.h"

#include <QTimer>

#include <memory>

class QTableView;
class QVBoxLayout;

namespace rollcall {

class AccountSwitch;
class Button;
class CheckCard;
class Label;
class Notice;
class ScopeList;
class TokenModel;

/// Which account this is, how long it stays connected and what the token says.
class AccountPage : public Page
{
    Q_OBJECT

public:
    explicit AccountPage(QWidget *parent = nullptr);
    ~AccountPage() override;

    QString title() const override;
    void use(Application *application) override;

Q_SIGNALS:
    void otherAccountWanted();
    void accountWanted(const QString &name); ///< one of those that are kept here

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildPerson(QVBoxLayout *column);
    void buildCards(QVBoxLayout *column);
    void buildToken(QVBoxLayout *column);
    void refresh();
    void tellTime();
    void fitToken();
    void tellCalls();
    void askForRights();
    void renew();
    void askDisconnect();
    void disconnectNow();

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_calls;
    QTimer m_tick;
    bool m_rightsAsked = false;

    Label *m_organization;
    Label *m_user;
    AccountSwitch *m_others;
    Button *m_disconnect;
    QWidget *m_question;
    Label *m_validity;
    Label *m_store;
    Label *m_used;
    Label *m_staysHeading;
    Button *m_renew;
    Notice *m_notice;
    CheckCard *m_check;
    ScopeList *m_scopes;
    Label *m_opaque;
    QWidget *m_tokenFrame;
    QTableView *m_table;
    TokenModel *m_model;
};

} // namespace rollcall
