#include "account/keycard.h"

#include "common/copybutton.h"
#include "common/icon.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QUrl>

namespace rollcall {
namespace {

constexpr int longestKey = 128;
const QLatin1String portal("app.constantcontact.com/pages/dma/portal"); // constant-contact-v3.md 1.13

/// An API key is a word without blanks: whoever pastes the line around it, or an address, is told at once.
bool looksLikeKey(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("^[A-Za-z0-9_-]{8,128}$"));
    return word.match(text).hasMatch();
}

QHBoxLayout *step(int number, const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    auto *figure = new Label(QStringLiteral("%1.").arg(number));
    figure->setFixedWidth(scaled(16));
    row->addWidget(figure, 0, Qt::AlignTop);
    row->addWidget(new Label(text), 1);
    return row;
}

/// What a step is done with, under its words.
QHBoxLayout *below(Button *button)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(20, 0, 0, 0);
    row->addWidget(button, 0, Qt::AlignLeft);
    return row;
}

void addChoice(QVBoxLayout *column, const QString &name, const QString &explanation)
{
    auto *heading = new Label(name);
    heading->setBold(true);
    column->addWidget(heading);
    column->addWidget(Label::soft(explanation));
    column->addSpacing(6);
}

} // namespace

KeyCard::KeyCard(QWidget *parent)
    : Card(parent, 28)
    , m_choices(new QWidget)
    , m_address(new QLineEdit)
    , m_key(new QLineEdit)
    , m_problem(new Notice)
{
    column()->setSpacing(10);
    column()->addWidget(Label::heading(tr("Rollcall needs your organization's API key")));
    column()->addWidget(Label::soft(tr("The key says which program is asking; it is no password. It is made once, by someone "
                                       "who may sign in to Constant Contact. If your organization has a settings file, open "
                                       "that instead.")));
    column()->addLayout(step(1, tr("Sign in at the developer portal, %1, and open My Applications.").arg(portal)));
    auto *open = new Button(tr("Open the &portal in the browser"), Button::Kind::Link);
    column()->addLayout(below(open));
    column()->addLayout(step(2, tr("Choose New Application. Give it a name, the PKCE flow, and long-lived refresh tokens.")));
    auto *why = new Button(tr("&Why these, and when to choose others"), Button::Kind::Link);
    column()->addLayout(below(why));
    column()->addWidget(m_choices);
    buildChoices();
    column()->addLayout(step(3, tr("Edit it, and enter this redirect address, to the letter:")));

    auto *addressRow = new QHBoxLayout;
    addressRow->setContentsMargins(20, 0, 0, 0);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Redirect address to register"));
    auto *copy = new CopyButton(tr("Copy &address"));
    copy->setIcon(icon(QStringLiteral("copy")));
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(copy);
    column()->addLayout(addressRow);
    column()->addLayout(step(4, tr("Save, and copy the API key from there into this field:")));

    auto *keyRow = new QHBoxLayout;
    keyRow->setContentsMargins(20, 0, 0, 0);
    m_key->setMaxLength(longestKey);
    m_key->setAccessibleName(tr("API key"));
    m_key->setPlaceholderText(tr("API key, for example 5c1f4f0e-8d11-4c7b-9a53-2f6f0c1d9b11"));
    keyRow->addWidget(m_key, 1);
    column()->addLayout(keyRow);
    m_problem->setContentsMargins(20, 0, 0, 0);
    column()->addWidget(m_problem);

    auto *buttons = new QHBoxLayout;
    auto *goOn = new Button(tr("Use this key"), Button::Kind::Primary);
    auto *file = new Button(tr("Open settings file…"), Button::Kind::Link);
    auto *cancel = new Button(tr("Cancel"));
    buttons->addWidget(goOn);
    buttons->addWidget(file);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    column()->addSpacing(6);
    column()->addLayout(buttons);

    connect(open, &QPushButton::clicked, this, [] { QDesktopServices::openUrl(QUrl(QLatin1String("https://") + portal)); });
    connect(why, &QPushButton::clicked, m_choices, [this] { m_choices->setVisible(m_choices->isHidden()); });
    connect(copy, &QPushButton::clicked, this, [this, copy] { copy->copy(m_address->text()); });
    connect(goOn, &QPushButton::clicked, this, &KeyCard::enter);
    connect(m_key, &QLineEdit::returnPressed, this, &KeyCard::enter);
    connect(file, &QPushButton::clicked, this, &KeyCard::settingsFileWanted);
    connect(cancel, &QPushButton::clicked, this, &KeyCard::cancelled);
    setFirst(this, m_key);
}

/// What the portal asks when an application is made, and does not let anyone change later.
void KeyCard::buildChoices()
{
    auto *column = new QVBoxLayout(m_choices);
    column->setContentsMargins(20, 0, 0, 0);
    column->setSpacing(2);
    addChoice(column, tr("PKCE: for people with a browser"),
              tr("Nothing secret has to be kept on this computer, and the connection renews itself. The right choice unless "
                 "one of the next two is needed."));
    addChoice(column, tr("Authorization code with a client secret (server flow)"),
              tr("Where your organization demands a secret. The portal shows it once; your IT puts it into the settings file, "
                 "as client_secret. It is not entered here."));
    addChoice(column, tr("Device: for a computer without a browser"),
              tr("A code is entered on a telephone or another computer, and no redirect address is needed. It takes an "
                 "application of its own; its key goes into the settings file, as device_client_id."));
    addChoice(column, tr("Implicit: not offered by Rollcall"),
              tr("It ends after eight hours and cannot renew itself, and its token passes through the browser's address bar. "
                 "PKCE has replaced it and needs no secret either."));
    addChoice(column, tr("Refresh tokens: long-lived or rotating"),
              tr("A long-lived one stays the same: choose it for a computer that works without a person. A rotating one is "
                 "replaced with each use, so that a stolen one is soon worthless, but a computer that breaks down in that moment "
                 "may have to be connected again. Both end when they are not used for 180 days."));
    addChoice(column, tr("If only https://localhost is registered"),
              tr("Set it as redirect_uri in the settings file. After you have chosen Allow, the browser shows a page that can't "
                 "be reached: paste its whole address into Rollcall."));
    m_choices->hide();
}

void KeyCard::setRedirectAddress(const QString &address)
{
    m_address->setText(address);
    m_address->setCursorPosition(0);
}

void KeyCard::setKey(const QString &key)
{
    m_key->setText(key);
    m_problem->clear();
    m_choices->hide();
}

void KeyCard::enter()
{
    const QString key = m_key->text().trimmed();
    const bool good = looksLikeKey(key);
    m_key->setProperty("wrong", !good);
    m_key->update();
    if (good) {
        m_problem->clear();
        Q_EMIT keyEntered(key);
        return;
    }
    m_problem->show(Tone::Bad, key.isEmpty() ? tr("Enter the API key first.")
                                             : tr("This does not look like an API key: it is one word of letters, digits "
                                                  "and hyphens."));
    m_key->setFocus();
}

} // namespace rollcall
