#pragma once

#include "check/columnmapping.h"
#include "common/page.h"
#include "contact/contact.h"
#include "send/personaldata.h"
#include "service/tagsapi.h"
#include "support/result.h"

#include <memory>
#include <optional>

class QLineEdit;

namespace rollcall {

class AccountLists;
class Archive;
class Button;
struct ChangeAnswer;
class Label;
class Notice;
class PersonAction;
class PersonFacts;

/// One person of the account: found by the address, with what the account knows, and what can be done about it.
class PersonPage : public Page
{
    Q_OBJECT

public:
    PersonPage(AccountLists &lists, Archive &archive, QWidget *parent = nullptr);
    ~PersonPage() override;

    QString title() const override;
    void use(Application *application) override;
    /// Looks that address up, where it is one.
    void open(const QString &address);

Q_SIGNALS:
    void left();
    void addWanted(const QString &address);
    void erased(const QString &address);

private:
    void build();
    void tellConnection();
    void look();
    void take(const QString &address, const Result<std::optional<KnownContact>> &found);
    void show(const KnownContact &known);
    void clear();
    void readNames();
    void tellFacts();
    void tellButtons();
    void act();
    void setWorking(bool working);
    void erase();
    void takeAnswer(const Result<ChangeAnswer> &answer, const QString &done);
    void takeErasure(const Result<Erasure> &erasure);

    AccountLists &m_lists;
    Archive &m_archive;
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;
    std::unique_ptr<QObject> m_look; ///< context of a look-up
    std::unique_ptr<QObject> m_call; ///< context of a change
    std::unique_ptr<QObject> m_names; ///< context of reading what tags and fields are called
    bool m_isWorking = false;         ///< a change is on its way
    std::optional<KnownContact> m_known; ///< without an id: nobody of that address is in the account
    std::optional<QList<ContactTag>> m_tags; ///< of the account, once asked for
    std::optional<QList<CustomField>> m_fields;

    Notice *m_connection;
    QLineEdit *m_email;
    Button *m_find;
    Notice *m_notice;
    Label *m_purpose; ///< until somebody is found
    Notice *m_done;
    PersonFacts *m_facts;
    QWidget *m_ways;
    Button *m_add;
    Button *m_unsubscribe;
    Button *m_takeOff;
    Button *m_change;
    Button *m_delete;
    PersonAction *m_action;
};

} // namespace rollcall
