#pragma once

#include "send/outbox.h"

#include <QWidget>

class QCheckBox;

namespace rollcall {

class AccountLists;
class Application;
class ContactForm;
class Label;
class Notice;

/// Somebody who waits, to be changed before being sent.
class WaitingForm : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingForm(AccountLists &lists, QWidget *parent = nullptr);

    void use(Application *application);
    void open(const OutboxItem &item);
    qint64 itemId() const { return m_item.id; }
    void showError(const Error &error);

Q_SIGNALS:
    void saved(const rollcall::OutboxItem &item);
    void left();

private:
    void save();

    AccountLists &m_lists;
    OutboxItem m_item;
    Notice *m_error;
    Label *m_why;
    ContactForm *m_form;
    QCheckBox *m_update;
};

} // namespace rollcall
