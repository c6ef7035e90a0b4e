#include "account/serviceprofile.h"

#include <QStandardPaths>
#include <QStringEncoder>
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
                      "redirect_uri=http://localhost:1/a, http://127.0.0.1:2/b\norganization=A, B & C\n");
        const auto profile = ServiceProfile::load(
            environment({{QStringLiteral("ROLLCALL_CLIENT_ID"), QStringLiteral("from-environment")}}), conf);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().message));
        QCOMPARE(profile->clientId, QStringLiteral("from-environment"));
        QCOMPARE(profile->deviceClientId, QStringLiteral("from-environment"));
        for (const char *name : {"client_id", "device_client_id"})
            QCOMPARE(profile->origins.value(QLatin1String(name)), Origin::Environment);
        QCOMPARE(profile->apiUrl, QUrl(QStringLiteral("https://api.example.org/v3")));
        QCOMPARE(profile->origins.value(QStringLiteral("api_url")), Origin::SettingsFile);
        QCOMPARE(profile->redirectUris, (QList{QUrl(QStringLiteral("http://localhost:1/a")),
                                               QUrl(QStringLiteral("http://127.0.0.1:2/b"))}));
        QCOMPARE(profile->expectedOrganization, QStringLiteral("A, B & C"));
        QVERIFY(profile->expects(QStringLiteral("A, B & C")));
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
        QTest::newRow("a key alone") << QByteArray("client_id=x\n5c1f4f0e-8d11-4c7b\n");
        QTest::newRow("too long") << QByteArray("client_id=x\n") + QByteArray(70'000, '\n');
    }

    void aSettingsFileThatCannotBeReadIsAUsageError()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir dir;
        const auto profile = ServiceProfile::load({}, file(dir, content));
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Error::Kind::Usage);
        QVERIFY(!profile.error().message.contains(QLatin1String("5c1f"))); // it may be a secret
        const auto missing = ServiceProfile::load({}, dir.filePath(QStringLiteral("none.conf")));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::Usage);
    }

    void aFileIsReadHoweverItWasWritten_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QString text = QStringLiteral("client_id=key-1\norganization=Café, Müller & Sons\n");
        QTest::newRow("plainly") << text.toUtf8();
        QTest::newRow("with remarks, blanks and a heading")
            << "# For the library = us\n; old: client_id=key-0\n\n[General]\n" + text.toUtf8().replace("=", " = ");
        QTest::newRow("in quotes") << QStringLiteral("client_id=\"key-1\"\norganization=\"Café, Müller & Sons\"").toUtf8();
        QTest::newRow("on Windows") << "\xef\xbb\xbf" + text.toUtf8().replace("\n", "\r\n");
        QTest::newRow("in an older encoding") << text.toLatin1();
        QStringEncoder utf16(QStringConverter::Utf16, QStringConverter::Flag::WriteBom);
        QTest::newRow("in UTF-16") << QByteArray(utf16.encode(text));
    }

    void aFileIsReadHoweverItWasWritten()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir dir;
        const auto profile = ServiceProfile::load({}, file(dir, content));
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().message));
        QCOMPARE(profile->clientId, QStringLiteral("key-1"));
        QCOMPARE(profile->expectedOrganization, QStringLiteral("Café, Müller & Sons"));
    }

    void aFileThatIsOpenedTakesThePlaceOfThePersonsOwn()
    {
        const QTemporaryDir dir;
        const QString own = ServiceProfile::personalSettingsFile();
        QVERIFY(QDir().mkpath(QFileInfo(own).path()));
        QFile(own).remove();
        QFile::copy(file(dir, "client_id=own\norganization=Ours\n"), own);
        const auto profile = ServiceProfile::load({}, file(dir, "client_id=given\n"));
        QVERIFY(QFile::remove(own));
        QVERIFY(profile);
        QCOMPARE(profile->clientId, QStringLiteral("given"));
        QCOMPARE(profile->expectedOrganization, QString());
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
        const QString own = ServiceProfile::personalSettingsFile();
        QVERIFY(QDir().mkpath(QFileInfo(own).path()));
        QFile settings(own);
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("# ours, until March\nclient_id=old\norganization=Smith, Lee & Co\n");
        settings.close();
        auto profile = *ServiceProfile::load({});
        profile.clientId = QStringLiteral("typed-key");
        profile.origins[QStringLiteral("client_id")] = Origin::Entered;
        QVERIFY(profile.keepEntered());
        const auto next = ServiceProfile::load({});
        QVERIFY(next);
        QCOMPARE(next->clientId, QStringLiteral("typed-key"));
        QCOMPARE(next->origins.value(QStringLiteral("client_id")), Origin::SettingsFile);
        QCOMPARE(next->origins.value(QStringLiteral("redirect_uri")), Origin::BuiltIn);
        QCOMPARE(next->expectedOrganization, QStringLiteral("Smith, Lee & Co"));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QCOMPARE(settings.readAll(), "# ours, until March\norganization=Smith, Lee & Co\nclient_id=typed-key\n");
        QCOMPARE(settings.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        QVERIFY(settings.remove());
    }
};

QTEST_GUILESS_MAIN(ServiceProfileTest)
#include "tst_serviceprofile.moc"
