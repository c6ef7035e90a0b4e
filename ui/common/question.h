#pragma once

#include "common/card.h"

#include <QPointer>

namespace rollcall {

class Button;
class Label;

/// Asked on the page before something that can't be undone; hidden until then.
class Question : public Card
{
    Q_OBJECT

public:
    /// `yes` says what is done, `no` what stays.
    Question(const QString &yes, const QString &no, QWidget *parent = nullptr);

    void ask(const QString &sentence);

Q_SIGNALS:
    void closed(); ///< whatever the answer is
    void confirmed();

private:
    void close();

    Label *m_sentence;
    Button *m_no;
    QPointer<QWidget> m_before; ///< had the keyboard when it was asked
};

} // namespace rollcall
