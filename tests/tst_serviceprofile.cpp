#include "account/serviceprofile.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using Origin = ServiceProfile::Origin;

namespace {

QProcessEnvironment environment(const QMap<QString, QString> &values)
{
    QProcessEnvironment result;
    for (auto it = values.begin(); it != values.end(); ++it)
        result.insert(it.key(), it.value());
    return result;
}

QString file(const QTemporaryDir &dir, const QByteArray &content)
{
    QFile out(dir.filePath(QStringLiteral("rollcall.conf")));
    out.open(QIODevice::WriteOnly);
    out.write(content);
    return out.fileName();
}

} // namespace

class ServiceProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QFile::remove(ServiceProfile::personalSettingsFile());
    }

    void theRealServiceIsBuiltIn()
    {
        const auto profile = ServiceProfile::load({});
        QVERIFY(profile);
        QCOMPARE(profile->authorizeUrl(),
                 QUrl(QStringLiteral("https://authz.constantcontact.com/oauth2/default/v1/authorize")));
        QCOMPARE(profile->tokenUrl(),
                 QUrl(QStringLiteral("https://authz.constantcontact.com/oauth2/default/v1/token")));
        QCOMPARE(
            profile->deviceAuthorizeUrl(),
            QUrl(QStringLiteral("https://authz.constantcontact.com/oauth2/default/v1/device/authorize")));
        QCOMPARE(profile->apiUrl, QUrl(QStringLiteral("https://api.cc.email/v3")));
        QCOMPARE(profile->redirectUris, QList{QUrl(QStringLiteral("http://localhost:8743/callback"))});
        QCOMPARE(profile->tokenStore, QStringLiteral("keychain"));
        QCOMPARE(profile->origins.value(QStringLiteral("auth_url")), Origin::BuiltIn);
        QCOMPARE(profile->origins.value(QStringLiteral("client_id")), Origin::Missing);
        QCOMPARE(profile->keepDays, 90);
        QVERIFY(!profile->isPractice());
        QVERIFY(QDir::isAbsolutePath(profile->dataDir));
    }

    void theEnvironmentOverridesTheFileAndTheFileWhatIsBuiltIn()
    {
        const QTemporaryDir dir;
        const QString conf =
            file(dir, "client_id=from-file\napi_url=https://api.example.org/v3/\n"
                      "redirect_uri=http://localhost:1/a http://127.0.0.1:2/b\norganization=A, B & C\n");
        const auto profile = ServiceProfile::load(
            environment({{QStringLiteral("ROLLCALL_CLIENT_ID"), QStringLiteral("from-environment")}}), conf);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().message));
        QCOMPARE(profile->clientId, QStringLiteral("from-environment"));
        QCOMPARE(profile->deviceClientId, QStringLiteral("from-environment"));
        QCOMPARE(profile->origins.value(QStringLiteral("client_id")), Origin::Environment);
        QCOMPARE(profile->apiUrl, QUrl(QStringLiteral("https://api.example.org/v3")));
        QCOMPARE(profile->origins.value(QStringLiteral("api_url")), Origin::SettingsFile);
        QCOMPARE(profile->redirectUris.size(), 2);
        QCOMPARE(profile->expectedOrganization, QStringLiteral("A,B & C"));
        QCOMPARE(profile->origins.value(QStringLiteral("auth_url")), Origin::BuiltIn);
    }

    void whatCannotBeUsedIsAUsageError_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *what, const char *name, const char *value) {
            QTest::newRow(what) << QString::fromLatin1(name) << QString::fromLatin1(value);
        };
        row("plain http to another computer", "ROLLCALL_API_URL", "http://api.cc.email/v3");
        row("plain http to a name that begins like loopback", "ROLLCALL_API_URL",
            "http://localhost.example.org/v3");
        row("plain http to a number that looks like loopback", "ROLLCALL_AUTH_URL",
            "http://127.0.0.1.example.org");
        row("another scheme", "ROLLCALL_AUTH_URL", "ftp://authz.example.org");
        row("a user in the address", "ROLLCALL_API_URL", "https://api.cc.email@evil.example/v3");
        row("no host", "ROLLCALL_API_URL", "https:///v3");
        row("not an address", "ROLLCALL_AUTH_URL", "over there");
        row("redirect over plain http", "ROLLCALL_REDIRECT_URI", "http://example.org/callback");
        row("redirect with a fragment", "ROLLCALL_REDIRECT_URI", "http://localhost:1/callback#x");
        row("days that are no number", "ROLLCALL_KEEP_DAYS", "a while");
        row("less than no days", "ROLLCALL_KEEP_DAYS", "-1");
        row("unknown token store", "ROLLCALL_TOKEN_STORE", "desk drawer");
    }

    void whatCannotBeUsedIsAUsageError()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const auto profile = ServiceProfile::load(environment({{name, value}}));
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Error::Kind::Usage);
        QVERIFY(!profile.error().hint.isEmpty());
    }

    void plainHttpToThisComputerIsTaken_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"localhost", "127.0.0.1", "127.4.5.6", "[::1]"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }

    void plainHttpToThisComputerIsTaken()
    {
        QFETCH(QString, host);
        const auto profile = ServiceProfile::load(
            environment({{QStringLiteral("ROLLCALL_API_URL"), QStringLiteral("http://%1:1234/v3").arg(host)},
                         {QStringLiteral("ROLLCALL_AUTH_URL"),
                          QStringLiteral("http://%1:1234/oauth2/default").arg(host)}}));
        QVERIFY(profile);
        QVERIFY(profile->isPractice());
    }

    void aSettingsFileThatCannotBeReadIsAUsageError_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("not a settings file") << QByteArray("\x89PNG\r\n\x1a\n[[[\n");
        QTest::newRow("an unknown name") << QByteArray("client_di=x\n");
    }

    void aSettingsFileThatCannotBeReadIsAUsageError()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir dir;
        const auto profile = ServiceProfile::load({}, file(dir, content));
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Error::Kind::Usage);
        const auto missing = ServiceProfile::load({}, dir.filePath(QStringLiteral("none.conf")));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::Usage);
    }

    void eachServerAndKeyHasAStorageOfItsOwn()
    {
        auto profile = *ServiceProfile::load({});
        const QString before = profile.storageKey();
        QCOMPARE(profile.storageKey(), before);
        auto other = profile;
        other.clientId = QStringLiteral("other");
        QVERIFY(other.storageKey() != before);
        other = profile;
        other.apiUrl = QUrl(QStringLiteral("https://api.example.org/v3"));
        QVERIFY(other.storageKey() != before);
        other = profile;
        other.authUrl = QUrl(QStringLiteral("https://authz.example.org"));
        QVERIFY(other.storageKey() != before);
        QVERIFY(profile.storageFolder().startsWith(profile.dataDir));
    }

    void whatWasTypedIsThereAtTheNextStart()
    {
        auto profile = *ServiceProfile::load({});
        profile.clientId = QStringLiteral("typed-key");
        profile.origins[QStringLiteral("client_id")] = Origin::Entered;
        QVERIFY(profile.keepEntered());
        const auto next = ServiceProfile::load({});
        QVERIFY(next);
        QCOMPARE(next->clientId, QStringLiteral("typed-key"));
        QCOMPARE(next->origins.value(QStringLiteral("client_id")), Origin::SettingsFile);
        QCOMPARE(next->origins.value(QStringLiteral("redirect_uri")), Origin::BuiltIn);
        QVERIFY(QFile::remove(ServiceProfile::personalSettingsFile()));
    }
};

QTEST_GUILESS_MAIN(ServiceProfileTest)
#include "tst_serviceprofile.moc"
