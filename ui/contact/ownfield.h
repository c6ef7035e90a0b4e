#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"
#include "support/result.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace rollcall {

class Picker;

/// The value of one of the account's own fields, to be typed or chosen, as its type wants it.
class OwnField : public QWidget
{
    Q_OBJECT

public:
    explicit OwnField(const CustomField &field, QWidget *parent = nullptr);

    const QString &id() const { return m_field.id; }
    CustomValue typed() const; ///< as it stands there, right or not
    /// Usage error: what was typed can't be that. Empty where nothing was typed.
    Result<CustomValue> value() const;
    bool isEmpty() const;
    void setValue(const CustomValue &value);
    void clear() { setValue({}); }
    void setWrong(bool wrong);

Q_SIGNALS:
    void edited();
    void left(); ///< it was typed to its end

private:
    const CustomField m_field;
    QLineEdit *m_text = nullptr; ///< one of the three is there
    QComboBox *m_choice = nullptr;
    Picker *m_choices = nullptr;
};

} // namespace rollcall
