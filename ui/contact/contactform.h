#pragma once

#include "contact/contact.h"
#include "contact/fields.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace rollcall {

class Application;
class Button;
class Card;
class ContactMore;
class FormGrid;
class Notice;
struct OutboxItem;
class Picker;

/// The fields of one person. Each is checked as it is left, and says under itself what is wrong.
class ContactForm : public QWidget
{
    Q_OBJECT

public:
    explicit ContactForm(QWidget *parent = nullptr);

    void use(Application *application);

    /// The person as they are to be added, and where to.
    OutboxItem item() const;
    Permission permission() const;
    QString address() const; ///< the e-mail address as it stands there, trimmed
    bool isEmpty() const;    ///< nothing typed about a person

    /// Fills what is still empty with what the account knows; what was typed stays.
    void fill(const Contact &known);
    /// Shows somebody who waits.
    void open(const OutboxItem &item);
    /// Puts another address in, as if it had been typed and left.
    void takeAddress(const QString &address);
    /// For the next person: lists and permission stay.
    void clearPerson();
    /// Checks all fields and goes to the first that is wrong.
    bool check();
    /// While a known contact is updated its permission is not ours to change.
    void setPermissionEditable(bool editable);
    void setPermission(Permission permission);

    /// All that was typed and chosen, and back.
    QJsonObject kept() const;
    void restore(const QJsonObject &kept);

    Picker *lists() const { return m_lists; }
    Notice *emailNotice() const { return m_emailNotice; }
    Notice *listsNotice() const { return m_listsNotice; }

Q_SIGNALS:
    void edited(); ///< anything, by whomever
    void addressEdited();
    /// The address was left, and is one.
    void addressLeft(const QString &address);

private:
    struct TextField
    {
        QLineEdit *edit;
        Notice *notice;
        Field field;
    };

    void addText(FormGrid *grid, const QString &name, Field field);
    void addText(QLineEdit *edit, Notice *notice, Field field);
    void addSections(Card *card);
    QWidget *phoneSection();
    QWidget *addressSection();
    void addPermission(FormGrid *grid);
    void leaveAddress();
    bool checkAddress();
    bool checkText(const TextField &text);
    void explainPermission();
    QString text(Field field) const;
    Contact contact() const; ///< without what is folded under “more”

    QLineEdit *m_email;
    Notice *m_emailNotice;
    Picker *m_lists;
    Notice *m_listsNotice;
    QComboBox *m_permission;
    Notice *m_permissionNotice;
    QComboBox *m_phoneKind;
    QComboBox *m_addressKind;
    Button *m_phoneSection;
    Button *m_addressSection;
    ContactMore *m_more;
    Button *m_moreSection;
    QList<TextField> m_texts;
};

} // namespace rollcall
