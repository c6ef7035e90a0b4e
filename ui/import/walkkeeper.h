#pragma once

#include <QJsonObject>
#include <QObject>

namespace rollcall {

class Application;
class DraftFile;
class ImportDraft;
class Notice;
class SendStep;

/// Keeps what was chosen and corrected on the way through the steps, so that a crash or a closed window does not lose
/// it, and offers it again at the next start.
class WalkKeeper : public QObject
{
    Q_OBJECT

public:
    WalkKeeper(ImportDraft &draft, SendStep &send, QObject *parent = nullptr);

    void use(Application *application);
    void setStep(int step); ///< the person is at this one now
    /// It is sent, or given up.
    void forget();

    Notice *offer() const { return m_offer; } ///< to go on with what was left; hidden where there is nothing

Q_SIGNALS:
    void taken();            ///< what was left is opened again
    void restored(int step); ///< it is as it was, and this is where the person was

private:
    void keep();
    void tell();
    void restore();
    void goOn();

    ImportDraft &m_draft;
    SendStep &m_send;
    DraftFile *m_file;
    Notice *m_offer;
    QJsonObject m_left;
    int m_step = 0;
    bool m_isOver = false; ///< sent or given up: nothing is kept until the next file
    int m_wanted = -1; ///< the step to come back to, while it is opened
};

} // namespace rollcall
