#pragma once

#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace rollcall {

class Application;
class DraftFile;
class ImportDraft;
class Notice;
class SendStep;

/// Keeps what was chosen and corrected on the way through the steps, so that a crash, a closed window or another file
/// that comes in between does not lose it, and offers it again.
class WalkKeeper : public QObject
{
    Q_OBJECT

public:
    WalkKeeper(ImportDraft &draft, SendStep &send, QObject *parent = nullptr);

    void use(Application *application);
    /// The person is at this one now; `isFree`: something else may be opened there.
    void setStep(int step, bool isFree);
    /// Another file is about to take the place of what is open. What a person did to that can be gone back to.
    void putAside();
    /// It is sent, or given up.
    void forget();
    /// Somebody was erased here: what names them is not kept any more, also not of what is open.
    void forgetPerson(const QString &address);

    Notice *offer() const { return m_offer; } ///< to go on with what was left; hidden where there is nothing

Q_SIGNALS:
    void taken();            ///< what was left is opened again
    void restored(int step); ///< it is as it was, and this is where the person was

private:
    void keep();
    QJsonObject walk() const;
    bool namesErased(const QJsonObject &walk) const;
    QJsonObject withoutErased(QJsonObject walk) const;
    QJsonObject wanted() const;
    bool isTouched() const;
    void giveUp();
    void tell();
    void restore();
    void giveUpRestoring();
    void goOn();

    ImportDraft &m_draft;
    SendStep &m_send;
    DraftFile *m_file;
    Notice *m_offer;
    QJsonObject m_untouched; ///< what is kept of the send step before anybody was there
    QJsonObject m_left;      ///< a walk, with the one that was left before it inside
    QJsonObject m_restoring; ///< the one that is being opened
    QStringList m_erased;    ///< addresses, since the start
    int m_step = 0;
    bool m_isFree = true;
    bool m_isOver = false; ///< sent or given up: nothing is kept until the next file
    int m_wanted = -1; ///< the step to come back to, while it is opened
};

} // namespace rollcall
