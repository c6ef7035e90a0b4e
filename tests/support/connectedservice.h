#pragma once

#include "account/serviceprofile.h"
#include "account/session.h"
#include "net/http.h"
#include "net/pacer.h"
#include "service/activitiesapi.h"
#include "service/contactsapi.h"
#include "service/fieldsapi.h"
#include "service/listsapi.h"
#include "service/serviceclient.h"
#include "service/tagsapi.h"
#include "support/clock.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <memory>

namespace rollcall::test {

/// The service's calls over a network of the test's choice, with tokens that are good.
class ConnectedService
{
public:
    /// `speed`: how many times as fast as usual its clock runs.
    explicit ConnectedService(QNetworkAccessManager &network, double speed = 1000);
    /// `paceFolder`: shared with other processes; empty: a folder of its own.
    ConnectedService(QNetworkAccessManager &network, const ServiceProfile &profile, const Clock &clock,
                     const Tokens &tokens, const QString &paceFolder = {});
    ~ConnectedService();

    static ServiceProfile profileFor(const QString &apiUrl);
    static Clock clockOf(double speed);
    static Tokens goodTokens(const Clock &clock);

    QTemporaryDir folder;
    const Clock clock;
    const ServiceProfile profile;
    Http http;
    Session session;
    Pacer pacer;
    ServiceClient client;
    ContactsApi contacts;
    ListsApi lists;
    ActivitiesApi activities;
    TagsApi tags;
    FieldsApi fields;
};

} // namespace rollcall::test
