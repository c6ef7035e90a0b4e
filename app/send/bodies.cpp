#include "send/bodies.h"

#include "send/jsonwriter.h"
#include "send/readyrows.h"

#include <array>
#include <string>
#include <unordered_map>

namespace rollcall {
namespace {

/// `"first_name":` for every field, ready to be copied.
std::array<std::string, static_cast<size_t>(Field::Count)> makeKeys()
{
    std::array<std::string, static_cast<size_t>(Field::Count)> keys;
    for (const FieldInfo &info : fieldTable()) {
        std::string &key = keys[static_cast<size_t>(info.field)];
        appendJsonString(key, info.bulkKey);
        key.push_back(':');
    }
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
            std::string &key = customKeys[&target];
            appendJsonString(key, "cf:" + target.customName.toStdString());
            key.push_back(':');
        }
        tail = "],\"list_ids\":[";
        for (const QString &id : listIds) {
            if (tail.back() != '[')
                tail.push_back(',');
            appendJsonString(tail, id.toStdString());
        }
        tail += "]}";
    }

    /// Writes the next contact that is wanted into `contact`.
    bool writeNext(const Wanted &wanted);

    ReadyRows rows;
    Limits limits;
    std::string tail;
    std::array<std::string, static_cast<size_t>(Field::Count)> keys = makeKeys();
    std::unordered_map<const ColumnTarget *, std::string> customKeys; ///< of the plan's columns
    std::string contact; ///< also one that found no room in the last body
};

bool BodyWriter::Private::writeNext(const Wanted &wanted)
{
    do {
        if (!rows.next())
            return false;
    } while (wanted && !wanted(rows.row(), rows.values));
    contact.assign("{").append(keys[static_cast<size_t>(Field::Email)]);
    appendJsonString(contact, rows.values.email());
    for (const RowValues::Value &value : rows.values.values()) {
        if (!value.goesInBulk())
            continue;
        contact.push_back(',');
        contact.append(value.field == Field::Custom ? customKeys.find(value.target)->second
                                                    : keys[static_cast<size_t>(value.field)]);
        if (value.text.empty())
            contact.append(std::to_string(value.number));
        else
            appendJsonString(contact, value.text);
    }
    contact.push_back('}');
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
    while (!d->contact.empty() || d->writeNext(wanted)) {
        const auto size = static_cast<qsizetype>(d->contact.size() + 1 + d->tail.size());
        const bool isFull = body.json.size() + size > d->limits.bytes ||
                            static_cast<qsizetype>(body.rows.size()) >= d->limits.contacts;
        if (isFull && !body.rows.empty())
            break;
        if (!body.rows.empty())
            body.json.append(',');
        body.json.append(d->contact.data(), static_cast<qsizetype>(d->contact.size()));
        body.rows.push_back(d->rows.row());
        d->contact.clear();
    }
    body.json.append(d->tail.data(), static_cast<qsizetype>(d->tail.size()));
    return d->rows.status && !body.rows.empty();
}

Result<void> BodyWriter::status() const
{
    return d->rows.status;
}

} // namespace rollcall
