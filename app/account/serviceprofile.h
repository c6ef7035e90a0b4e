#pragma once

#include "support/result.h"

#include <QList>
#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

namespace rollcall {

/// All that the program knows of the other side: the same program serves the real and the practice account.
struct ServiceProfile
{
    /// Where a value comes from; the later ones win.
    enum class Origin { Missing, BuiltIn, SettingsFile, Environment, Entered };

    QUrl authUrl;           ///< authorization server; /v1/authorize, /v1/token, /v1/device/authorize below it
    QUrl apiUrl;            ///< with /v3
    QString clientId;       ///< the API key
    QString deviceClientId; ///< the key registered for the device flow; the same unless set
    QString clientSecret;   ///< empty: PKCE
    QList<QUrl> redirectUris;      ///< tried in order; registration is exact
    QString dataDir;               ///< absolute
    QString tokenStore;            ///< "keychain", "file" or "memory"
    QString expectedOrganization;  ///< from a settings file; empty: any
    int keepDays = 90;             ///< how long it is kept what contacts were like before an import
    QString account;               ///< which of several accounts side by side; empty: the first one
    QMap<QString, Origin> origins; ///< by variable name without ROLLCALL_, lower case: "auth_url", …

    /// Built in, then the settings files, then the environment. Usage error for an address that is not https
    /// (plain http is for loopback only), an unknown token store, an unreadable settings file.
    /// Settings files are every rollcall.conf in the usual places of the system and the person, who wins;
    /// `settingsFile`, where given, takes the place of the person's own.
    static Result<ServiceProfile> load(const QProcessEnvironment &environment,
                                       const QString &settingsFile = {});

    /// Writes what was typed in (origin Entered) to the person's own rollcall.conf, for the next start.
    Result<void> keepEntered() const;
    static QString personalSettingsFile();

    /// Loopback: this computer only (localhost, 127.0.0.0/8, ::1).
    static bool isLoopback(const QUrl &address);

    QUrl authorizeUrl() const;
    QUrl tokenUrl() const;
    QUrl deviceAuthorizeUrl() const;

    /// Whether this is the organization that the settings ask for.
    bool expects(const QString &organization) const;

    /// Short and stable name of (authorization server, API, API key, account): tokens and journal are kept
    /// under it, so that none is ever used with another server, key or account.
    QString storageKey() const;
    QString storageFolder() const; ///< dataDir/storageKey; not made here
    /// Where calls are counted: the allowance is the key's, whatever the account.
    QString paceFolder() const;

    /// True while it talks to a practice account: both servers are on this computer.
    bool isPractice() const;

    bool operator==(const ServiceProfile &) const = default;
};

} // namespace rollcall
