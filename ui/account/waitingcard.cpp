#include "account/waitingcard.h"

#include "common/copybutton.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/spinner.h"
#include "support/clock.h"
#include "support/error.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace rollcall {

WaitingCard::WaitingCard(QWidget *parent)
    : Card(parent, 28)
    , m_heading(Label::heading({}))
    , m_explanation(Label::soft({}))
    , m_ways(new QWidget)
    , m_link(new ElidedLabel(Qt::ElideMiddle, TextSize::Small, Tone::Soft))
    , m_copy(new CopyButton(tr("Copy &link")))
    , m_open(new Button(tr("&Open again")))
    , m_code(new Button(tr("Use a co&de on another device"), Button::Kind::Link))
    , m_errorLink(new Button(tr("The browser shows an &error instead of a sign-in"), Button::Kind::Link))
    , m_errorHelp(new QWidget)
    , m_registered(new Label)
    , m_pasteLink(new Button(tr("The browser ended on a page that can't be reached: &paste its address"), Button::Kind::Link))
    , m_pasteRow(new QWidget)
    , m_paste(new QLineEdit)
    , m_pasteProblem(new Notice)
    , m_left(new Label({}, TextSize::Small, Tone::Soft))
    , m_cancel(new Button(tr("&Cancel")))
{
    column()->setSpacing(14);
    column()->addLayout(besideSpinner(new Spinner, m_heading));
    m_explanation->setTextFormat(Qt::RichText);
    column()->addWidget(m_explanation);

    auto *ways = new QVBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(14);
    auto *browser = new QHBoxLayout;
    browser->setSpacing(12);
    browser->addWidget(m_open);
    browser->addWidget(m_copy);
    browser->addWidget(m_link, 1);
    ways->addLayout(browser);
    ways->addWidget(new Divider);
    ways->addWidget(m_code, 0, Qt::AlignLeft);
    ways->addWidget(m_errorLink, 0, Qt::AlignLeft);
    buildErrorHelp();
    ways->addWidget(m_errorHelp);
    ways->addWidget(m_pasteLink, 0, Qt::AlignLeft);
    auto *pasteColumn = new QVBoxLayout(m_pasteRow);
    pasteColumn->setContentsMargins(0, 0, 0, 0);
    auto *pasteField = new QHBoxLayout;
    m_paste->setPlaceholderText(tr("The whole address from the browser's address bar"));
    m_paste->setAccessibleName(tr("Address the browser ended on"));
    auto *use = new Button(tr("&Use this address"));
    pasteField->addWidget(m_paste, 1);
    pasteField->addWidget(use);
    pasteColumn->addLayout(pasteField);
    pasteColumn->addWidget(m_pasteProblem);
    ways->addWidget(m_pasteRow);
    column()->addWidget(m_ways);

    auto *foot = new QHBoxLayout;
    foot->addWidget(m_left, 1);
    foot->addWidget(m_cancel);
    column()->addLayout(foot);

    const auto paste = [this] {
        m_pasteProblem->clear();
        Q_EMIT pasted(m_paste->text().trimmed());
    };
    connect(use, &QPushButton::clicked, this, paste);
    connect(m_paste, &QLineEdit::returnPressed, this, paste);
    connect(m_open, &QPushButton::clicked, this, &WaitingCard::openWanted);
    connect(m_copy, &QPushButton::clicked, this, &WaitingCard::copyLink);
    connect(m_code, &QPushButton::clicked, this, &WaitingCard::codeWanted);
    connect(m_cancel, &QPushButton::clicked, this, &WaitingCard::cancelled);
    connect(m_pasteLink, &QPushButton::clicked, this, [this] {
        m_pasteRow->show();
        m_paste->setFocus();
        bringIntoView(m_pasteRow);
    });
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &WaitingCard::countDown);
}

