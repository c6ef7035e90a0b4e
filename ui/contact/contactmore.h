#pragma once

#include "contact/ownfield.h"
#include "service/tagsapi.h"
#include "support/result.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>

class QLineEdit;
class QPlainTextEdit;

namespace rollcall {

class Application;
struct DateText;
class Notice;
struct OutboxItem;
class Picker;

/// What most people are added without: tags, a note, birthday and anniversary, the account's own fields. Which tags
/// and fields there are is asked when it is shown for the first time.
class ContactMore : public QWidget
{
    Q_OBJECT

public:
    explicit ContactMore(QWidget *parent = nullptr);
    ~ContactMore() override;

    void use(Application *application);

    bool isEmpty() const;
    /// Lays what is there over the item's person.
    void complete(OutboxItem &item) const;
    /// Fills what is still empty with what the account knows. Tags and notes are only ever added: they stay away.
    void fill(const Contact &known);
    /// As somebody who waits was given it.
    void open(const OutboxItem &item);
    void clear();
    /// Checks all; the first that is wrong, or none.
    QWidget *firstWrong();

    QJsonObject kept() const;
    void restore(const QJsonObject &kept);

Q_SIGNALS:
    void edited();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct OwnRow
    {
        OwnField *field;
        Notice *notice;
    };

    void read();
    void takeFields(const Result<QList<CustomField>> &fields);
    void setFields(const QList<CustomField> &fields);
    QList<CustomValue> ownValues() const; ///< as they stand there
    void setOwnValues(const QList<CustomValue> &values);
    DateText birthday() const;
    DateText anniversary() const;
    bool checkBirthday();
    bool checkAnniversary();
    bool checkNote();
    bool checkOwn(const OwnRow &row);

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties; ///< connections to the present application
    std::unique_ptr<QObject> m_calls;
    bool m_tagsKnown = false;
    bool m_fieldsKnown = false;
    QList<CustomValue> m_waiting; ///< own values, until their fields are known
    Picker *m_tags;
    Notice *m_tagsNotice;
    QPlainTextEdit *m_note;
    Notice *m_noteNotice;
    QLineEdit *m_birthday;
    Notice *m_birthdayNotice;
    QLineEdit *m_anniversary;
    Notice *m_anniversaryNotice;
    QWidget *m_own;
    Notice *m_ownNotice;
    QList<OwnRow> m_rows;
};

} // namespace rollcall
