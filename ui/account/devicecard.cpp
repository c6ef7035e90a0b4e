#include "account/devicecard.h"

#include "common/copybutton.h"
#include "common/icon.h"
#include "common/label.h"
#include "common/page.h"
#include "common/qrpicture.h"
#include "common/spinner.h"
#include "support/clock.h"

#include <QHBoxLayout>

namespace rollcall {

DeviceCard::DeviceCard(QWidget *parent)
    : Card(parent, 28)
    , m_heading(Label::heading({}))
    , m_explanation(Label::soft({}))
    , m_codePart(new QWidget)
    , m_code(new Label({}, TextSize::Code))
    , m_address(new Label)
    , m_copy(new CopyButton(tr("Copy &address")))
    , m_picture(new QrPicture)
    , m_left(new Label({}, TextSize::Small, Tone::Soft))
    , m_browser(new Button(tr("Use this computer's &browser instead"), Button::Kind::Link))
    , m_cancel(new Button(tr("&Cancel")))
{
    column()->setSpacing(14);
    column()->addLayout(besideSpinner(new Spinner, m_heading));
    column()->addWidget(m_explanation);

    for (Label *copied : {m_code, m_address})
        copied->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setWordWrap(false);
    m_address->setBold(true);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_picture->setAccessibleName(tr("QR code of the address with the code in it"));
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(new Label(tr("Open this address"), TextSize::Small, Tone::Soft));
    words->addWidget(m_address);
    words->addSpacing(10);
    words->addWidget(new Label(tr("and enter this code"), TextSize::Small, Tone::Soft));
    words->addWidget(m_code);
    words->addSpacing(14);
    words->addStretch(1);
    words->addWidget(m_copy, 0, Qt::AlignLeft);
    auto *row = new QHBoxLayout(m_codePart);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addLayout(words, 1);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    column()->addWidget(m_codePart);
    column()->addWidget(new Divider);

    auto *foot = new QHBoxLayout;
    foot->addWidget(m_left, 1);
    foot->addWidget(m_cancel);
    column()->addWidget(m_browser, 0, Qt::AlignLeft);
    column()->addLayout(foot);

    setFirst(this, m_copy);
    connect(m_copy, &QPushButton::clicked, this, &DeviceCard::copyAddress);
    connect(m_browser, &QPushButton::clicked, this, &DeviceCard::browserWanted);
    connect(m_cancel, &QPushButton::clicked, this, &DeviceCard::cancelled);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &DeviceCard::countDown);
}

void DeviceCard::begin(const Clock &clock)
{
    m_clock = &clock;
    m_tick.stop();
    m_heading->setText(tr("Asking for a code"));
    m_explanation->setText(tr("You will enter it in a browser on a phone or another computer."));
    m_codePart->hide();
    m_browser->setEnabled(true);
    m_left->clear();
}

void DeviceCard::setCode(const QString &code, const QUrl &address, const QUrl &complete, const QDateTime &expiresAt)
{
    m_expiresAt = expiresAt;
    m_heading->setText(tr("Sign in on another device"));
    m_explanation->setText(tr("On a phone or another computer, scan the picture, or open the address and enter the code. "
                              "Sign in there and choose Allow. This window goes on by itself."));
    m_code->setText(code);
    m_address->setText(address.toString());
    m_picture->setText(complete.toString(QUrl::FullyEncoded));
    m_codePart->show();
    goTo(this);
    countDown();
    m_tick.start();
}

void DeviceCard::setStoring()
{
    m_tick.stop();
    m_heading->setText(tr("Allowed: keeping the connection"));
    m_explanation->setText(tr("You can close the page on the other device."));
    m_codePart->hide();
    m_browser->setEnabled(false);
    m_left->clear();
}

/// Also past its end: the service is asked once more, in case it was allowed in the last moment.
void DeviceCard::countDown()
{
    const qint64 seconds = m_clock->now().secsTo(m_expiresAt);
    const QString left = seconds > 60   ? tr("The code is good for %n more minute(s).", nullptr, int(seconds / 60))
                         : seconds > 0 ? tr("The code is good for %n more second(s).", nullptr, int(seconds))
                                       : tr("The code has expired: asking whether it was used in time.");
    m_left->setText(left);
    if (seconds <= 0)
        m_tick.stop();
}

void DeviceCard::copyAddress()
{
    m_copy->copy(m_address->text());
}

} // namespace rollcall
