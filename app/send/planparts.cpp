#include "send/planparts.h"

#include "send/missingparts.h"
#include "service/fieldsapi.h"

#include <QCryptographicHash>
#include <QObject>

#include <algorithm>
#include <memory>
#include <utility>

namespace rollcall {
namespace {

QString madeUpStart()
{
    return QStringLiteral("00000000-0000-0000-");
}

bool isUsed(const CustomField &field, const ColumnMapping &mapping)
{
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        if (mapping.at(column).field == Field::Custom && mapping.at(column).customName == field.name)
            return true;
    }
    return false;
}

QStringList missingNames(const QStringList &ids, const QStringList &names)
{
    QStringList missing;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (isMadeUp(ids.at(i)))
            missing.append(names.at(i));
    }
    return missing;
}

/// Those that were made up become the service's: each name is among `all`.
template <typename Part, typename Named>
void setIds(QStringList &ids, const QStringList &names, const QList<Part> &all, Named named)
{
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (isMadeUp(ids.at(i)))
            ids[i] = named(names.at(i), all)->id;
    }
}

} // namespace

QString madeUpId(const QString &name)
{
    const QByteArray hash =
        QCryptographicHash::hash(name.toCaseFolded().toUtf8(), QCryptographicHash::Sha1).toHex();
    return madeUpStart() + QString::fromLatin1(hash.left(4) + '-' + hash.mid(4, 12));
}

bool isMadeUp(const QString &id)
{
    return id.startsWith(madeUpStart());
}

CustomField newField(const QString &label)
{
    CustomField field;
    field.id = madeUpId(label);
    field.label = label;
    field.name = QString(label).replace(QLatin1Char(' '), QLatin1Char('_'));
    field.type = QStringLiteral("string");
    return field;
}

/// Lives as long as one of its calls is under way; one kind after the other.
struct PlanParts::Making : std::enable_shared_from_this<Making>
{
    Making(const PlanParts &parts, ImportPlan wanted, QObject *asker, Handler answer)
        : apis(parts)
        , plan(std::move(wanted))
        , context(asker)
        , handle(std::move(answer))
    {}

    void makeLists();
    void makeTags();
    void makeFields();
    void takeFields(const QList<CustomField> &all);

    /// What is missing of a kind, then `next`, with all that the account has of it.
    template <typename Part, typename Next>
    void make(PartKind<Part> kind, const QStringList &missing, Next next)
    {
        MissingParts<Part>::make(std::move(kind), missing, context,
                                 [self = shared_from_this(), next](const Result<QList<Part>> &all) {
                                     if (all)
                                         next(*self, *all);
                                     else
                                         self->handle(tl::unexpected(all.error()));
                                 });
    }

    const PlanParts apis;
    ImportPlan plan;
    QObject *const context; ///< alive whenever one of the calls answers
    const Handler handle;
};

void PlanParts::Making::makeLists()
{
    const QStringList missing = missingNames(plan.listIds, plan.listNames);
    if (missing.isEmpty())
        makeTags();
    else
        make(listKind(apis.m_lists, plan.source), missing, [](Making &making, const auto &all) {
            setIds(making.plan.listIds, making.plan.listNames, all, listNamed);
            making.makeTags();
        });
}

void PlanParts::Making::makeTags()
{
    const QStringList missing = missingNames(plan.tagIds, plan.tagNames);
    if (missing.isEmpty())
        makeFields();
    else
        make(tagKind(apis.m_tags), missing, [](Making &making, const auto &all) {
            setIds(making.plan.tagIds, making.plan.tagNames, all, tagNamed);
            making.makeFields();
        });
}

void PlanParts::Making::makeFields()
{
    plan.customFields.removeIf(
        [this](const CustomField &field) { return isMadeUp(field.id) && !isUsed(field, plan.mapping); });
    QStringList missing;
    for (const CustomField &field : std::as_const(plan.customFields)) {
        if (isMadeUp(field.id))
            missing.append(field.label);
    }
    if (missing.isEmpty())
        handle(plan);
    else
        make(fieldKind(apis.m_fields), missing, [](Making &making, const auto &all) {
            making.takeFields(all);
            making.handle(making.plan);
        });
}

/// The name that bulk wants is the service's choice.
void PlanParts::Making::takeFields(const QList<CustomField> &all)
{
    for (CustomField &field : plan.customFields) {
        if (!isMadeUp(field.id))
            continue;
        const CustomField wanted = std::exchange(field, *findCustomField(all, field.label));
        plan.mapping.renameCustom(wanted.name, field.name);
    }
}

bool PlanParts::areThere(const ImportPlan &plan)
{
    return std::ranges::none_of(plan.listIds, isMadeUp) && std::ranges::none_of(plan.tagIds, isMadeUp) &&
           std::ranges::none_of(plan.customFields, isMadeUp, &CustomField::id);
}

void PlanParts::make(const ImportPlan &plan, QObject *context, Handler handle)
{
    const auto making = std::make_shared<Making>(*this, plan, context, std::move(handle));
    QMetaObject::invokeMethod(
        context, [making] { making->makeLists(); }, Qt::QueuedConnection);
}

} // namespace rollcall
