#include "account/accounts.h"

#include "support/privatefile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

namespace rollcall {
namespace {

const QString &fileName()
{
    static const QString name = QStringLiteral("account.json");
    return name;
}

/// The folder says which servers, key and account it is of: its name cannot be read backwards.
QJsonObject placeOf(const ServiceProfile &profile)
{
    return {{QStringLiteral("auth_url"), profile.authUrl.toString()},
            {QStringLiteral("api_url"), profile.apiUrl.toString()},
            {QStringLiteral("client_id"), profile.clientId},
            {QStringLiteral("account"), profile.account}};
}

bool isBeside(const ServiceProfile &profile, const QJsonObject &noted)
{
    const QJsonObject here = placeOf(profile);
    for (const char *name : {"auth_url", "api_url", "client_id"}) {
        if (noted.value(QLatin1String(name)) != here.value(QLatin1String(name)))
            return false;
    }
    return true;
}

QJsonObject readFrom(const QString &folder)
{
    const Result<QByteArray> content = readPrivateFile(folder + QLatin1Char('/') + fileName());
    return QJsonDocument::fromJson(content.value_or(QByteArray())).object();
}

KnownAccount accountOf(const QJsonObject &noted)
{
    return {noted.value(QLatin1String("account")).toString(),
            noted.value(QLatin1String("organization")).toString(),
            noted.value(QLatin1String("account_id")).toString(),
            noted.value(QLatin1String("user")).toString()};
}

} // namespace

Result<void> noteAccount(const ServiceProfile &profile, const KnownAccount &account)
{
    if (profile.tokenStore == QLatin1String("memory"))
        return {}; // it leaves nothing behind
    if (const Result<void> made = ensurePrivateFolder(profile.storageFolder()); !made)
        return made;
    QJsonObject noted = placeOf(profile);
    noted.insert(QStringLiteral("organization"), account.organization);
    noted.insert(QStringLiteral("account_id"), account.accountId);
    noted.insert(QStringLiteral("user"), account.user);
    return writePrivateFile(profile.storageFolder() + QLatin1Char('/') + fileName(),
                            QJsonDocument(noted).toJson(QJsonDocument::Compact));
}

KnownAccount currentAccount(const ServiceProfile &profile)
{
    KnownAccount account = accountOf(readFrom(profile.storageFolder()));
    account.name = profile.account;
    account.isCurrent = true;
    return account;
}

QList<KnownAccount> knownAccounts(const ServiceProfile &profile)
{
    QList<KnownAccount> accounts;
    const QDir data(profile.dataDir);
    const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        const QJsonObject noted = readFrom(data.filePath(folder));
        if (noted.isEmpty() || !isBeside(profile, noted))
            continue;
        KnownAccount account = accountOf(noted);
        account.isCurrent = account.name == profile.account;
        accounts << account;
    }
    if (std::none_of(accounts.begin(), accounts.end(), [](const auto &one) { return one.isCurrent; }))
        accounts << KnownAccount{profile.account, {}, {}, {}, true};
    std::sort(accounts.begin(), accounts.end(), [](const KnownAccount &one, const KnownAccount &other) {
        return std::tie(one.organization, one.name) < std::tie(other.organization, other.name);
    });
    return accounts;
}

QString accountNamed(const ServiceProfile &profile, const QString &text)
{
    const QList<KnownAccount> known = knownAccounts(profile);
    QStringList so;
    for (const KnownAccount &account : known) {
        if (account.name == text && !account.organization.isEmpty())
            return text;
        if (account.organization.compare(text, Qt::CaseInsensitive) == 0)
            so << account.name;
    }
    return so.size() == 1 ? so.first() : text;
}

QString freeAccountName(const ServiceProfile &profile)
{
    const QList<KnownAccount> known = knownAccounts(profile);
    for (int number = 2;; ++number) {
        const QString name = QString::number(number);
        if (std::none_of(known.begin(), known.end(), [&](const auto &one) { return one.name == name; }))
            return name;
    }
}

} // namespace rollcall
