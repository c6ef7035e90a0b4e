#include "cli/addcommand.h"

#include "application.h"
#include "check/customtext.h"
#include "cli/differences.h"
#include "cli/listchoice.h"
#include "contact/datetext.h"
#include "contact/emailaddress.h"
#include "contact/fields.h"
#include "send/outbox.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

#include <array>

namespace rollcall::cli {
namespace {

QString addText(const AddAnswer &answer)
{
    const QString email = answer.contact.contact.email;
    switch (answer.kind) {
    case AddAnswer::Kind::Added:
        return AddCommand::tr("%1 was added.").arg(email);
    case AddAnswer::Kind::Updated:
        return AddCommand::tr("%1 was updated.").arg(email);
    case AddAnswer::Kind::Unchanged:
        return AddCommand::tr("%1 is in the account already, just like this.").arg(email);
    case AddAnswer::Kind::Unsubscribed:
        return AddCommand::tr("%1 has unsubscribed, and was left alone.").arg(email);
    case AddAnswer::Kind::Exists:
        return AddCommand::tr("%1 is in the account already. Nothing was changed; “--update” would.")
            .arg(email);
    case AddAnswer::Kind::Deleted:
        return AddCommand::tr(
                   "%1 was in the account and was deleted. Nothing was changed; “--update” brings them back.")
            .arg(email);
    case AddAnswer::Kind::Queued:
        return AddCommand::tr("%1 waits in the outbox. “rollcall-cli outbox --send” sends it.").arg(email);
    }
    Q_UNREACHABLE();
}

} // namespace

QString AddCommand::summary() const
{
    return tr("Add one person, or update who is there already.");
}

void AddCommand::addOptions(CLI::App &options)
{
    options.add_option("EMAIL", m_email, tr("The person's address.").toStdString())->required();
    options.add_option("--first-name", m_firstName, tr("The given name.").toStdString());
    options.add_option("--last-name", m_lastName, tr("The family name.").toStdString());
    options.add_option("--company", m_company, tr("The organization the person works for.").toStdString());
    options.add_option("--job-title", m_jobTitle, tr("What the person does there.").toStdString());
    options
        .add_option("--phone", m_phones,
                    tr("Kinds: home, work, mobile, other. At most three numbers.").toStdString())
        ->type_name("[KIND:]NUMBER")
        ->allow_extra_args(false);
    options
        .add_option("--list", m_lists, tr("A list to put the person on; may be given again.").toStdString())
        ->type_name("NAME")
        ->allow_extra_args(false);
    options.add_flag("--create-list", m_createLists, tr("Make a list that is not there yet.").toStdString());
    options
        .add_option(
            "--tag", m_tags,
            tr("A tag for the person; may be given again. One that is not there yet is made.").toStdString())
        ->type_name("NAME")
        ->allow_extra_args(false);
    options.add_option("--birthday", m_birthday, tr("A day and a month, as in 3/14.").toStdString())
        ->type_name("DATE");
    options.add_option("--anniversary", m_anniversary, tr("A date, as in 2020-03-14.").toStdString())
        ->type_name("DATE");
    options.add_option("--note", m_note, tr("A note about the person, beside those that are there.").toStdString())
        ->type_name("TEXT");
    options.add_option("--field", m_fields, tr("A value for one of the account's own fields.").toStdString())
        ->type_name("LABEL=VALUE")
        ->allow_extra_args(false);
    options
        .add_option("--permission", m_permission,
                    tr("How the person agreed: explicit (asked for it) or implicit (a customer, a member).")
                        .toStdString())
        ->check(CLI::IsMember({"explicit", "implicit"}))
        ->capture_default_str();
    options.add_flag("--update", m_update,
                     tr("Change who is there already, and bring back who was deleted.").toStdString());
}

void AddCommand::work()
{
    m_item.permission = m_permission == "explicit" ? Permission::Explicit : Permission::Implicit;
    m_item.update = m_update;
    m_item.makeLists = m_createLists;
    m_item.wantedTags = textsOf(m_tags);
    m_item.contact.email = QString::fromStdString(m_email).trimmed();
    m_item.contact.firstName = QString::fromStdString(m_firstName);
    m_item.contact.lastName = QString::fromStdString(m_lastName);
    m_item.contact.companyName = QString::fromStdString(m_company);
    m_item.contact.jobTitle = QString::fromStdString(m_jobTitle);
    for (const QString &text : textsOf(m_phones)) {
        const Result<Phone> phone = phoneOf(text);
        if (!phone) {
            fail(phone.error());
            return;
        }
        m_item.contact.phones << *phone;
    }
    if (const Result<void> dates = setDates(m_item.contact, m_birthday, m_anniversary); !dates) {
        fail(dates.error());
        return;
    }
    if (const QString note = QString::fromStdString(m_note).trimmed(); !note.isEmpty())
        m_item.contact.notes = {{{}, {}, note}};
    if (m_lists.empty())
        chooseLists(QList<ContactList>());
    else
        application().lists().all(this,
                                  [this](const Result<QList<ContactList>> &lists) { chooseLists(lists); });
}

void AddCommand::chooseLists(const Result<QList<ContactList>> &lists)
{
    // The account's own fields cannot be filled without asking what they are.
    if (!lists && passesByItself(lists.error()) && m_fields.empty()) {
        keep(lists.error());
        return;
    }
    if (!lists) {
        fail(lists.error());
        return;
    }
    const ListChoice choice = chosenLists(textsOf(m_lists), *lists);
    if (!choice.missing.isEmpty() && !m_createLists) {
        fail(noSuchList(choice.missing.constFirst(), *lists));
        return;
    }
    m_item.contact.listIds = choice.ids;
    m_item.listNames = choice.names;
    m_item.wantedLists = choice.missing;
    if (m_fields.empty())
        send();
    else
        application().fields().all(this,
                                   [this](const Result<QList<CustomField>> &fields) { fillFields(fields); });
}

void AddCommand::fillFields(const Result<QList<CustomField>> &fields)
{
    if (!fields) {
        fail(fields.error());
        return;
    }
    for (const QString &text : textsOf(m_fields)) {
        if (const Result<void> set = setField(m_item.contact, text, *fields); !set) {
            fail(set.error());
            return;
        }
    }
    send();
}

void AddCommand::send()
{
    if (const Result<void> right = contactProblem(m_item.contact); !right)
        answer(tl::unexpected(right.error()));
    else
        application().outbox().add(m_item, this, [this](const Result<AddAnswer> &added) { answer(added); });
}

/// Sent when the service can be reached.
void AddCommand::keep(const Error &why)
{
    m_item.wantedLists = textsOf(m_lists);
    if (const Result<void> right = contactProblem(m_item.contact); !right)
        answer(tl::unexpected(right.error()));
    else
        application().outbox().keep(m_item, why, this,
                                    [this](const Result<AddAnswer> &kept) { answer(kept); });
}

void AddCommand::interrupt()
{
    fail({Error::Kind::Cancelled,
          tr("Stopped."),
          tr("“rollcall-cli outbox” tells whether the person waits there; “--send” there finds out whether "
             "they "
             "were added."),
          {}});
}

void AddCommand::answer(const Result<AddAnswer> &answer)
{
    if (answer) {
        QString text = addText(*answer);
        for (const FieldDifference &difference : answer->differences)
            text += QStringLiteral("\n  ") + differenceText(difference);
        Q_EMIT finished({addStatus(*answer), addObject(*answer), text, answer->why});
        return;
    }
    const Error &error = answer.error();
    CommandResult result = CommandResult::failed(error);
    if (error.kind == Error::Kind::Refused) {
        const bool byService = !error.detail.isEmpty();
        result.object.insert(QStringLiteral("outcome"), QStringLiteral("refused"));
        result.object.insert(QStringLiteral("contact_id"), QJsonValue());
        result.object.insert(QStringLiteral("differences"), QJsonArray());
        result.object.insert(QStringLiteral("by"),
                             byService ? QStringLiteral("service") : QStringLiteral("check"));
    }
    Q_EMIT finished(result);
}

Result<Phone> phoneOf(const QString &text)
{
    static constexpr std::array kinds{"home", "work", "mobile", "other"};
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    if (colon < 0)
        return Phone{QStringLiteral("other"), text.trimmed()};
    const QString kind = text.left(colon).trimmed().toLower();
    for (const char *known : kinds) {
        if (kind == QLatin1String(known))
            return Phone{kind, text.mid(colon + 1).trimmed()};
    }
    return failure(Error::Kind::Usage, AddCommand::tr("“%1” is not a kind of telephone number.").arg(kind),
                   AddCommand::tr("Nothing was changed. The kinds are home, work, mobile and other."));
}

Result<void> setDates(Contact &contact, const std::string &birthday, const std::string &anniversary)
{
    const QString unchanged = AddCommand::tr("Nothing was changed.");
    const DateText born = DateText::parse(birthday);
    const DateText since = DateText::parse(anniversary);
    if (!birthday.empty() && born.kind != DateText::Kind::DayAndMonth && born.kind != DateText::Kind::Date)
        return failure(Error::Kind::Usage,
                       AddCommand::tr("“%1” is not a day and a month.").arg(QString::fromStdString(birthday)),
                       unchanged);
    if (!anniversary.empty() && since.kind != DateText::Kind::Date)
        return failure(Error::Kind::Usage,
                       AddCommand::tr("“%1” is not a date.").arg(QString::fromStdString(anniversary)), unchanged);
    contact.birthdayMonth = born.month;
    contact.birthdayDay = born.day;
    contact.anniversary = anniversary.empty() ? QString() : isoDate(since);
    return {};
}

Result<void> setField(Contact &contact, const QString &labelAndValue, const QList<CustomField> &fields)
{
    const qsizetype equals = labelAndValue.indexOf(QLatin1Char('='));
    const QString label = labelAndValue.left(equals).trimmed();
    const QString value = labelAndValue.mid(equals + 1).trimmed();
    const auto field = std::find_if(fields.cbegin(), fields.cend(), [&label](const CustomField &each) {
        return each.label.compare(label, Qt::CaseInsensitive) == 0 ||
               each.name.compare(label, Qt::CaseInsensitive) == 0;
    });
    if (equals < 0 || field == fields.cend()) {
        return failure(
            Error::Kind::Usage, AddCommand::tr("The account has no field “%1”.").arg(label),
            AddCommand::tr("Nothing was changed. “rollcall-cli fields” names the fields there are."));
    }
    auto set = customValueOf(*field, value);
    if (!set) {
        set.error().hint = AddCommand::tr(
            "Nothing was changed. “rollcall-cli fields” names the fields, and what can be chosen in them.");
        return tl::unexpected(set.error());
    }
    const auto entry = std::find_if(contact.customValues.begin(), contact.customValues.end(),
                                    [&field](const CustomValue &each) { return each.fieldId == field->id; });
    if (entry == contact.customValues.end()) {
        contact.customValues.append(*set);
        return {};
    }
    set->choiceIds += entry->choiceIds; // one by one, or together
    set->choiceIds.removeDuplicates();
    set->choiceIds.sort();
    *entry = *set;
    return {};
}

Result<void> contactProblem(const Contact &contact)
{
    const QString unchanged = AddCommand::tr("Nothing was changed.");
    if (const EmailFault fault = emailFault(contact.email.toUtf8().toStdString()); fault != EmailFault::None)
        return failure(Error::Kind::Refused, emailFaultText(fault), unchanged);
    const std::array<std::pair<Field, QString>, 4> values{{{Field::FirstName, contact.firstName},
                                                           {Field::LastName, contact.lastName},
                                                           {Field::CompanyName, contact.companyName},
                                                           {Field::JobTitle, contact.jobTitle}}};
    for (const auto &[field, value] : values) {
        const int most = fieldInfo(field).maxLength;
        if (textLength(value.toStdString()) > most) {
            return failure(Error::Kind::Refused,
                           AddCommand::tr("%1 is too long: the service takes at most %2 characters.")
                               .arg(fieldLabel(field))
                               .arg(most),
                           unchanged);
        }
    }
    for (const Phone &phone : contact.phones) {
        if (phone.number.size() > 25)
            return failure(Error::Kind::Refused,
                           AddCommand::tr("A telephone number has at most 25 characters."), unchanged);
    }
    if (contact.notes && contact.notes->first().content.size() > fieldInfo(Field::Note).maxLength)
        return failure(Error::Kind::Refused, AddCommand::tr("A note has at most 2,000 characters."), unchanged);
    if (contact.phones.size() > 3)
        return failure(Error::Kind::Refused, AddCommand::tr("A person has at most three telephone numbers."),
                       unchanged);
    return {};
}

QString addOutcomeName(AddAnswer::Kind kind)
{
    switch (kind) {
    case AddAnswer::Kind::Added:
        return QStringLiteral("added");
    case AddAnswer::Kind::Updated:
        return QStringLiteral("updated");
    case AddAnswer::Kind::Unchanged:
        return QStringLiteral("unchanged");
    case AddAnswer::Kind::Unsubscribed:
        return QStringLiteral("unsubscribed");
    case AddAnswer::Kind::Exists:
        return QStringLiteral("exists");
    case AddAnswer::Kind::Deleted:
        return QStringLiteral("deleted");
    case AddAnswer::Kind::Queued:
        return QStringLiteral("queued");
    }
    Q_UNREACHABLE();
}

ExitStatus addStatus(const AddAnswer &answer)
{
    switch (answer.kind) {
    case AddAnswer::Kind::Added:
    case AddAnswer::Kind::Updated:
    case AddAnswer::Kind::Unchanged:
        return ExitStatus::Done;
    case AddAnswer::Kind::Unsubscribed: // what was asked for did not happen
    case AddAnswer::Kind::Exists:
    case AddAnswer::Kind::Deleted:
        return ExitStatus::SomeRefused;
    case AddAnswer::Kind::Queued:
        return exitStatusFor(answer.why->kind);
    }
    Q_UNREACHABLE();
}

QJsonObject addObject(const AddAnswer &answer)
{
    QJsonObject object{{QStringLiteral("outcome"), addOutcomeName(answer.kind)},
                       {QStringLiteral("contact_id"),
                        answer.contact.id.isEmpty() ? QJsonValue() : QJsonValue(answer.contact.id)},
                       {QStringLiteral("differences"), differencesArray(answer.differences)},
                       {QStringLiteral("id"), answer.importId}};
    if (answer.why) {
        object.insert(QStringLiteral("outbox_id"), answer.importId.toLongLong());
        object.insert(QStringLiteral("error"), errorObject(*answer.why));
    }
    return object;
}

} // namespace rollcall::cli
