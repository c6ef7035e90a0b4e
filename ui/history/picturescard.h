#pragma once

#include "common/card.h"
#include "support/result.h"

#include <memory>

class QLineEdit;

namespace rollcall {

class Application;
class Archive;
class Button;
class Notice;
class Question;

/// How long it is kept on this computer what contacts were like before an import, and taking that away now.
class PicturesCard : public Card
{
    Q_OBJECT

public:
    explicit PicturesCard(Archive &archive, QWidget *parent = nullptr);
    ~PicturesCard() override;

    void use(Application *application);

private:
    int days() const; ///< as typed; -1: no number
    void tellDays();
    void keepDays();
    void tellKept(int days, const Result<void> &kept);
    void remove();
    void tellRemoved(const Result<qint64> &removed);

    Archive &m_archive;
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_call;
    int m_kept = 0; ///< days, from the next start on
    QLineEdit *m_days;
    Notice *m_notice;
    Button *m_change;
    Button *m_remove;
    Question *m_question;
};

} // namespace rollcall
