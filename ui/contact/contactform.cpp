#include "contact/contactform.h"

#include "common/accountlists.h"
#include "common/button.h"
#include "common/card.h"
#include "common/flowlayout.h"
#include "common/fold.h"
#include "common/formgrid.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "contact/contactmore.h"
#include "contact/emailaddress.h"
#include "send/outboxitem.h"
#include "send/planparts.h"
#include "service/contactjson.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qsizetype longestPhone = 25; // constant-contact-v3.md 3.1

QComboBox *kinds(const QList<std::pair<QString, QString>> &choices)
{
    auto *box = new QComboBox;
    for (const auto &[kind, name] : choices)
        box->addItem(name, kind);
    return box;
}

} // namespace

ContactForm::ContactForm(QWidget *parent)
    : QWidget(parent)
    , m_email(new QLineEdit)
    , m_lists(new Picker(AccountLists::pickerWords(true)))
    , m_permission(new QComboBox)
    , m_more(new ContactMore)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    outer->addWidget(card);
    auto *grid = new FormGrid;
    card->column()->addWidget(grid);
    m_emailNotice = grid->addField(tr("&E-mail"), m_email);
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    addText(grid, tr("&First name"), Field::FirstName);
    addText(grid, tr("&Last name"), Field::LastName);
    addText(grid, tr("&Company"), Field::CompanyName);
    addText(grid, tr("&Job title"), Field::JobTitle);
    m_listsNotice = grid->addField(tr("Li&sts"), m_lists);
    addPermission(grid);
    addSections(card);
    setFirst(this, m_email);
    connect(m_email, &QLineEdit::textEdited, this, [this] {
        setWrong(m_email, false);
        m_emailNotice->clear();
        Q_EMIT addressEdited();
    });
    connect(m_email, &QLineEdit::editingFinished, this, &ContactForm::leaveAddress);
    connect(m_email, &QLineEdit::textChanged, this, &ContactForm::edited);
    connect(m_lists, &Picker::chosenChanged, this, &ContactForm::edited);
    connect(m_more, &ContactMore::edited, this, &ContactForm::edited);
    for (QComboBox *box : {m_permission, m_phoneKind, m_addressKind})
        connect(box, &QComboBox::currentIndexChanged, this, &ContactForm::edited);
}

void ContactForm::addText(FormGrid *grid, const QString &name, Field field)
{
    auto *edit = new QLineEdit;
    addText(edit, grid->addField(name, edit), field);
}

void ContactForm::addText(QLineEdit *edit, Notice *notice, Field field)
{
    m_texts << TextField{edit, notice, field};
    connect(edit, &QLineEdit::editingFinished, this, [this, row = m_texts.last()] { checkText(row); });
    connect(edit, &QLineEdit::textChanged, this, &ContactForm::edited);
}

void ContactForm::addSections(Card *card)
{
    QWidget *phone = phoneSection();
    QWidget *address = addressSection();
    m_phoneSection = foldButton(tr("&Phone"), phone);
    m_addressSection = foldButton(tr("A&ddress"), address);
    m_moreSection = foldButton(tr("&Tags, note and more"), m_more);
    auto *row = new FlowLayout(12);
    for (Button *section : {m_phoneSection, m_addressSection, m_moreSection})
        row->addWidget(section);
    card->column()->addSpacing(4);
    card->column()->addWidget(new Divider);
    card->column()->addLayout(row);
    card->column()->addWidget(phone);
    card->column()->addWidget(address);
    card->column()->addWidget(m_more);
}

QWidget *ContactForm::phoneSection()
{
    auto *grid = new FormGrid;
    m_phoneKind = kinds({{QStringLiteral("mobile"), tr("Mobile")},
                         {QStringLiteral("home"), tr("Home")},
                         {QStringLiteral("work"), tr("Work")},
                         {QStringLiteral("other"), tr("Other")}});
    m_phoneKind->setAccessibleName(tr("Kind of phone"));
    auto *number = new QLineEdit;
    number->setAccessibleName(tr("Phone number"));
    number->setInputMethodHints(Qt::ImhDialableCharactersOnly);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_phoneKind);
    row->addWidget(number, 1);
    setFirst(both, number);
    addText(number, grid->addField(tr("Phone"), both), Field::Phone);
    return grid;
}

