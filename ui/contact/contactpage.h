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
class DraftFile;
class ErrorPanel;
class Label;
class Notice;
class Postman;
struct UndoReceipt;

/// Adds one person, or updates one that is there already; never a silent re-subscription.
class ContactPage : public Page
{
    Q_OBJECT

public:
    ContactPage(AccountLists &lists, Postman &postman, QWidget *parent = nullptr);
    ~ContactPage() override;

    QString title() const override;
    void use(Application *application) override;
    /// Who was erased does not stand in the form, and in the draft, any more.
    void forget(const QString &address);
    /// Somebody of that address is to be added.
    void add(const QString &address);

Q_SIGNALS:
    void outboxWanted();
    void personWanted(const QString &address); ///< what stands in the form, perhaps nothing

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void tellConnection();
    bool isSignedOut() const;
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
    void tellKept(const AddAnswer &answer);
    void takeBack(const AddAnswer &added);
    void tellTakenBack(const QString &importId, const UndoReceipt &receipt, const std::optional<Error> &error);
    void setSending(bool sending);
    void nameButton();
    void keepDraft();
    void openDraft();
    void clear();

    AccountLists &m_accountLists;
    Postman &m_postman;
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
    DraftFile *m_draft;
    Notice *m_restored; ///< it was typed before the program ended
    Notice *m_kept;     ///< somebody went to the outbox
    ErrorPanel *m_error;
    Button *m_add;
    Label *m_hint;
};

} // namespace rollcall
