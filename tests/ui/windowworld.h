#pragma once

#include "application.h"
#include "common/page.h"
#include "common/picker.h"
#include "common/theme.h"
#include "language.h"
#include "mainwindow.h"
#include "practice/practiceaccount.h"
#include "support/standinbrowser.h"
#include "workplace.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDesktopServices>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace rollcall::test {

/// The window and a practice account that it talks to over real sockets, with a folder of their own.
class WindowWorld
{
public:
    explicit WindowWorld(practice::Options options = {}, ColourScheme scheme = ColourScheme::Light,
                         bool approves = true)
    {
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder.filePath(QStringLiteral("config"))));
        options.approve = approves;
        auto started = practice::PracticeAccount::start(options);
        if (!started)
            qFatal("%s", qUtf8Printable(started.error().message));
        account = std::move(*started);
        const practice::Addresses addresses = account->addresses();
        environment.insert(QStringLiteral("ROLLCALL_AUTH_URL"), addresses.authUrl);
        environment.insert(QStringLiteral("ROLLCALL_API_URL"), addresses.apiUrl);
        environment.insert(QStringLiteral("ROLLCALL_CLIENT_ID"), addresses.clientId);
        environment.insert(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID"), addresses.deviceClientId);
        environment.insert(QStringLiteral("ROLLCALL_REDIRECT_URI"), addresses.redirectUris.mid(0, 6).join(QLatin1Char(' ')));
        environment.insert(QStringLiteral("ROLLCALL_DATA_DIR"), folder.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("ROLLCALL_TOKEN_STORE"), QStringLiteral("file"));
        speak(*qApp, QLocale::c());
        applyTheme(*qApp, scheme);
        QDesktopServices::setUrlHandler(QStringLiteral("http"), &browser, "open");
    }

    ~WindowWorld() { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    /// As when the program is started (again).
    void openWindow()
    {
        closeWindow();
        workplace = std::make_unique<Workplace>(environment, clock);
        const auto opened = workplace->openAccount();
        window = std::make_unique<MainWindow>(*workplace);
        if (!opened)
            window->showStartError(opened.error());
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    void closeWindow()
    {
        window.reset();
        workplace.reset();
    }

    bool isConnected() const { return workplace->application()->session().isConnected(); }

    void connectAccount()
    {
        press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(isVisible(QStringLiteral("Import a file")), 20'000);
        QVERIFY(isConnected());
    }

    QAbstractButton *button(const QString &text) const
    {
        for (auto *button : window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().remove(QLatin1Char('&')) == text)
                return button;
        }
        return nullptr;
    }

    bool isVisible(const QString &text) const { return button(text) != nullptr; }
    bool canBePressed(const QString &text) const { return isVisible(text) && button(text)->isEnabled(); }

    void press(const QString &text)
    {
        QAbstractButton *found = button(text);
        QVERIFY2(found, qPrintable(QStringLiteral("no button: ") + text));
        QVERIFY2(found->isEnabled(), qPrintable(QStringLiteral("cannot be pressed: ") + text));
        // On its sign and words: beside them a box that is wider than they are hears nothing.
        const bool isBox = qobject_cast<QCheckBox *>(found) != nullptr;
        QTest::mouseClick(found, Qt::LeftButton, {}, isBox ? QPoint(8, found->height() / 2) : QPoint());
    }

    /// The visible child of that accessible name.
    template <typename Widget>
    Widget *named(const QString &name) const
    {
        for (auto *widget : window->findChildren<Widget *>()) {
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    bool shows(const QString &text) const
    {
        for (const auto *label : window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }

    void type(const QString &field, const QString &text)
    {
        auto *edit = named<QLineEdit>(field);
        QVERIFY2(edit, qPrintable(field));
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, text);
    }

    /// Leaves the field that has the keyboard, as a person does.
    void tab() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); }

    void chooseList(const QString &name)
    {
        choose(QStringLiteral("Lists"), name);
        QCOMPARE(named<Picker>(QStringLiteral("Lists"))->chosen().size(), 1);
    }

    /// What is not there yet is made, where that is offered.
    void choose(const QString &field, const QString &name)
    {
        auto *picker = named<Picker>(field);
        QVERIFY2(picker, qPrintable(field));
        QTRY_VERIFY(firstOf(picker)->isEnabled()); // what there is has been read
        QTest::mouseClick(firstOf(picker), Qt::LeftButton);
        auto *popup = picker->findChild<PickerPopup *>();
        QVERIFY(popup);
        auto *filter = popup->findChild<QLineEdit *>();
        QTest::keyClicks(filter, name);
        QTest::keyClick(filter, Qt::Key_Return);
        popup->close();
        QTRY_VERIFY(!picker->findChild<PickerPopup *>()); // gone: the next one is found then
        window->activateWindow(); // the platform of these tests gives a popup the activity and does not give it back
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    /// Writes a file to choose or drop; returns its path.
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    QJsonObject report() const { return QJsonDocument::fromJson(account->report()).object(); }

    QTemporaryDir folder;
    QProcessEnvironment environment;
    Clock clock;
    StandInBrowser browser;
    std::unique_ptr<practice::PracticeAccount> account;
    std::unique_ptr<Workplace> workplace;
    std::unique_ptr<MainWindow> window;
};

} // namespace rollcall::test