QWidget *ContactForm::addressSection()
{
    auto *grid = new FormGrid;
    m_addressKind = kinds({{QStringLiteral("home"), tr("Home")},
                           {QStringLiteral("work"), tr("Work")},
                           {QStringLiteral("other"), tr("Other")}});
    grid->addField(tr("Address"), m_addressKind);
    addText(grid, tr("Street"), Field::Street);
    addText(grid, tr("City"), Field::City);
    addText(grid, tr("State"), Field::State);
    addText(grid, tr("Postal code"), Field::Zip);
    addText(grid, tr("Country"), Field::Country);
    return grid;
}

void ContactForm::addPermission(FormGrid *grid)
{
    m_permission->addItem(tr("They have dealt with us (implied)"), static_cast<int>(Permission::Implicit));
    m_permission->addItem(tr("They asked for it themselves (express)"), static_cast<int>(Permission::Explicit));
    m_permissionNotice = grid->addField(tr("Per&mission"), m_permission);
    connect(m_permission, &QComboBox::currentIndexChanged, this, &ContactForm::explainPermission);
    explainPermission();
}

void ContactForm::explainPermission()
{
    if (!m_permission->isEnabled())
        m_permissionNotice->show(Tone::Soft, tr("Stays as it is in the account."));
    else if (permission() == Permission::Explicit)
        m_permissionNotice->show(Tone::Soft, tr("They filled in a form, ticked a box or wrote to you. Constant Contact calls it "
                                                "explicit."));
    else
        m_permissionNotice->show(Tone::Soft, tr("Customers, donors, members: the relationship implies it. Constant Contact "
                                                "calls it implicit."));
}

QString ContactForm::text(Field field) const
{
    for (const TextField &row : m_texts) {
        if (row.field == field)
            return row.edit->text().trimmed();
    }
    Q_UNREACHABLE();
}

QString ContactForm::address() const
{
    return m_email->text().trimmed();
}

Contact ContactForm::contact() const
{
    Contact contact;
    contact.email = address();
    contact.firstName = text(Field::FirstName);
    contact.lastName = text(Field::LastName);
    contact.companyName = text(Field::CompanyName);
    contact.jobTitle = text(Field::JobTitle);
    if (const QString number = text(Field::Phone); !number.isEmpty())
        contact.phones << Phone{m_phoneKind->currentData().toString(), number};
    const StreetAddress place{m_addressKind->currentData().toString(), text(Field::Street), text(Field::City),
                              text(Field::State), text(Field::Zip), text(Field::Country)};
    if (place != StreetAddress{place.kind, {}, {}, {}, {}, {}})
        contact.addresses << place;
    return contact;
}

OutboxItem ContactForm::item() const
{
    OutboxItem item;
    item.contact = contact();
    item.permission = permission();
    for (const PickerItem &list : m_lists->chosenItems()) {
        item.makeLists = item.makeLists || isMadeUp(list.id);
        if (isMadeUp(list.id)) {
            item.wantedLists << list.name;
        } else {
            item.contact.listIds << list.id;
            item.listNames << list.name;
        }
    }
    m_more->complete(item);
    return item;
}

void ContactForm::use(Application *application)
{
    m_more->use(application);
}

Permission ContactForm::permission() const
{
    return static_cast<Permission>(m_permission->currentData().toInt());
}

bool ContactForm::isEmpty() const
{
    return address().isEmpty() && m_more->isEmpty() && std::ranges::all_of(m_texts, [](const TextField &row) { return row.edit->text().isEmpty(); });
}

void ContactForm::fill(const Contact &known)
{
    const Phone phone = known.phones.value(0);
    const StreetAddress place = known.addresses.value(0);
    const bool noPhone = text(Field::Phone).isEmpty();
    const bool noPlace = contact().addresses.isEmpty();
    const std::pair<Field, QString> values[] = {
        {Field::FirstName, known.firstName}, {Field::LastName, known.lastName}, {Field::CompanyName, known.companyName},
        {Field::JobTitle, known.jobTitle},   {Field::Phone, phone.number},      {Field::Street, noPlace ? place.street : QString()},
        {Field::City, noPlace ? place.city : QString()},        {Field::State, noPlace ? place.state : QString()},
        {Field::Zip, noPlace ? place.postalCode : QString()},   {Field::Country, noPlace ? place.country : QString()},
    };
    for (const auto &[field, value] : values) {
        for (const TextField &row : m_texts) {
            if (row.field == field && row.edit->text().trimmed().isEmpty())
                row.edit->setText(value);
        }
    }
    if (noPhone && !phone.number.isEmpty()) {
        m_phoneKind->setCurrentIndex(qMax(0, m_phoneKind->findData(phone.kind)));
        m_phoneSection->setChecked(true);
    }
    if (noPlace && !known.addresses.isEmpty()) {
        m_addressKind->setCurrentIndex(qMax(0, m_addressKind->findData(place.kind)));
        m_addressSection->setChecked(true);
    }
    m_more->fill(known);
    m_moreSection->setChecked(m_moreSection->isChecked() || !m_more->isEmpty());
}

