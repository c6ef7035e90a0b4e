#include "contact/contactmore.h"

#include "application.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/mnemonic.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "common/tagitems.h"
#include "contact/datetext.h"
#include "contact/fields.h"
#include "send/outboxitem.h"
#include "send/planparts.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
namespace {

/// 3/4 is read as people here write it; 3/14 can be read in one way only.
DateText dateOf(const QLineEdit *edit)
{
    const std::string text = edit->text().trimmed().toStdString();
    const bool isDayFirst = QLocale().dateFormat(QLocale::ShortFormat).startsWith(QLatin1Char('d'));
    const DateText date = DateText::parse(text, isDayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst);
    return date.kind == DateText::Kind::Impossible ? DateText::parse(text, date.shows) : date;
}

} // namespace

ContactMore::ContactMore(QWidget *parent)
    : QWidget(parent)
    , m_tags(new Picker({tr("Add a tag…"), tr("Tags: add a tag"), tr("Find a tag, or name a new one"),
                         tr("Tags of the account"), tr("Make the tag “%1”")}))
    , m_note(new QPlainTextEdit)
    , m_birthday(new QLineEdit)
    , m_anniversary(new QLineEdit)
    , m_own(new QWidget)
    , m_ownNotice(new Notice)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *grid = new FormGrid;
    column->addWidget(grid);
    column->addWidget(m_own);
    column->addWidget(m_ownNotice);
    m_tagsNotice = grid->addField(tr("Ta&gs"), m_tags);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(68));
    m_note->viewport()->setAutoFillBackground(false); // its frame has round corners
    m_noteNotice = grid->addField(tr("N&ote"), m_note);
    m_birthdayNotice = grid->addField(tr("Birthda&y"), m_birthday);
    m_birthday->setPlaceholderText(tr("Day and month"));
    m_anniversaryNotice = grid->addField(tr("Anni&versary"), m_anniversary);
    m_anniversary->setPlaceholderText(tr("Day, month and year"));
    m_tags->setItems({}, false);
    setFirst(this, firstOf(m_tags));
    connect(m_tags, &Picker::chosenChanged, this, &ContactMore::edited);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        checkNote();
        Q_EMIT edited();
    });
    connect(m_birthday, &QLineEdit::textChanged, this, &ContactMore::edited);
    connect(m_birthday, &QLineEdit::editingFinished, this, &ContactMore::checkBirthday);
    connect(m_anniversary, &QLineEdit::textChanged, this, &ContactMore::edited);
    connect(m_anniversary, &QLineEdit::editingFinished, this, &ContactMore::checkAnniversary);
    connect(m_tagsNotice, &Notice::actionPressed, this, &ContactMore::read);
    connect(m_ownNotice, &Notice::actionPressed, this, &ContactMore::read);
}

ContactMore::~ContactMore() = default;

void ContactMore::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_calls.reset();
    m_application = application;
    m_tagsKnown = false;
    m_fieldsKnown = false;
    m_tags->setItems({}, false);
    m_tagsNotice->clear();
    m_ownNotice->clear();
    setFields({});
    m_waiting.clear(); // another account has other fields
    if (application)
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { read(); });
    read();
}

void ContactMore::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

/// Two calls, once; none for those who never look.
void ContactMore::read()
{
    if (!isVisible() || !m_application || !m_application->session().isConnected() || (m_tagsKnown && m_fieldsKnown))
        return;
    m_calls = std::make_unique<QObject>();
    if (!m_tagsKnown)
        m_application->tags().all(m_calls.get(), [this](const Result<QList<ContactTag>> &tags) {
            m_tagsKnown = showTags(tags, m_tags, m_tagsNotice);
        });
    if (!m_fieldsKnown)
        m_application->fields().all(m_calls.get(),
                                    [this](const Result<QList<CustomField>> &fields) { takeFields(fields); });
}

void ContactMore::takeFields(const Result<QList<CustomField>> &fields)
{
    if (!fields) {
        m_ownNotice->show(Tone::Bad, fields.error().message, tr("Try again"));
        return;
    }
    m_fieldsKnown = true;
    m_ownNotice->clear();
    setFields(*fields);
}

