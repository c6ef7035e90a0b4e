#include "send/missingparts.h"

#include "service/fieldsapi.h"

namespace rollcall {

PartKind<ContactList> listKind(ListsApi &lists, const QString &description)
{
    return {[&lists](QObject *context, auto handle) { lists.all(context, std::move(handle)); },
            [&lists, description](const QString &name, QObject *context, auto handle) {
                lists.create(name, description, context, std::move(handle));
            },
            listNamed};
}

PartKind<ContactTag> tagKind(TagsApi &tags)
{
    return {[&tags](QObject *context, auto handle) { tags.all(context, std::move(handle)); },
            [&tags](const QString &name, QObject *context, auto handle) {
                tags.create(name, context, std::move(handle));
            },
            tagNamed};
}

PartKind<CustomField> fieldKind(FieldsApi &fields)
{
    return {[&fields](QObject *context, auto handle) { fields.all(context, std::move(handle)); },
            [&fields](const QString &label, QObject *context, auto handle) {
                fields.create(label, QStringLiteral("string"), context, std::move(handle));
            },
            [](const QString &label, const QList<CustomField> &all) {
                return findCustomField(all, label);
            }};
}

} // namespace rollcall
