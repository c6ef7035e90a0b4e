#pragma once

#include "account/serviceprofile.h"
#include "account/session.h"
#include "send/contactchange.h"
#include "send/forecast.h"
#include "send/importrun.h"
#include "send/resumption.h"
#include "send/undo.h"
#include "service/accountapi.h"
#include "service/activitiesapi.h"
#include "service/adoption.h"
#include "service/contactsapi.h"
#include "service/fieldsapi.h"
#include "service/listsapi.h"
#include "service/tagsapi.h"
#include "support/clock.h"
#include "support/result.h"

#include <memory>

namespace rollcall {

class BrowserSignIn;
class ConnectionCheck;
class DeviceSignIn;
class Journal;
class Outbox;
class Pacer;
class ProxyLogin;
class ServiceClient;

/// Builds and owns everything behind one service profile. The window and each command hold exactly one at a
/// time.
class Application
{
public:
    /// Makes nothing on disk yet, and reads nothing: load() does.
    Application(const ServiceProfile &profile, const Clock &clock);
    ~Application();

    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

    /// Reads the tokens; session() tells what that brought.
    void load();

    const ServiceProfile &profile() const;
    const Clock &clock() const;
    Session &session();
    ProxyLogin &proxyLogin();
    Pacer &pacer();
    ServiceClient &client();
    AccountApi &account();
    ListsApi &lists();
    FieldsApi &fields();
    TagsApi &tags();
    ContactsApi &contacts();
    ActivitiesApi &activities();
    ContactChange &contactChange();

    /// Opened when first asked for, which may take long: for commands. A window asks an Archive.
    Result<Journal *> journal();
    /// Old personal data goes, on another thread and once; whoever asks for the outbox or imports has it
    /// done, too.
    void tidyUp();
    Outbox &outbox();

    std::unique_ptr<BrowserSignIn> signIn(); ///< also takes an address that is pasted
    std::unique_ptr<DeviceSignIn> deviceSignIn();
    std::unique_ptr<ConnectionCheck> connectionCheck();

    /// Keeps what a sign-in brought, if it is of the right account; errors leave everything as it was.
    void keepSignIn(const Tokens &tokens, QObject *context, AdoptionHandler handle);

    std::unique_ptr<ImportRun> importRun(const ImportPlan &plan);
    std::unique_ptr<Forecast> forecast(const ImportPlan &plan);
    std::unique_ptr<Undo> undo(const QString &importId);
    std::unique_ptr<Resumption> resumption();

private:
    ImportRun::Needs importNeeds();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
