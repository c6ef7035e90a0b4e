#pragma once

#include "common/card.h"

#include <QDateTime>
#include <QTimer>
#include <QUrl>

class QLineEdit;

namespace rollcall {

class Button;
class CopyButton;
class Clock;
class ElidedLabel;
class Label;
struct Error;
class Notice;

/// While the person signs in in the browser.
class WaitingCard : public Card
{
    Q_OBJECT

public:
    explicit WaitingCard(QWidget *parent = nullptr);

    void begin(const Clock &clock);
    void setEnd(const QDateTime &endsAt);
    void setAddress(const QUrl &address, const QUrl &shortAddress);
    /// The browser did not open: what to do is said, the rest stays as it is.
    void setBrowserOpened(bool opened);
    void refusePaste(const Error &error);
    /// The grant is there and being stored.
    void setStoring();

Q_SIGNALS:
    void openWanted();
    void codeWanted(); ///< to sign in on another device
    void pasted(const QString &address);
    void cancelled();

private:
    void buildErrorHelp();
    void countDown();
    void copyLink();

    const Clock *m_clock = nullptr;
    QDateTime m_endsAt;
    QUrl m_address;
    QUrl m_shortAddress;
    QTimer m_tick;
    Label *m_heading;
    Label *m_explanation;
    QWidget *m_ways; ///< while the browser has not come back
    ElidedLabel *m_link;
    CopyButton *m_copy;
    Button *m_open;
    Button *m_code;
    Button *m_errorLink;
    QWidget *m_errorHelp;
    Label *m_registered;
    Button *m_pasteLink;
    QWidget *m_pasteRow;
    QLineEdit *m_paste;
    Notice *m_pasteProblem;
    Label *m_left;
    Button *m_cancel;
};

} // namespace rollcall