/// Such a page never comes back here (constant-contact-v3.md 1.4): nobody can tell but the person.
void WaitingCard::buildErrorHelp()
{
    auto *help = new QVBoxLayout(m_errorHelp);
    help->setContentsMargins(0, 0, 0, 0);
    help->setSpacing(8);
    help->addWidget(Label::soft(tr("Then Constant Contact does not know this API key, or not with this redirect address. Have both "
                                   "compared with what is registered in the developer portal, to the letter:")));
    m_registered->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    help->addWidget(m_registered);
    auto *copy = new CopyButton(tr("Copy &both"));
    help->addWidget(copy, 0, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, this, [this, copy] { copy->copy(m_registered->text()); });
    connect(m_errorLink, &QPushButton::clicked, m_errorHelp, [this] {
        m_errorHelp->setVisible(m_errorHelp->isHidden());
        bringIntoView(m_errorHelp);
    });
}

void WaitingCard::begin(const Clock &clock)
{
    m_clock = &clock;
    m_tick.stop();
    m_left->clear();
    m_address.clear();
    m_shortAddress.clear();
    m_link->setText({});
    m_heading->setText(tr("Opening your browser"));
    m_explanation->setText(tr("A page of Constant Contact is about to open. This window goes on by itself."));
    m_errorHelp->hide();
    m_pasteRow->hide();
    m_paste->clear();
    m_pasteProblem->clear();
    for (Button *button : std::initializer_list<Button *>{m_open, m_copy, m_errorLink, m_pasteLink})
        button->setEnabled(false);
    m_ways->show();
}

void WaitingCard::setEnd(const QDateTime &endsAt)
{
    m_endsAt = endsAt;
    countDown();
    m_tick.start();
}

void WaitingCard::setAddress(const QUrl &address, const QUrl &shortAddress)
{
    m_address = address;
    m_shortAddress = shortAddress;
    m_link->setText(shortAddress.toString());
    const QUrlQuery query(address);
    const auto item = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    m_registered->setText(tr("API key: %1\nRedirect address: %2")
                              .arg(item(QStringLiteral("client_id")), item(QStringLiteral("redirect_uri"))));
    for (Button *button : std::initializer_list<Button *>{m_open, m_copy, m_errorLink, m_pasteLink})
        button->setEnabled(true);
}

void WaitingCard::setBrowserOpened(bool opened)
{
    if (opened) {
        m_heading->setText(tr("Finish signing in in your browser"));
        m_explanation->setText(tr("A page of Constant Contact has opened. Sign in there and choose <b>Allow</b>. "
                                  "This window goes on by itself."));
    } else {
        m_heading->setText(tr("No browser could be opened"));
        m_explanation->setText(tr("Copy the link and open it in a browser on this computer. Sign in there and choose "
                                  "<b>Allow</b>. This window goes on by itself."));
    }
}

void WaitingCard::refusePaste(const Error &error)
{
    m_pasteRow->show();
    m_pasteProblem->show(error);
    m_paste->setFocus();
    bringIntoView(m_pasteRow);
}

void WaitingCard::setStoring()
{
    m_heading->setText(tr("Allowed: keeping the connection"));
    m_explanation->setText(tr("You can close the page in the browser."));
    m_ways->hide();
    m_tick.stop();
    m_left->clear();
}

void WaitingCard::countDown()
{
    const qint64 seconds = m_clock->now().secsTo(m_endsAt);
    const int minutes = int((seconds + 59) / 60);
    const QString left = seconds > 60 ? tr("%n minute(s) left.", nullptr, minutes) : tr("Less than a minute left.");
    m_left->setText(left + QLatin1Char(' ') + tr("Nothing is stored until you allow it."));
    if (seconds <= 0)
        m_tick.stop();
}

void WaitingCard::copyLink()
{
    m_copy->copy((m_shortAddress.isEmpty() ? m_address : m_shortAddress).toString(QUrl::FullyEncoded));
}

} // namespace rollcall
