#include "account/keycard.h"

#include "common/button.h"
#include "common/icon.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>

namespace rollcall {
namespace {

constexpr int longestKey = 128;

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

} // namespace

KeyCard::KeyCard(QWidget *parent)
    : Card(parent, 28)
    , m_address(new QLineEdit)
    , m_key(new QLineEdit)
    , m_problem(new Notice)
{
    column()->setSpacing(10);
    column()->addWidget(Label::heading(tr("Rollcall needs your organization's API key")));
    column()->addWidget(Label::soft(tr("The key says which program is asking; it is no password. It is made once, by someone "
                                       "who may sign in to Constant Contact. If your organization has a settings file, open "
                                       "that instead.")));
    column()->addLayout(step(1, tr("Sign in at the developer portal, app.constantcontact.com/pages/dma/portal, and open "
                                   "My Applications.")));
    column()->addLayout(step(2, tr("Choose New Application. Give it a name, the PKCE flow, and long-lived refresh tokens.")));
    column()->addLayout(step(3, tr("Edit it, and enter this redirect address, to the letter:")));

    auto *addressRow = new QHBoxLayout;
    addressRow->setContentsMargins(20, 0, 0, 0);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Redirect address to register"));
    auto *copy = new Button(tr("Copy address"));
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

    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    connect(goOn, &QPushButton::clicked, this, &KeyCard::enter);
    connect(m_key, &QLineEdit::returnPressed, this, &KeyCard::enter);
    connect(file, &QPushButton::clicked, this, &KeyCard::settingsFileWanted);
    connect(cancel, &QPushButton::clicked, this, &KeyCard::cancelled);
    setFirst(this, m_key);
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
