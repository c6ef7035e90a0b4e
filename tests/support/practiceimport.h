#pragma once

#include "practice/practiceaccount.h"
#include "send/importplan.h"
#include "send/importrun.h"
#include "storage/journal.h"
#include "support/connectedservice.h"
#include "support/practiceclient.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace rollcall::test {

/// The checked file, as the command line and the window hand it to an import.
ImportPlan planFor(const QString &folder, const QByteArray &csv, const QStringList &listIds);

/// How an import ended.
struct ImportEnding
{
    ImportSummary summary;
    std::optional<Error> error;
};

/// An import into a practice account, over sockets, with a journal on the disk.
class PracticeImport
{
public:
    explicit PracticeImport(practice::Options options = {}, double speed = 20);
    PracticeImport(practice::Options options, const Clock &clock);
    ~PracticeImport();

    /// With another program's hand.
    PlainReply api(const QByteArray &verb, const QString &path, const QJsonObject &body = {});
    QString listId(const QString &name); ///< made when it is not there
    void addContact(const QString &email, const QString &permission, const QStringList &listIds,
                    const QString &firstName = {});
    QString accessToken() const;
    void signInAgain();
    const Clock &clock() const { return m_clock; }
    QJsonObject report();
    QJsonObject contact(const QString &email); ///< empty: not there
    qsizetype listsLike(const QString &name);

    ConnectedService &service() { return *m_service; }
    ImportRun::Needs needs();
    std::unique_ptr<ImportRun> run(const ImportPlan &plan);
    ImportEnding ending(ImportRun &run, int timeoutMs = 60'000);
    ImportEnding import(const QByteArray &csv, const QStringList &listIds);

    QTemporaryDir folder;
    std::unique_ptr<practice::PracticeAccount> account;
    std::unique_ptr<Journal> journal;

private:
    Clock m_clock;
    QNetworkAccessManager m_network;
    std::unique_ptr<PracticeClient> m_other;
    std::unique_ptr<ConnectedService> m_service;
};

} // namespace rollcall::test
