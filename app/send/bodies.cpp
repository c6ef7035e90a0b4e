#include "send/bodies.h"

#include "send/jsonwriter.h"
#include "send/readyrows.h"

#include <array>
#include <string>
#include <unordered_map>

namespace rollcall {
namespace {

/// `"first_name":`, ready to be copied.
std::string keyText(std::string_view name)
{
    JsonWriter key;
    key.appendString(name);
    key.append(':');
    return std::string(key.text());
}

std::array<std::string, static_cast<size_t>(Field::Count)> makeKeys()
{
    std::array<std::string, static_cast<size_t>(Field::Count)> keys;
    for (const FieldInfo &info : fieldTable())
        keys[static_cast<size_t>(info.field)] = keyText(info.bulkKey);
    return keys;
}

} // namespace

struct BodyWriter::Private
{
    Private(const ImportPlan &plan, const QStringList &listIds, Limits theLimits)
        : rows(plan, theLimits.fromRow, theLimits.toRow)
        , limits(theLimits)
    {
        for (qsizetype column = 0; column < plan.mapping.size(); ++column) {
            const ColumnTarget &target = plan.mapping.at(column);
            customKeys[&target] = keyText("cf:" + target.customName.toStdString());
        }
        tail.append("],\"list_ids\":[");
        for (const QString &id : listIds) {
            if (tail.text().back() != '[')
                tail.append(',');
            tail.appendString(id.toStdString());
        }
        tail.append("]}");
    }

    /// Writes the next contact that is wanted into `contact`.
    bool writeNext(const Wanted &wanted);

    ReadyRows rows;
    Limits limits;
    JsonWriter tail;
    std::array<std::string, static_cast<size_t>(Field::Count)> keys = makeKeys();
    std::unordered_map<const ColumnTarget *, std::string> customKeys; ///< of the plan's columns
    JsonWriter contact; ///< also one that found no room in the last body
};

bool BodyWriter::Private::writeNext(const Wanted &wanted)
{
    do {
        if (!rows.next())
            return false;
    } while (wanted && !wanted(rows.row(), rows.values));
    contact.clear();
    contact.append('{');
    contact.append(keys[static_cast<size_t>(Field::Email)]);
    contact.appendString(rows.values.email());
    for (const RowValues::Value &value : rows.values.values()) {
        if (!value.goesInBulk())
            continue;
        contact.append(',');
        contact.append(value.field == Field::Custom ? customKeys.find(value.target)->second
                                                    : keys[static_cast<size_t>(value.field)]);
        if (value.text.empty())
            contact.append(std::to_string(value.number));
        else
            contact.appendString(value.text);
    }
    contact.append('}');
    return true;
}

BodyWriter::BodyWriter(const ImportPlan &plan, const QStringList &listIds)
    : BodyWriter(plan, listIds, Limits())
{}

BodyWriter::BodyWriter(const ImportPlan &plan, const QStringList &listIds, Limits limits)
    : d(std::make_unique<Private>(plan, listIds, limits))
{}

BodyWriter::~BodyWriter() = default;

bool BodyWriter::next(Body &body, const Wanted &wanted)
{
    body.rows.clear();
    body.json.resize(0); // keeps its room
    body.json.reserve(d->limits.bytes);
    body.json.append("{\"import_data\":[");
    const std::string_view tail = d->tail.text();
    while (!d->contact.isEmpty() || d->writeNext(wanted)) {
        const std::string_view contact = d->contact.text();
        const auto size = static_cast<qsizetype>(contact.size() + 1 + tail.size());
        const bool isFull = body.json.size() + size > d->limits.bytes ||
                            static_cast<qsizetype>(body.rows.size()) >= d->limits.contacts;
        if (isFull && !body.rows.empty())
            break;
        if (!body.rows.empty())
            body.json.append(',');
        body.json.append(contact.data(), static_cast<qsizetype>(contact.size()));
        body.rows.push_back(d->rows.row());
        d->contact.clear();
    }
    body.json.append(tail.data(), static_cast<qsizetype>(tail.size()));
    return d->rows.status && !body.rows.empty();
}

Result<void> BodyWriter::status() const
{
    return d->rows.status;
}

} // namespace rollcall
