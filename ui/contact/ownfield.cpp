#include "contact/ownfield.h"

#include "check/customtext.h"
#include "common/formgrid.h"
#include "common/page.h"
#include "common/picker.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace rollcall {

OwnField::OwnField(const CustomField &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
{
    QWidget *editor = nullptr;
    const CustomType type = customTypeOf(&field);
    if (type == CustomType::Choices) {
        editor = m_choices = new Picker({tr("Choose…"), tr("%1: choose").arg(field.label), tr("Find"), field.label, {}});
        QList<PickerItem> items;
        for (const CustomField::Choice &choice : field.choices)
            items << PickerItem{choice.id, choice.label};
        m_choices->setItems(items);
        connect(m_choices, &Picker::chosenChanged, this, &OwnField::edited);
    } else if (type == CustomType::Choice || type == CustomType::Boolean) {
        editor = m_choice = new QComboBox;
        m_choice->addItem(QString());
        if (type == CustomType::Boolean) {
            m_choice->addItem(tr("Yes"), QStringLiteral("true"));
            m_choice->addItem(tr("No"), QStringLiteral("false"));
        }
        for (const CustomField::Choice &choice : field.choices)
            m_choice->addItem(choice.label, choice.id);
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // however long a choice is
        connect(m_choice, &QComboBox::currentIndexChanged, this, &OwnField::edited);
    } else {
        editor = m_text = new QLineEdit;
        connect(m_text, &QLineEdit::textChanged, this, &OwnField::edited);
        connect(m_text, &QLineEdit::editingFinished, this, &OwnField::left);
    }
    editor->setAccessibleName(field.label);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(editor);
    setFirst(this, firstOf(editor));
}

bool OwnField::isEmpty() const
{
    if (m_choices)
        return m_choices->chosen().isEmpty();
    return m_choice ? m_choice->currentIndex() <= 0 : m_text->text().trimmed().isEmpty();
}

CustomValue OwnField::typed() const
{
    CustomValue value{m_field.id, {}, {}};
    if (m_choices) {
        value.choiceIds = m_choices->chosen();
        value.choiceIds.sort();
    } else if (m_choice && customTypeOf(&m_field) == CustomType::Boolean) {
        value.value = m_choice->currentData().toString();
    } else if (m_choice && !isEmpty()) {
        value.choiceIds = {m_choice->currentData().toString()};
    } else if (m_text) {
        value.value = m_text->text();
    }
    return value;
}

Result<CustomValue> OwnField::value() const
{
    return m_text && !isEmpty() ? customValueOf(m_field, m_text->text()) : Result<CustomValue>(typed());
}

void OwnField::setValue(const CustomValue &value)
{
    if (m_choices)
        m_choices->setChosen(value.choiceIds);
    else if (m_choice)
        m_choice->setCurrentIndex(qMax(0, m_choice->findData(value.choiceIds.value(0, value.value))));
    else
        m_text->setText(value.value);
}

void OwnField::setWrong(bool wrong)
{
    if (m_text)
        rollcall::setWrong(m_text, wrong);
}

} // namespace rollcall
