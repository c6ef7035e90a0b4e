#include "cli/accountparts.h"

#include "send/planparts.h"
#include "service/fieldsapi.h"
#include "service/listsapi.h"

#include <CLI/CLI.hpp>

#include <utility>

namespace rollcall::cli {

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
    for (const QString &name : m_choice.missing) {
        m_choice.ids << madeUpId(name);
        m_choice.names << name;
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
        if (m_createFields && isMissing)
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
        const ContactTag *known = tagNamed(name, *tags);
        const ContactTag tag = known ? *known : ContactTag{madeUpId(name), name};
        if (m_tagIds.contains(tag.id))
            continue;
        m_tagIds << tag.id;
        m_tagNames << tag.name;
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

} // namespace rollcall::cli
