#pragma once

#include "common/card.h"
#include "contact/contact.h"
#include "support/error.h"

#include <QPointer>
#include <QStringList>

class QCheckBox;
class QLineEdit;

namespace rollcall {

class Button;
class Label;
class Notice;
struct ContactList;

/// One thing that can be done to a person: what it needs to know, what will happen and what can't be undone, said
/// before it is done. Hidden until then.
class PersonAction : public Card
{
    Q_OBJECT

public:
    enum class Kind { Unsubscribe, TakeOffLists, ChangeAddress, Delete, EraseHere };

    explicit PersonAction(QWidget *parent = nullptr);

    /// `lists`: those that the person is on.
    void open(Kind kind, const KnownContact &known, const QList<ContactList> &lists);
    void close();
    void setWorking(bool working);
    void showProblem(const QString &sentence); ///< beside what it concerns
    void showError(const Error &error);

    Kind kind() const { return m_kind; }
    bool askedByPerson() const; ///< only where it was ticked
    QString reason() const;
    QStringList listIds() const;
    QString newAddress() const;

Q_SIGNALS:
    void confirmed();

private:
    void addAsked();
    void addLists(const QList<ContactList> &lists);
    void addAddress();
    void explain();
    void confirm();
    QString sentence() const;

    Kind m_kind = Kind::Unsubscribe;
    QString m_who;
    QString m_email;
    QPointer<QWidget> m_before; ///< had the keyboard when it was opened

    Label *m_heading;
    QWidget *m_fields;
    Label *m_sentence;
    Notice *m_notice;
    Button *m_do;
    Button *m_keep;
    QCheckBox *m_asked = nullptr; ///< these are there where the kind needs them
    QLineEdit *m_text = nullptr;
    QList<QCheckBox *> m_lists; ///< each with its list's id as object name
};

} // namespace rollcall