void ContactMore::setFields(const QList<CustomField> &fields)
{
    const QList<CustomValue> values = ownValues();
    m_rows.clear();
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(scaled(92) + 12, 0, 0, 0); // below the fields, whatever their names take
    column->setSpacing(4);
    delete layout()->replaceWidget(m_own, part);
    m_own->deleteLater();
    m_own = part;
    for (const CustomField &field : fields) {
        auto *own = new OwnField(field);
        const OwnRow row{own, new Notice};
        auto *label = Label::soft(withoutMnemonic(field.label));
        label->setBuddy(firstOf(own));
        for (QWidget *each : std::initializer_list<QWidget *>{label, own, row.notice})
            column->addWidget(each);
        connect(own, &OwnField::edited, this, &ContactMore::edited);
        connect(own, &OwnField::left, this, [this, row] { checkOwn(row); });
        m_rows << row;
    }
    setOwnValues(values);
}

QList<CustomValue> ContactMore::ownValues() const
{
    QList<CustomValue> values = m_waiting;
    for (const OwnRow &row : m_rows) {
        if (!row.field->isEmpty())
            values << row.field->typed();
    }
    return values;
}

/// What no field here is for is kept, and sent along.
void ContactMore::setOwnValues(const QList<CustomValue> &values)
{
    m_waiting = values;
    for (const OwnRow &row : m_rows) {
        const auto value = std::ranges::find(m_waiting, row.field->id(), &CustomValue::fieldId);
        row.field->setValue(value == m_waiting.end() ? CustomValue() : *value);
        if (value != m_waiting.end())
            m_waiting.erase(value);
    }
}

bool ContactMore::isEmpty() const
{
    return m_tags->chosen().isEmpty() && m_note->toPlainText().trimmed().isEmpty() && m_birthday->text().isEmpty()
           && m_anniversary->text().isEmpty() && m_waiting.isEmpty()
           && std::ranges::all_of(m_rows, [](const OwnRow &row) { return row.field->isEmpty(); });
}

void ContactMore::complete(OutboxItem &item) const
{
    item.wantedTags.clear();
    for (const PickerItem &tag : m_tags->chosenItems())
        item.wantedTags << tag.name;
    const QString note = m_note->toPlainText().trimmed();
    item.contact.notes = note.isEmpty() ? std::nullopt : std::optional(QList<ContactNote>{{{}, {}, note}});
    const DateText born = birthday();
    item.contact.birthdayMonth = born.month;
    item.contact.birthdayDay = born.day;
    const DateText since = anniversary();
    item.contact.anniversary = since.kind == DateText::Kind::Date ? isoDate(since) : QString();
    item.contact.customValues = m_waiting;
    for (const OwnRow &row : m_rows) {
        if (const Result<CustomValue> value = row.field->value(); value && !row.field->isEmpty())
            item.contact.customValues << *value;
    }
}

void ContactMore::fill(const Contact &known)
{
    if (m_birthday->text().isEmpty() && known.birthdayMonth > 0)
        m_birthday->setText(QStringLiteral("--%1-%2")
                                .arg(known.birthdayMonth, 2, 10, QLatin1Char('0'))
                                .arg(known.birthdayDay, 2, 10, QLatin1Char('0')));
    if (m_anniversary->text().isEmpty())
        m_anniversary->setText(known.anniversary);
    checkBirthday();
    checkAnniversary();
    QList<CustomValue> values = ownValues();
    for (const CustomValue &value : known.customValues) {
        if (std::ranges::find(values, value.fieldId, &CustomValue::fieldId) == values.end())
            values << value;
    }
    setOwnValues(values);
}

void ContactMore::open(const OutboxItem &item)
{
    clear();
    fill(item.contact);
    m_note->setPlainText(item.contact.notes.value_or(QList<ContactNote>()).value(0).content);
    QJsonArray tags;
    for (const QString &name : item.wantedTags)
        tags << QJsonArray{madeUpId(name), name};
    m_tags->restore(tags);
}

void ContactMore::clear()
{
    m_tags->setChosen({});
    m_note->clear();
    m_waiting.clear();
    for (QLineEdit *edit : {m_birthday, m_anniversary}) {
        edit->clear();
        setWrong(edit, false);
    }
    m_birthdayNotice->clear();
    m_anniversaryNotice->clear();
    for (const OwnRow &row : std::as_const(m_rows)) {
        row.field->clear();
        row.field->setWrong(false);
        row.notice->clear();
    }
}

