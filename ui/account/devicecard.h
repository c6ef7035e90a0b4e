#pragma once

#include "common/card.h"

#include <QDateTime>
#include <QTimer>
#include <QUrl>

namespace rollcall {

class Button;
class CopyButton;
class Clock;
class Label;
class QrPicture;
class Spinner;

/// While the person signs in on another device: the code, where it is entered, and how long it is good.
class DeviceCard : public Card
{
    Q_OBJECT

public:
    explicit DeviceCard(QWidget *parent = nullptr);

    /// The code is being asked for.
    void begin(const Clock &clock);
    void setCode(const QString &code, const QUrl &address, const QUrl &complete, const QDateTime &expiresAt);
    /// The grant is there and being stored.
    void setStoring();

Q_SIGNALS:
    void browserWanted(); ///< this computer's, after all
    void cancelled();

private:
    void countDown();
    void copyAddress();

    const Clock *m_clock = nullptr;
    QDateTime m_expiresAt;
    QTimer m_tick;
    Label *m_heading;
    Label *m_explanation;
    QWidget *m_codePart;
    Label *m_code;
    Label *m_address;
    CopyButton *m_copy;
    QrPicture *m_picture;
    Label *m_left;
    Button *m_browser;
    Button *m_cancel;
};

} // namespace rollcall
