#pragma once

#include "common/card.h"

class QLineEdit;

namespace rollcall {

class Button;
class Notice;

/// Where no API key is known: how to get one, step by step, and the field to put it in.
class KeyCard : public Card
{
    Q_OBJECT

public:
    explicit KeyCard(QWidget *parent = nullptr);

    /// The redirect address that has to be registered, to the letter.
    void setRedirectAddress(const QString &address);
    void setKey(const QString &key);

Q_SIGNALS:
    void keyEntered(const QString &key);
    void settingsFileWanted();
    void cancelled();

private:
    void buildChoices();
    void enter();

    QWidget *m_choices; ///< the portal's questions in detail; shown when asked for
    QLineEdit *m_address;
    QLineEdit *m_key;
    Notice *m_problem;
};

} // namespace rollcall
