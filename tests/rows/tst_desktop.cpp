#include "support/desktop.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

namespace {

const QUrl address(QStringLiteral("https://login.example.org/authorize?state=a%2Bb&scope=x%20y"));

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class DesktopTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// A browser that notes what it was given.
    QString browser() const { return m_folder.filePath(QStringLiteral("browser")); }
    QString notes() const { return m_folder.filePath(QStringLiteral("notes")); }

    QProcessEnvironment environment(const QString &browserCommand) const
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(QStringLiteral("BROWSER"), browserCommand);
        environment.insert(QStringLiteral("ROLLCALL_CLIENT_SECRET"), QStringLiteral("keep-this-here"));
        return environment;
    }

private Q_SLOTS:
    void init()
    {
        QFile::remove(notes());
        QFile script(browser());
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n(printf 'arguments: %s\\n' \"$*\"; env; echo end) >'" + notes().toUtf8() +
                     "'\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void theBrowserGetsTheAddressUnchanged_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("arguments");
        const QString plain = address.toString(QUrl::FullyEncoded);
        QTest::newRow("a program") << browser() << plain;
        QTest::newRow("a program with arguments")
            << browser() + QStringLiteral(" --new-window") << QStringLiteral("--new-window ") + plain;
        QTest::newRow("a place for the address")
            << browser() + QStringLiteral(" --url=%s -x") << QStringLiteral("--url=%1 -x").arg(plain);
        QTest::newRow("the first is not there") << QStringLiteral("/no/such/browser:") + browser() << plain;
    }

    void theBrowserGetsTheAddressUnchanged()
    {
        QFETCH(QString, command);
        QFETCH(QString, arguments);
        QVERIFY(openInBrowser(address, environment(command)));
        QTRY_VERIFY(readAll(notes()).endsWith(QLatin1String("end\n")));
        QCOMPARE(readAll(notes()).section(QLatin1Char('\n'), 0, 0),
                 QStringLiteral("arguments: ") + arguments);
    }

    void theClientSecretIsNotHandedOn()
    {
        QVERIFY(openInBrowser(address, environment(browser())));
        QTRY_VERIFY(readAll(notes()).endsWith(QLatin1String("end\n")));
        QVERIFY(readAll(notes()).contains(QLatin1String("BROWSER=")));
        QVERIFY(!readAll(notes()).contains(QLatin1String("keep-this-here")));
    }

    void withoutABrowserThatIsSaid()
    {
        QVERIFY(!openInBrowser(address, environment(QStringLiteral("/no/such/browser"))));
        QVERIFY(!openInBrowser(address, environment(QString())));
        QVERIFY(!canOpenBrowser(environment(QStringLiteral("/no/such/browser"))));
        QVERIFY(!canOpenBrowser(environment(QString())));
        QVERIFY(canOpenBrowser(environment(browser())));
    }
};

QTEST_GUILESS_MAIN(DesktopTest)
#include "tst_desktop.moc"
