#include "import/importdraft.h"

#include "send/keptplan.h"
#include "send/planparts.h"

namespace rollcall {

QJsonObject ImportDraft::kept() const
{
    if (!m_sheet)
        return {};
    QJsonObject choice;
    const auto add = [&choice](const char *name, const auto &value) {
        if (value)
            choice.insert(QLatin1String(name), *value);
    };
    add("encoding", m_choice.encoding);
    add("delimiter", m_choice.delimiter);
    add("quote", m_choice.quote);
    add("header_line", m_choice.headerLine);
    add("sheet", m_choice.sheetName);
    QStringList labels;
    for (const CustomField &field : m_newFields)
        labels << field.label;
    return {{QStringLiteral("path"), m_path},
            {QStringLiteral("text"), m_text},
            {QStringLiteral("choice"), choice},
            {QStringLiteral("headers"), QJsonArray::fromStringList(m_sheet->headers())},
            {QStringLiteral("mapping"), toKept(m_mapping)},
            {QStringLiteral("new_fields"), QJsonArray::fromStringList(labels)},
            {QStringLiteral("corrections"), m_corrections}};
}

void ImportDraft::restore(const QJsonObject &kept)
{
    clear();
    m_path = kept.value(QLatin1String("path")).toString();
    m_text = kept.value(QLatin1String("text")).toString();
    const QJsonObject choice = kept.value(QLatin1String("choice")).toObject();
    const auto number = [&choice](const char *name) {
        const QJsonValue value = choice.value(QLatin1String(name));
        return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
    };
    const auto text = [&choice](const char *name) {
        const QJsonValue value = choice.value(QLatin1String(name));
        return value.isString() ? std::optional(value.toString()) : std::nullopt;
    };
    m_choice.encoding = text("encoding");
    m_choice.sheetName = text("sheet");
    m_choice.headerLine = number("header_line");
    if (const auto delimiter = number("delimiter"))
        m_choice.delimiter = char(*delimiter);
    if (const auto quote = number("quote"))
        m_choice.quote = char(*quote);
    for (const QJsonValue &label : kept.value(QLatin1String("new_fields")).toArray())
        m_newFields << newField(label.toString());
    m_customFields += m_newFields;
    m_earlier = FirstLook::Earlier{kept.value(QLatin1String("headers")).toVariant().toStringList(),
                        mappingFrom(kept.value(QLatin1String("mapping")).toObject()),
                        std::make_shared<Repairs>(Repairs::fromKept(kept.value(QLatin1String("corrections")).toArray()))};
    start();
}

} // namespace rollcall
