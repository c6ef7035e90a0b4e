#include "cli/connectcommand.h"

#include "account/browsersignin.h"
#include "account/devicesignin.h"
#include "account/session.h"
#include "account/tokenstore.h"
#include "application.h"
#include "cli/moment.h"
#include "cli/printer.h"
#include "support/desktop.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QUrlQuery>

namespace rollcall::cli {

ConnectCommand::ConnectCommand(CommandContext &context)
    : SessionCommand(context)
{}

ConnectCommand::~ConnectCommand() = default;

QString ConnectCommand::summary() const
{
    return tr("Connect an account: someone signs in and consents in a browser, once.");
}

void ConnectCommand::addOptions(CLI::App &options)
{
    auto *noBrowser =
        options.add_flag("--no-browser", m_noBrowser,
                         tr("Print the address and wait, instead of opening a browser here.").toStdString());
    auto *device = options.add_flag(
        "--device", m_device,
        tr("Show a code to enter in a browser on any device; needs a key for the device flow.")
            .toStdString());
    device->excludes(noBrowser);
    options
        .add_flag(
            "--other-account", m_otherAccount,
            tr("Have the browser ask for name and password, also where someone is signed in.").toStdString())
        ->excludes(device);
    options.footer(
        tr("Without an option a browser is opened, and PKCE needs no secret. Where ROLLCALL_CLIENT_SECRET is "
           "set, "
           "it is the server flow. The implicit flow is not offered: its token passes through the browser's "
           "address bar, ends after eight hours, and cannot be renewed; PKCE replaces it.")
            .toStdString());
}

void ConnectCommand::begin()
{
    const ServiceProfile &profile = application().profile();
    if ((m_device ? profile.deviceClientId : profile.clientId).isEmpty()) {
        fail({Error::Kind::Usage,
              tr("The API key of your organization is missing."),
              tr("Nothing was changed. Put the key into the variable ROLLCALL_CLIENT_ID, or into the "
                 "settings file "
                 "that your IT department hands out."),
              {}});
        return;
    }
    // Before anyone signs in: it would be in vain if the tokens could not be kept.
    m_store = TokenStore::make(profile);
    m_store->probe(this, [this](const Result<void> &works) { signIn(works); });
}

void ConnectCommand::signIn(const Result<void> &storeWorks)
{
    if (!storeWorks) {
        fail(storeWorks.error());
        return;
    }
    if (m_device)
        askForCode();
    else
        openBrowser();
}

void ConnectCommand::openBrowser()
{
    m_signIn = application().signIn();
    connect(m_signIn.get(), &BrowserSignIn::addressReady, this, &ConnectCommand::show);
    connect(m_signIn.get(), &BrowserSignIn::pasteRefused, this,
            [this](const Error &error) { printer().error(error); });
    connect(m_signIn.get(), &BrowserSignIn::finished, this, &ConnectCommand::keep);
    connect(&terminal(), &Terminal::lineRead, m_signIn.get(), &BrowserSignIn::pasteAddress);
    m_signIn->start(m_otherAccount);
    terminal().readLines();
}

void ConnectCommand::show(const QUrl &address)
{
    const QString text = address.toString(QUrl::FullyEncoded);
    const bool opened = !m_noBrowser && openInBrowser(address, context().environment);
    if (opened) {
        printer().sentence(
            tr("Your browser was opened: sign in there and choose Allow. If it did not open, open this "
               "address yourself:"));
        const QUrl shorter = m_signIn->shortAddress();
        printer().sentence(shorter.isEmpty() ? text : shorter.toString());
    } else if (json() && m_noBrowser) {
        printer().object({{QStringLiteral("authorization_url"), text}});
    } else {
        printer().sentence(tr("Open this address in a browser, sign in there and choose Allow:"));
        if (json())
            printer().sentence(text);
        else
            printer().text(text);
    }
    printer().sentence(
        tr("Waiting until %1. If the browser ends on a page that can't be reached, paste its address here. "
           "If it "
           "shows an error instead of a sign-in, have the API key and the redirect address %2 compared in "
           "the "
           "developer portal, to the letter.")
            .arg(momentText(m_signIn->endsAt()),
                 QUrlQuery(address).queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded)));
}

void ConnectCommand::askForCode()
{
    m_deviceSignIn = application().deviceSignIn();
    connect(m_deviceSignIn.get(), &DeviceSignIn::codeReady, this, &ConnectCommand::showCode);
    connect(m_deviceSignIn.get(), &DeviceSignIn::finished, this, &ConnectCommand::keep);
    m_deviceSignIn->start();
}

void ConnectCommand::showCode(const QString &code, const QUrl &address, const QUrl &complete,
                              const QDateTime &until)
{
    const QString text = address.toString(QUrl::FullyEncoded);
    if (json()) {
        printer().object(
            {{QStringLiteral("verification_uri"), text},
             {QStringLiteral("verification_uri_complete"), complete.toString(QUrl::FullyEncoded)},
             {QStringLiteral("user_code"), code},
             {QStringLiteral("expires_in"), application().clock().now().secsTo(until)}});
    } else {
        printer().sentence(tr("Open this address in a browser on any device:"));
        printer().text(text);
        printer().sentence(tr("Enter this code there, sign in and choose Allow:"));
        printer().text(code);
    }
    printer().sentence(tr("Waiting until %1.").arg(momentText(until)));
}

void ConnectCommand::keep(const Result<Tokens> &tokens)
{
    if (!tokens) {
        fail(tokens.error());
        return;
    }
    m_signedIn = true;
    application().keepSignIn(*tokens, this, [this](const Result<Adopted> &adopted) { tell(adopted); });
}

void ConnectCommand::tell(const Result<Adopted> &adopted)
{
    if (!adopted) {
        fail(adopted.error());
        return;
    }
    if (adopted->unread) // connected all the same; only the name is missing
        printer().error(*adopted->unread);
    answer();
}

void ConnectCommand::answer()
{
    const Session &session = application().session();
    const QString organization = session.connection().organization;
    const QStringList scopes = session.tokens().scopes;
    if (const QString missing = missingScopesText(scopes); !missing.isEmpty())
        printer().sentence(missing);
    CommandResult result;
    result.object = {{QStringLiteral("organization"), organization},
                     {QStringLiteral("scopes"), QJsonArray::fromStringList(scopes)},
                     {QStringLiteral("token_store"), application().profile().tokenStore}};
    result.text = organization.isEmpty() ? tr("Connected.") : tr("Connected to %1.").arg(organization);
    Q_EMIT finished(result);
}

void ConnectCommand::interrupt()
{
    if (!m_signedIn) // afterwards it is a matter of moments, and half kept would be worse
        Command::interrupt();
}

QString missingScopesText(const QStringList &granted)
{
    QStringList sentences;
    if (!granted.contains(QLatin1String("contact_data")))
        sentences << ConnectCommand::tr(
            "“contact_data” was not granted: neither contacts nor lists can be read or added.");
    if (!granted.contains(QLatin1String("account_read")))
        sentences << ConnectCommand::tr(
            "“account_read” was not granted: the name of the organization is not known.");
    if (!granted.contains(QLatin1String("offline_access"))) {
        sentences << ConnectCommand::tr(
            "“offline_access” was not granted: someone must sign in again every 24 hours.");
    }
    return sentences.join(QLatin1Char('\n'));
}

} // namespace rollcall::cli