void ContactForm::open(const OutboxItem &item)
{
    clearPerson();
    takeAddress(item.contact.email);
    m_more->open(item);
    fill(item.contact);
    setPermission(item.permission);
}

QJsonObject ContactForm::kept() const
{
    QJsonObject kept{{QStringLiteral("email"), m_email->text()},
                     {QStringLiteral("phone_kind"), m_phoneKind->currentData().toString()},
                     {QStringLiteral("address_kind"), m_addressKind->currentData().toString()},
                     {QStringLiteral("permission"), permissionName(permission())},
                     {QStringLiteral("lists"), m_lists->kept()},
                     {QStringLiteral("more"), m_more->kept()}};
    for (const TextField &row : m_texts)
        kept.insert(QLatin1String(fieldInfo(row.field).name), row.edit->text());
    return kept;
}

void ContactForm::restore(const QJsonObject &kept)
{
    const auto text = [&kept](const char *name) { return kept.value(QLatin1String(name)).toString(); };
    const auto select = [](QComboBox *box, const QString &kind) { box->setCurrentIndex(qMax(0, box->findData(kind))); };
    m_email->setText(text("email"));
    for (const TextField &row : m_texts)
        row.edit->setText(text(fieldInfo(row.field).name));
    select(m_phoneKind, text("phone_kind"));
    select(m_addressKind, text("address_kind"));
    setPermission(permissionFromName(text("permission")));
    m_lists->restore(kept.value(QLatin1String("lists")).toArray());
    m_more->restore(kept.value(QLatin1String("more")).toObject());
    const Contact typed = contact();
    m_phoneSection->setChecked(!typed.phones.isEmpty());
    m_addressSection->setChecked(!typed.addresses.isEmpty());
    m_moreSection->setChecked(!m_more->isEmpty());
}

void ContactForm::takeAddress(const QString &address)
{
    m_email->setText(address);
    Q_EMIT addressEdited();
    leaveAddress();
    m_email->setFocus();
}

void ContactForm::clearPerson()
{
    m_email->clear();
    m_emailNotice->clear();
    setWrong(m_email, false);
    for (const TextField &row : m_texts) {
        row.edit->clear();
        row.notice->clear();
        setWrong(row.edit, false);
    }
    m_more->clear();
    setPermissionEditable(true);
    m_email->setFocus();
}

void ContactForm::setPermissionEditable(bool editable)
{
    m_permission->setEnabled(editable);
    explainPermission();
}

void ContactForm::setPermission(Permission permission)
{
    m_permission->setCurrentIndex(qMax(0, m_permission->findData(static_cast<int>(permission))));
}

void ContactForm::leaveAddress()
{
    if (m_email->text() != address())
        m_email->setText(address()); // pasted with blanks around it
    if (!address().isEmpty() && checkAddress())
        Q_EMIT addressLeft(address());
}

bool ContactForm::checkAddress()
{
    const EmailFault fault = emailFault(address().toUtf8().toStdString());
    setWrong(m_email, fault != EmailFault::None);
    if (fault == EmailFault::None)
        return true;
    m_emailNotice->show(Tone::Bad, emailFaultText(fault));
    return false;
}

bool ContactForm::checkText(const TextField &row)
{
    const QByteArray value = row.edit->text().trimmed().toUtf8();
    const qsizetype limit = row.field == Field::Phone ? longestPhone : fieldInfo(row.field).maxLength;
    const qsizetype length = textLength({value.constData(), static_cast<size_t>(value.size())});
    const bool fits = limit == 0 || length <= limit;
    setWrong(row.edit, !fits);
    if (fits)
        row.notice->clear();
    else
        row.notice->show(Tone::Bad, tr("%1 characters; %2 fit.").arg(length).arg(limit));
    return fits;
}

bool ContactForm::check()
{
    QWidget *first = checkAddress() ? nullptr : m_email;
    for (const TextField &row : m_texts) {
        if (checkText(row) || first)
            continue;
        first = row.edit;
        if (!first->isVisible()) // its section is folded in
            (row.field == Field::Phone ? m_phoneSection : m_addressSection)->setChecked(true);
    }
    if (QWidget *more = m_more->firstWrong(); more && !first) {
        m_moreSection->setChecked(true);
        first = more;
    }
    if (first)
        first->setFocus();
    return !first;
}

} // namespace rollcall
