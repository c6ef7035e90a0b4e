#include "contact/personfacts.h"

#include "common/label.h"
#include "common/page.h"
#include "contact/fields.h"
#include "contact/knowntext.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace rollcall {
namespace {

QString oneLine(const StreetAddress &address)
{
    QStringList parts{address.street, address.city, address.state, address.postalCode, address.country};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

/// What somebody else has written: to be copied, and one long word in it does not widen the page.
void holdWidth(Label *text)
{
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy = text->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    text->setSizePolicy(policy);
}

} // namespace

PersonFacts::PersonFacts(QWidget *parent)
    : Card(parent)
    , m_name(Label::heading({}))
    , m_email(new ElidedLabel(Qt::ElideMiddle, TextSize::Body, Tone::Soft))
    , m_state(new Label)
    , m_grid(new QGridLayout)
{
    column()->setSpacing(2);
    holdWidth(m_name);
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_email, m_state})
        column()->addWidget(part);
    column()->addSpacing(10);
    column()->addWidget(new Divider);
    column()->addSpacing(10);
    column()->addLayout(m_grid);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnMinimumWidth(0, scaled(120));
    m_grid->setColumnStretch(1, 1);
}

void PersonFacts::show(const KnownContact &known, const Names &names)
{
    const Contact &contact = known.contact;
    m_name->setText(nameOf(contact));
    m_email->setText(contact.email);
    m_email->setVisible(contact.email != m_name->text());
    m_state->setText(known.deleted ? tr("Was in the account, and has been deleted.") : permissionText(known));
    m_state->setTone(known.deleted || known.permission == Permission::Unsubscribed ? Tone::Look : Tone::Normal);
    emptyLayout(m_grid);
    add(tr("Lists"), contact.listIds.isEmpty() ? tr("on none") : names.lists.join(QStringLiteral(", ")));
    QStringList tags;
    for (const ContactTag &tag : names.tags) {
        if (contact.tagIds.contains(tag.id))
            tags << tag.name;
    }
    add(tr("Tags"), tags.join(QStringLiteral(", ")));
    add(fieldLabel(Field::CompanyName), contact.companyName);
    add(fieldLabel(Field::JobTitle), contact.jobTitle);
    for (const Phone &phone : contact.phones)
        add(tr("Phone (%1)").arg(kindLabel(phone.kind)), phone.number);
    for (const StreetAddress &address : contact.addresses)
        add(tr("Address (%1)").arg(kindLabel(address.kind)), oneLine(address));
    if (contact.birthdayMonth > 0)
        add(fieldLabel(Field::Birthday), tr("%1 %2", "day and month").arg(contact.birthdayDay).arg(QLocale().monthName(contact.birthdayMonth)));
    if (!contact.anniversary.isEmpty())
        add(fieldLabel(Field::Anniversary), dayOf(contact.anniversary));
    for (const CustomValue &value : contact.customValues)
        addCustom(value, names.fields);
    for (const ContactNote &note : known.notes)
        add(tr("Note of %1").arg(dayOf(note.createdAt)), note.content);
    add(tr("Last changed"), dayOf(known.updatedAt));
}

void PersonFacts::addCustom(const CustomValue &value, const QList<CustomField> &fields)
{
    for (const CustomField &field : fields) {
        if (field.id != value.fieldId)
            continue;
        QStringList chosen;
        for (const CustomField::Choice &choice : field.choices) {
            if (value.choiceIds.contains(choice.id))
                chosen << choice.label;
        }
        add(field.label, value.choiceIds.isEmpty() ? value.value : chosen.join(QStringLiteral(", ")));
    }
}

/// What is not known is not shown.
void PersonFacts::add(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    const int row = m_grid->count() / 2;
    auto *label = Label::soft(name);
    auto *text = new Label(value);
    holdWidth(text);
    text->setToolTip(value);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(text, row, 1);
}

} // namespace rollcall
