#include "account/waitingcard.h"

#include "common/copybutton.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/spinner.h"
#include "support/clock.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace rollcall {

WaitingCard::WaitingCard(QWidget *parent)
    : Card(parent, 28)
    , m_heading(Label::heading({}))
    , m_explanation(Label::soft({}))
    , m_link(new ElidedLabel(Qt::ElideMiddle, TextSize::Small, Tone::Soft))
    , m_copy(new CopyButton(tr("Copy &link")))
    , m_open(new Button(tr("&Open again")))
    , m_code(new Button(tr("Use a co&de on another device"), Button::Kind::Link))
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

    auto *ways = new QHBoxLayout;
    ways->setSpacing(12);
    ways->addWidget(m_open);
    ways->addWidget(m_copy);
    ways->addWidget(m_link, 1);
    column()->addLayout(ways);
    column()->addWidget(new Divider);

    column()->addWidget(m_code, 0, Qt::AlignLeft);
    column()->addWidget(m_pasteLink, 0, Qt::AlignLeft);
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
    column()->addWidget(m_pasteRow);

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
    });
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &WaitingCard::countDown);
}

void WaitingCard::begin(const Clock &clock, const QDateTime &endsAt)
{
    m_clock = &clock;
    m_endsAt = endsAt;
    m_address.clear();
    m_shortAddress.clear();
    m_link->setText({});
    m_heading->setText(tr("Opening your browser"));
    m_explanation->setText(tr("A page of Constant Contact is about to open. This window goes on by itself."));
    m_pasteRow->hide();
    m_paste->clear();
    m_pasteProblem->clear();
    for (Button *button : std::initializer_list<Button *>{m_open, m_copy, m_pasteLink})
        button->setEnabled(false);
    m_code->setEnabled(true);
    countDown();
    m_tick.start();
}

void WaitingCard::setAddress(const QUrl &address, const QUrl &shortAddress)
{
    m_address = address;
    m_shortAddress = shortAddress;
    m_link->setText(shortAddress.toString());
    for (Button *button : std::initializer_list<Button *>{m_open, m_copy, m_pasteLink})
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

void WaitingCard::refusePaste(const QString &sentence)
{
    m_pasteRow->show();
    m_pasteProblem->show(Tone::Bad, sentence);
    m_paste->setFocus();
}

void WaitingCard::setStoring()
{
    m_heading->setText(tr("Allowed: keeping the connection"));
    m_explanation->setText(tr("You can close the page in the browser."));
    m_pasteRow->hide();
    for (Button *button : std::initializer_list<Button *>{m_open, m_copy, m_code, m_pasteLink})
        button->setEnabled(false);
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
