#include "cli/accountparts.h"

#include "service/fieldsapi.h"
#include "service/listsapi.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace rollcall::cli {
namespace {

/// No id of the service's: nobody is on it, and nobody has it.
QString pretendedId(const char *kind, qsizetype number)
{
    return QStringLiteral("00000000-0000-0000-%1-%2")
        .arg(QLatin1String(kind))
        .arg(number, 12, 10, QLatin1Char('0'));
}

/// Stands for a field until the service has made it.
CustomField newField(const QString &label)
{
    CustomField field;
    field.label = label;
    field.name = QString(label).replace(QLatin1Char(' '), QLatin1Char('_'));
    field.type = QStringLiteral("string");
    return field;
}

} // namespace

void AccountParts::addTo(CLI::App &options)
{
    options
        .add_option("--list", m_lists, tr("A list to put the people on; may be given again.").toStdString())
        ->type_name("NAME")
        ->allow_extra_args(false)
        ->required();
    options
        .add_option(
            "--tag", m_tags,
            tr("A tag for the people; may be given again. One that is not there yet is made.").toStdString())
        ->type_name("NAME")
        ->allow_extra_args(false);
    options.add_flag("--create-list", m_createLists, tr("Make a list that is not there yet.").toStdString());
    options.add_flag(
        "--create-field", m_createFields,
        tr("Make a field of the account's own (cf:NAME) that is not there yet, for text.").toStdString());
}

void AccountParts::find(const Apis &apis, const QStringList &maps)
{
    m_apis.emplace(apis);
    m_maps = maps;
    apis.lists.all(this, [this](const Result<QList<ContactList>> &lists) { listsCame(lists); });
}

void AccountParts::listsCame(const Result<QList<ContactList>> &lists)
{
    if (!lists) {
        Q_EMIT found(lists.error());
        return;
    }
    m_choice = chosenLists(textsOf(m_lists), *lists);
    if (!m_choice.missing.isEmpty() && !m_createLists) {
        Error error = noSuchList(m_choice.missing.constFirst(), *lists);
        error.hint += QLatin1Char(' ') + tr("“--create-list” would make it.");
        Q_EMIT found(error);
        return;
    }
    m_apis->fields.all(this, [this](const Result<QList<CustomField>> &fields) { fieldsCame(fields); });
}

void AccountParts::fieldsCame(const Result<QList<CustomField>> &fields)
{
    if (!fields) {
        Q_EMIT found(fields.error());
        return;
    }
    m_fields = *fields;
    for (const QString &map : std::as_const(m_maps)) {
        const QString target = map.section(QLatin1Char('='), -1).trimmed();
        const QString label = target.mid(3).trimmed();
        const bool isMissing =
            target.startsWith(QLatin1String("cf:")) && !label.isEmpty() && !findCustomField(m_fields, label);
        if (!m_createFields || !isMissing)
            continue;
        m_newFields << label;
        m_fields << newField(label);
    }
    if (m_tags.empty())
        Q_EMIT found(std::nullopt);
    else
        m_apis->tags.all(this, [this](const Result<QList<ContactTag>> &tags) { tagsCame(tags); });
}

void AccountParts::tagsCame(const Result<QList<ContactTag>> &tags)
{
    if (!tags) {
        Q_EMIT found(tags.error());
        return;
    }
    for (const QString &name : textsOf(m_tags)) {
        const auto tag = std::find_if(tags->cbegin(), tags->cend(), [&name](const ContactTag &each) {
            return each.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (tag == tags->cend()) {
            m_newTags << name;
        } else if (!m_tagIds.contains(tag->id)) {
            m_tagIds << tag->id;
            m_tagNames << tag->name;
        }
    }
    Q_EMIT found(std::nullopt);
}

void AccountParts::fill(ImportPlan &plan) const
{
    plan.listIds = m_choice.ids;
    plan.listNames = m_choice.names;
    plan.tagIds = m_tagIds;
    plan.tagNames = m_tagNames;
    plan.customFields = m_fields;
}

void AccountParts::pretend(ImportPlan &plan) const
{
    fill(plan);
    for (const QString &name : m_choice.missing) {
        plan.listIds << pretendedId("0000", plan.listIds.size());
        plan.listNames << name;
    }
    plan.listsToMake = m_choice.missing.size();
    for (const QString &name : m_newTags) {
        plan.tagIds << pretendedId("0001", plan.tagIds.size());
        plan.tagNames << name;
    }
    for (qsizetype i = 0; i < plan.customFields.size(); ++i) {
        if (plan.customFields.at(i).id.isEmpty())
            plan.customFields[i].id = pretendedId("0002", i);
    }
}

void AccountParts::make(const Apis &apis, const QString &listDescription, ImportPlan &plan)
{
    m_apis.emplace(apis);
    m_description = listDescription;
    m_plan = &plan;
    QMetaObject::invokeMethod(this, &AccountParts::makeNext, Qt::QueuedConnection);
}

void AccountParts::makeNext()
{
    if (!m_choice.missing.isEmpty()) {
        m_apis->lists.create(m_choice.missing.takeFirst(), m_description, this,
                             [this](const Result<ContactList> &list) { madeList(list); });
    } else if (!m_newTags.isEmpty()) {
        m_apis->tags.create(m_newTags.takeFirst(), this,
                            [this](const Result<ContactTag> &tag) { madeTag(tag); });
    } else if (!m_newFields.isEmpty()) {
        m_apis->fields.create(m_newFields.first(), QStringLiteral("string"), this,
                              [this](const Result<CustomField> &field) { madeField(field); });
    } else {
        fill(*m_plan);
        Q_EMIT made(std::nullopt);
    }
}

void AccountParts::madeList(const Result<ContactList> &list)
{
    if (!list) {
        Q_EMIT made(list.error());
        return;
    }
    m_choice.ids << list->id;
    m_choice.names << list->name;
    makeNext();
}

void AccountParts::madeTag(const Result<ContactTag> &tag)
{
    if (!tag) {
        Q_EMIT made(tag.error());
        return;
    }
    m_tagIds << tag->id;
    m_tagNames << tag->name;
    makeNext();
}

/// The name that bulk wants is the service's choice.
void AccountParts::madeField(const Result<CustomField> &field)
{
    if (!field) {
        Q_EMIT made(field.error());
        return;
    }
    const CustomField wanted = newField(m_newFields.takeFirst());
    std::replace(m_fields.begin(), m_fields.end(), wanted, *field);
    ColumnMapping &mapping = m_plan->mapping;
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        ColumnTarget target = mapping.at(column);
        if (target.field != Field::Custom || target.customName != wanted.name)
            continue;
        target.customName = field->name;
        mapping.set(column, target);
    }
    makeNext();
}

} // namespace rollcall::cli