DateText ContactMore::birthday() const
{
    const DateText date = dateOf(m_birthday);
    const bool isOne = date.kind == DateText::Kind::DayAndMonth || date.kind == DateText::Kind::Date;
    return isOne ? date : DateText();
}

DateText ContactMore::anniversary() const
{
    return dateOf(m_anniversary);
}

bool ContactMore::checkBirthday()
{
    const DateText date = birthday();
    const bool isWrong = date.month == 0 && !m_birthday->text().trimmed().isEmpty();
    setWrong(m_birthday, isWrong);
    if (isWrong)
        m_birthdayNotice->show(Tone::Bad, tr("Not understood. A day and a month, as in 14 March."));
    else if (date.month > 0)
        m_birthdayNotice->show(Tone::Soft, tr("%1 %2", "day and month").arg(date.day).arg(QLocale().monthName(date.month)));
    else
        m_birthdayNotice->clear();
    return !isWrong;
}

bool ContactMore::checkAnniversary()
{
    const DateText date = anniversary();
    const bool isDate = date.kind == DateText::Kind::Date;
    const bool isWrong = !isDate && !m_anniversary->text().trimmed().isEmpty();
    setWrong(m_anniversary, isWrong);
    if (isWrong)
        m_anniversaryNotice->show(Tone::Bad, tr("Not understood. A day, a month and a year, as in 14 March 2020."));
    else if (isDate)
        m_anniversaryNotice->show(Tone::Soft, QLocale().toString(QDate(date.year, date.month, date.day), QLocale::LongFormat));
    else
        m_anniversaryNotice->clear();
    return !isWrong;
}

bool ContactMore::checkNote()
{
    const qsizetype length = m_note->toPlainText().trimmed().size();
    const int longestNote = fieldInfo(Field::Note).maxLength;
    setWrong(m_note, length > longestNote);
    if (length > longestNote)
        m_noteNotice->show(Tone::Bad, tr("%1 characters; %2 fit.").arg(length).arg(longestNote));
    else
        m_noteNotice->clear();
    return length <= longestNote;
}

bool ContactMore::checkOwn(const OwnRow &row)
{
    const Result<CustomValue> value = row.field->value();
    row.field->setWrong(!value);
    if (value)
        row.notice->clear();
    else
        row.notice->show(Tone::Bad, value.error().message);
    return value.has_value();
}

QWidget *ContactMore::firstWrong()
{
    QWidget *first = nullptr;
    const auto look = [&first](bool isRight, QWidget *field) { first = isRight || first ? first : field; };
    look(checkNote(), m_note);
    look(checkBirthday(), m_birthday);
    look(checkAnniversary(), m_anniversary);
    for (const OwnRow &row : std::as_const(m_rows))
        look(checkOwn(row), firstOf(row.field));
    return first;
}

QJsonObject ContactMore::kept() const
{
    QJsonArray own;
    for (const CustomValue &value : ownValues())
        own << QJsonArray{value.fieldId, value.value, QJsonArray::fromStringList(value.choiceIds)};
    return {{QStringLiteral("tags"), m_tags->kept()},
            {QStringLiteral("note"), m_note->toPlainText()},
            {QStringLiteral("birthday"), m_birthday->text()},
            {QStringLiteral("anniversary"), m_anniversary->text()},
            {QStringLiteral("own"), own}};
}

void ContactMore::restore(const QJsonObject &kept)
{
    const auto text = [&kept](const char *name) { return kept.value(QLatin1String(name)).toString(); };
    m_tags->restore(kept.value(QLatin1String("tags")).toArray());
    m_note->setPlainText(text("note"));
    m_birthday->setText(text("birthday"));
    m_anniversary->setText(text("anniversary"));
    QList<CustomValue> own;
    for (const QJsonValue &one : kept.value(QLatin1String("own")).toArray()) {
        CustomValue value{one[0].toString(), one[1].toString(), {}};
        for (const QJsonValue &id : one[2].toArray())
            value.choiceIds << id.toString();
        own << value;
    }
    setOwnValues(own);
}

} // namespace rollcall
