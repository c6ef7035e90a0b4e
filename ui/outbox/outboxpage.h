#pragma once

#include "common/page.h"
#include "support/result.h"

class QStackedWidget;
class QTableView;

namespace rollcall {

class AccountLists;
class Button;
class Notice;
struct OutboxItem;
class OutboxModel;
class Postman;
class Question;
class Spinner;
class WaitingForm;

/// Who could not be added yet: shown, changed, discarded, sent.
class OutboxPage : public Page
{
    Q_OBJECT

public:
    OutboxPage(AccountLists &lists, Postman &postman, QWidget *parent = nullptr);

    QString title() const override;
    void use(Application *application) override;

Q_SIGNALS:
    void addWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *list();
    QWidget *nobody();
    void connectViews();
    void refresh();
    void tellState();
    void tellButtons();
    int chosenRow() const;
    void edit();
    void askDiscard();
    void discard();
    void save(const OutboxItem &item);
    void tellSaved(const Result<void> &kept);
    void show(QWidget *view);

    Postman &m_postman;
    Application *m_application = nullptr;
    qint64 m_discarding = 0;

    QStackedWidget *m_views;
    QWidget *m_list;
    Notice *m_state;
    Spinner *m_spinner;
    Question *m_question;
    OutboxModel *m_model;
    QTableView *m_table;
    QWidget *m_tableFrame;
    QWidget *m_nobody;
    QWidget *m_footer;
    Button *m_edit;
    Button *m_discard;
    Button *m_send;
    WaitingForm *m_form;
};

} // namespace rollcall
