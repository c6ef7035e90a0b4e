#pragma once

#include "send/pagefeed.h"
#include "service/contactsapi.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <optional>

namespace rollcall {

class ActivitiesApi;
class Clock;
struct CustomField;
class ExportedAccount;
class Exports;

/// Reads the account before something is sent, by the cheapest of three ways, and feeds it to a worker:
/// single look-ups, pages of 500, or one export. An export that is not understood costs the pages besides.
class AccountFeed : public QObject
{
    Q_OBJECT

public:
    struct Needs
    {
        Worker &worker;
        ContactsApi &contacts;
        ActivitiesApi &activities;
        const Clock &clock;
        QString folder; ///< where an export lies while it is read
    };
    /// What is to be known.
    struct Wish
    {
        QStringList addresses; ///< whose, where they are few enough to be looked up; else all of the account
        QStringList listIds;   ///< whether they are on these, also where it is exported
        QList<CustomField> customFields;
        bool mayExport = false;
    };

    AccountFeed(Needs needs, Wish wish, PageFeed::Take take, QObject *parent = nullptr);
    ~AccountFeed() override;

    void start();

Q_SIGNALS:
    void progressed(qint64 read, qint64 total);
    /// Once, last, when all is taken. An error: not all was read, or taken.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void feed(AccountReader *reader);
    void askForExport(const ContactsPage &first);
    void exported(const std::optional<Error> &error);
    void opened(const Result<bool> &understood);
    void takeNext();
    void taken(const Result<qsizetype> &contacts);
    void goOnByPages();
    void end(const std::optional<Error> &error);

    const Needs m_needs;
    const Wish m_wish;
    const PageFeed::Take m_take;
    QPointer<PageFeed> m_pages;
    QPointer<Exports> m_exports;
    std::shared_ptr<ExportedAccount> m_exported; ///< shared with what the worker does at the moment
    ContactsPage m_first;                        ///< that told that an export is cheaper
    qint64 m_read = 0;
};

} // namespace rollcall
