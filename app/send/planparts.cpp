#include "send/planparts.h"

#include "service/fieldsapi.h"
#include "service/listsapi.h"
#include "service/tagsapi.h"

#include <QCryptographicHash>
#include <QObject>

#include <algorithm>
#include <memory>
#include <optional>
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

/// Lives as long as one of its calls is under way.
struct PlanParts::Making : std::enable_shared_from_this<Making>
{
    Making(const PlanParts &parts, ImportPlan wanted, QObject *asker, Handler answer)
        : apis(parts)
        , plan(std::move(wanted))
        , context(asker)
        , handle(std::move(answer))
    {}

    void next();
    bool takeLists();
    bool takeTags();
    bool takeFields();
    void setField(qsizetype index, const CustomField &field);

    /// For an answer of one of the calls: what it is good for, then the next step.
    template <typename Value, typename Use>
    auto then(Use use)
    {
        return [self = shared_from_this(), use](const Result<Value> &answer) {
            if (!answer) {
                self->handle(tl::unexpected(answer.error()));
                return;
            }
            use(*self, *answer);
            self->next();
        };
    }

    const PlanParts apis;
    ImportPlan plan;
    QObject *const context; ///< alive whenever one of the calls answers
    const Handler handle;
    std::optional<QList<ContactList>> lists; ///< of the account, when they have been asked for
    std::optional<QList<ContactTag>> tags;
    std::optional<QList<CustomField>> fields;
};

/// One call after the other; nothing is left to do when none of the three asks for one.
void PlanParts::Making::next()
{
    if (takeLists() && takeTags() && takeFields())
        handle(plan);
}

bool PlanParts::Making::takeLists()
{
    for (qsizetype i = 0; i < plan.listIds.size(); ++i) {
        if (!isMadeUp(plan.listIds.at(i)))
            continue;
        if (!lists) {
            apis.m_lists.all(context, then<QList<ContactList>>(
                                          [](Making &making, const auto &all) { making.lists = all; }));
            return false;
        }
        const ContactList *known = listNamed(plan.listNames.at(i), *lists);
        if (!known) {
            apis.m_lists.create(plan.listNames.at(i), plan.source, context,
                                then<ContactList>([i](Making &making, const ContactList &list) {
                                    making.plan.listIds[i] = list.id;
                                }));
            return false;
        }
        plan.listIds[i] = known->id;
    }
    return true;
}

bool PlanParts::Making::takeTags()
{
    for (qsizetype i = 0; i < plan.tagIds.size(); ++i) {
        if (!isMadeUp(plan.tagIds.at(i)))
            continue;
        if (!tags) {
            apis.m_tags.all(
                context, then<QList<ContactTag>>([](Making &making, const auto &all) { making.tags = all; }));
            return false;
        }
        const ContactTag *known = tagNamed(plan.tagNames.at(i), *tags);
        if (!known) {
            apis.m_tags.create(plan.tagNames.at(i), context,
                               then<ContactTag>([i](Making &making, const ContactTag &tag) {
                                   making.plan.tagIds[i] = tag.id;
                               }));
            return false;
        }
        plan.tagIds[i] = known->id;
    }
    return true;
}

bool PlanParts::Making::takeFields()
{
    plan.customFields.removeIf(
        [this](const CustomField &field) { return isMadeUp(field.id) && !isUsed(field, plan.mapping); });
    for (qsizetype i = 0; i < plan.customFields.size(); ++i) {
        const CustomField &field = plan.customFields.at(i);
        if (!isMadeUp(field.id))
            continue;
        if (!fields) {
            apis.m_fields.all(context, then<QList<CustomField>>(
                                           [](Making &making, const auto &all) { making.fields = all; }));
            return false;
        }
        const CustomField *known = findCustomField(*fields, field.label);
        if (!known) {
            apis.m_fields.create(field.label, field.type, context,
                                 then<CustomField>([i](Making &making, const CustomField &made) {
                                     making.setField(i, made);
                                 }));
            return false;
        }
        setField(i, *known);
    }
    return true;
}

/// The name that bulk wants is the service's choice.
void PlanParts::Making::setField(qsizetype index, const CustomField &field)
{
    const CustomField wanted = std::exchange(plan.customFields[index], field);
    plan.mapping.renameCustom(wanted.name, field.name);
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
        context, [making] { making->next(); }, Qt::QueuedConnection);
}

} // namespace rollcall
