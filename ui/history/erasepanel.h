#pragma once

#include "send/personaldata.h"
#include "support/result.h"

#include <QWidget>

#include <memory>

class QLineEdit;

namespace rollcall {

class Application;
class Archive;
class Notice;
class PicturesCard;
class Question;

/// Takes a person out of everything that is kept on this computer, and says how long the rest is.
class ErasePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ErasePanel(Archive &archive, QWidget *parent = nullptr);

    void use(Application *application);
    void clear();

    /// What is said before and after.
    static QString question(const QString &email);
    static QString answer(const Erasure &erasure);

Q_SIGNALS:
    void erased(const QString &email);
    void closed();

private:
    void ask();
    void erase();
    void tell(const QString &email, const Result<Erasure> &erasure);

    Archive &m_archive;
    std::unique_ptr<QObject> m_call;
    QLineEdit *m_email;
    Notice *m_notice;
    Question *m_question;
    PicturesCard *m_pictures;
};

} // namespace rollcall
