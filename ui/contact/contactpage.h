#pragma once

#include "common/page.h"
#include "contact/contact.h"
#include "support/result.h"

#include <QPointer>

#include <memory>
#include <optional>

class QBoxLayout;

namespace rollcall {

class AccountLists;
class AddedList;
struct AddAnswer;
class Button;
class ContactForm;
class ErrorPanel;
class Label;
class Notice;

/// Adds one person, or updates one that is there already; never a silent re-subscription.
class ContactPage : public Page
{
    Q_OBJECT

public:
    explicit ContactPage(AccountLists &lists, QWidget *parent = nullptr);
    ~ContactPage() override;

    QString title() const override;
    void use(Application *application) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void tellConnection();
    void tellLists();
    void forgetKnown();
    void lookUp(const QString &address);
    void tellFound(const Result<std::optional<KnownContact>> &found);
    void tellKnown(const KnownContact &known);
    void suggest(const QString &address);
    void actOnNotice();
    void loadKnown();
    void send();
    void tellAnswer(const Result<AddAnswer> &answer);
    void setSending(bool sending);
    void nameButton();

    AccountLists &m_accountLists;
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;  ///< connections to the present application
    std::unique_ptr<QObject> m_look;  ///< context of a look-up under way
    std::unique_ptr<QObject> m_calls; ///< context of an addition under way
    std::optional<KnownContact> m_known;
    QString m_suggested; ///< the address that was probably meant
    bool m_updating = false;
    QPointer<QWidget> m_before; ///< had the keyboard when sending began
    bool m_sending = false;

    QBoxLayout *m_row;
    ContactForm *m_form;
    AddedList *m_added;
    Notice *m_connection;
    ErrorPanel *m_error;
    Button *m_add;
    Label *m_hint;
};

} // namespace rollcall
