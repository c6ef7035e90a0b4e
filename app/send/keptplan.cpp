#include "send/keptplan.h"

#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

auto notAsKept(const QString &copy)
{
    return failure(
        Error::Kind::Storage,
        Text::tr("The copy of the file that this import was sending is no longer there."),
        Text::tr(
            "What was sent keeps its answers. Import the file again for the rest: whoever is in the account "
            "already stays unchanged."),
        QDir::toNativeSeparators(copy));
}

/// The encoding that every copy has, whatever that of the file.
const auto copyEncoding = QStringLiteral("UTF-8");

QJsonObject toJson(const TableFormat &format)
{
    return {{QStringLiteral("encoding"), format.encoding},
            {QStringLiteral("delimiter"), format.delimiter},
            {QStringLiteral("quote"), format.quote},
            {QStringLiteral("header_line"), format.headerLine}};
}

TableChoice choiceFrom(const QJsonObject &json)
{
    TableChoice choice;
    choice.encoding = json.value(QLatin1String("encoding")).toString();
    choice.delimiter = static_cast<char>(json.value(QLatin1String("delimiter")).toInt());
    choice.quote = static_cast<char>(json.value(QLatin1String("quote")).toInt());
    choice.headerLine = json.value(QLatin1String("header_line")).toInteger();
    return choice;
}

QJsonObject toJson(const ColumnTarget &target)
{
    // By name where it is promised to scripts: the order of the enumeration may change between versions.
    return {{QStringLiteral("field"), QString::fromLatin1(fieldInfo(target.field).name)},
            {QStringLiteral("custom"), target.customName},
            {QStringLiteral("opt_out"), static_cast<int>(target.optOut)},
            {QStringLiteral("date_order"), static_cast<int>(target.dateOrder)},
            {QStringLiteral("why"), target.why},
            {QStringLiteral("certain"), target.certain},
            {QStringLiteral("chosen"), target.chosen}};
}

ColumnTarget targetFrom(const QJsonObject &json)
{
    ColumnTarget target;
    target.customName = json.value(QLatin1String("custom")).toString();
    target.field = target.customName.isEmpty() ? fieldNamed(json.value(QLatin1String("field")).toString())
                                               : Field::Custom;
    target.certain = json.value(QLatin1String("certain")).toBool(true);
    target.why = json.value(QLatin1String("why")).toString();
    target.chosen = json.value(QLatin1String("chosen")).toBool();
    target.optOut = static_cast<OptOutRule>(json.value(QLatin1String("opt_out")).toInt());
    target.dateOrder = static_cast<DateOrder>(json.value(QLatin1String("date_order")).toInt());
    return target;
}

QJsonObject toJson(const CustomField &field)
{
    QJsonArray choices;
    for (const CustomField::Choice &choice : field.choices)
        choices.append(QJsonArray{choice.id, choice.label});
    return {{QStringLiteral("id"), field.id},
            {QStringLiteral("label"), field.label},
            {QStringLiteral("name"), field.name},
            {QStringLiteral("type"), field.type},
            {QStringLiteral("choices"), choices}};
}

CustomField fieldFrom(const QJsonObject &json)
{
    CustomField field;
    field.id = json.value(QLatin1String("id")).toString();
    field.label = json.value(QLatin1String("label")).toString();
    field.name = json.value(QLatin1String("name")).toString();
    field.type = json.value(QLatin1String("type")).toString();
    const QJsonArray choices = json.value(QLatin1String("choices")).toArray();
    for (const QJsonValue &choice : choices)
        field.choices.append({choice[0].toString(), choice[1].toString()});
    return field;
}

} // namespace

