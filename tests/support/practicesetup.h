#pragma once

#include "support/practiceclient.h"

#include <QTest>

namespace rollcall::test {

QString text(const QJsonObject &object, const char *name);
int number(const QJsonObject &object, const char *name); ///< -1 where it is none
/// The "status" of an activity.
QJsonObject status(const QJsonObject &activity);
/// A row of an import body; `more` are members without the braces.
QByteArray row(const QByteArray &email, const QByteArray &more = {});

/// A practice account that is signed in to, for the tests of its own rules.
class PracticeSetup
{
protected:
    void start(practice::Options options);
    /// Without limits, and twenty times as fast as the system's clock.
    void startFast();

    QJsonObject get(const QString &path) { return m_client->api("GET", path).object(); }
    PlainReply post(const char *activity, const QByteArray &json);
    QJsonObject report() { return QJsonDocument::fromJson(m_account->report()).object(); }
    QJsonObject person(const char *email); ///< of the report; empty when there is none
    QString contactId(const char *email) { return text(person(email), "id"); }

    static QByteArray body(const QByteArrayList &rows, const QByteArrayList &lists);
    PlainReply import(const QByteArrayList &rows)
    {
        return post("contacts_json_import", body(rows, {m_lists.first()}));
    }
    /// The activity as it is when it is over.
    QJsonObject waitFor(const PlainReply &begun);
    QJsonObject imported(const QByteArrayList &rows) { return waitFor(import(rows)); }

    std::unique_ptr<practice::PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_client;
    QByteArrayList m_lists; ///< ids of the lists it starts with: Newsletter first
};

} // namespace rollcall::test