Result<void> keepFile(const Sheet &sheet, const QString &copy)
{
    const Result<void> saved = sheet.saveInUtf8(copy);
    if (!saved && saved.error().kind == Error::Kind::Storage) {
        return failure(Error::Kind::Storage,
                       Text::tr("What is to be imported could not be kept on this computer."),
                       Text::tr("Nothing was sent. Make room on the disk, then import the file again."),
                       saved.error().detail);
    }
    if (!saved)
        return saved;
    if (!QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return notAsKept(copy);
    return {};
}

QJsonObject toKept(const ColumnMapping &mapping)
{
    QJsonArray targets;
    for (qsizetype column = 0; column < mapping.size(); ++column)
        targets.append(toJson(mapping.at(column)));
    return {{QStringLiteral("columns"), targets},
            {QStringLiteral("opt_out_file"), mapping.isOptOutFile()},
            {QStringLiteral("keeps_each"), mapping.keepsEach()}};
}

ColumnMapping mappingFrom(const QJsonObject &kept)
{
    ColumnMapping mapping;
    const QJsonArray columns = kept.value(QLatin1String("columns")).toArray();
    for (qsizetype column = 0; column < columns.size(); ++column)
        mapping.set(column, targetFrom(columns.at(column).toObject()));
    mapping.setOptOutFile(kept.value(QLatin1String("opt_out_file")).toBool());
    mapping.setKeepsEach(kept.value(QLatin1String("keeps_each")).toBool());
    return mapping;
}

QByteArray toKept(const ImportPlan &plan)
{
    QJsonArray fields;
    for (const CustomField &field : plan.customFields)
        fields.append(toJson(field));
    QJsonArray onlyFill;
    for (const qsizetype column : plan.onlyFill)
        onlyFill.append(column);
    TableFormat format = plan.sheet->format();
    format.encoding = copyEncoding;
    QJsonObject kept = toKept(plan.mapping);
    kept.insert(QStringLiteral("format"), toJson(format));
    kept.insert(QStringLiteral("whom"), static_cast<int>(plan.whom));
    kept.insert(QStringLiteral("only_fill"), onlyFill);
    kept.insert(QStringLiteral("rows"), plan.sheet->rowCount());
    kept.insert(QStringLiteral("fields"), fields);
    kept.insert(QStringLiteral("refused_file"), plan.refusedFile);
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

QList<CustomField> keptFields(const QByteArray &kept)
{
    QList<CustomField> fields;
    const QJsonArray array = QJsonDocument::fromJson(kept).object().value(QLatin1String("fields")).toArray();
    for (const QJsonValue &field : array)
        fields.append(fieldFrom(field.toObject()));
    return fields;
}

Result<ImportPlan> fromKept(const QByteArray &kept, const QString &copy, const std::atomic_bool *cancel)
{
    const QJsonObject json = QJsonDocument::fromJson(kept).object();
    const QJsonObject format = json.value(QLatin1String("format")).toObject();
    if (!QFile::exists(copy))
        return notAsKept(copy);
    const auto sheet = Sheet::open(copy, choiceFrom(format), cancel);
    if (!sheet)
        return tl::unexpected(sheet.error());
    const QJsonArray columns = json.value(QLatin1String("columns")).toArray();
    if (toJson((*sheet)->format()) != format ||
        (*sheet)->rowCount() != json.value(QLatin1String("rows")).toInteger() ||
        (*sheet)->columnCount() != columns.size())
        return notAsKept(copy);
    ImportPlan plan;
    plan.sheet = *sheet;
    plan.mapping = mappingFrom(json);
    plan.customFields = keptFields(kept);
    plan.refusedFile = json.value(QLatin1String("refused_file")).toString();
    plan.whom = static_cast<Whom>(json.value(QLatin1String("whom")).toInt());
    for (const QJsonValue &column : json.value(QLatin1String("only_fill")).toArray())
        plan.onlyFill.append(column.toInteger());
    auto check = checkRows(**sheet, plan.mapping, plan.customFields, cancel);
    if (!check)
        return tl::unexpected(check.error());
    plan.check = std::make_shared<CheckReport>(std::move(*check));
    return plan;
}

} // namespace rollcall
