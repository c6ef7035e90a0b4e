#include "send/outboxitem.h"

#include "send/contactpicture.h"
#include "send/outcome.h"
#include "send/rowmark.h"
#include "support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <functional>

namespace rollcall {
namespace {

QString whyOf(const SingleRecord &single)
{
    if (single.import.error)
        return single.import.error->message;
    return single.state == BodyRecord::State::Sending
               ? Text::tr("Rollcall was stopped while sending. First it is looked up whether that arrived.")
               : Text::tr("Rollcall was stopped before this was sent.");
}

QStringList textsOf(const QJsonObject &json, const char *key)
{
    QStringList texts;
    const QJsonArray array = json.value(QLatin1String(key)).toArray();
    for (const QJsonValue &text : array)
        texts.append(text.toString());
    return texts;
}

/// Does `work` on somebody who waits, while nobody else is at them.
Result<void> whileAlone(Journal &journal, qint64 id,
                        const std::function<Result<void>(const SingleRecord &single)> &work)
{
    const QString importId = QString::number(id);
    const auto lock = journal.lock(importId);
    const auto single = journal.openSingle(importId);
    if (!lock || !single)
        return tl::unexpected(lock ? single.error() : lock.error());
    if (*lock && *single)
        return work(**single);
    if (*lock)
        journal.removeLockFile(importId);
    return *single
               ? failure(Error::Kind::Usage, Text::tr("This person is being sent at this moment."),
                         Text::tr("Nothing was changed. Look again in a moment."))
               : failure(Error::Kind::Usage, Text::tr("This person does not wait in the outbox any more."));
}

} // namespace

ImportRecord recordOf(const OutboxItem &item)
{
    ImportRecord record;
    record.id = QString::number(item.id);
    record.kind = ImportRecord::Kind::Single;
    record.file = item.contact.email;
    record.started = item.since;
    record.state = static_cast<quint8>(ImportSummary::State::Waiting);
    record.listIds = item.contact.listIds;
    record.listNames = item.listNames + item.wantedLists;
    record.tagIds = item.contact.tagIds;
    record.express = item.permission == Permission::Explicit;
    record.rows = 1;
    record.counts = QList<qint64>(static_cast<int>(Outcome::Count), 0);
    record.counts[static_cast<int>(Outcome::NotSent)] = 1;
    record.plan =
        QJsonDocument(QJsonObject{{QStringLiteral("update"), item.update},
                                  {QStringLiteral("lists"), QJsonArray::fromStringList(item.wantedLists)},
                                  {QStringLiteral("make_lists"), item.makeLists},
                                  {QStringLiteral("tags"), QJsonArray::fromStringList(item.wantedTags)}})
            .toJson(QJsonDocument::Compact);
    return record;
}

QByteArray bodyOf(const OutboxItem &item)
{
    KnownContact person;
    person.contact = item.contact;
    person.permission = item.permission;
    return toPicture(person);
}

OutboxItem itemOf(const SingleRecord &single)
{
    const ImportRecord &record = single.import;
    const KnownContact person = fromPicture(single.body);
    const QJsonObject plan = QJsonDocument::fromJson(record.plan).object();
    OutboxItem item;
    item.id = record.id.toLongLong();
    item.since = record.started;
    item.contact = person.contact;
    item.permission = person.permission;
    item.wantedLists = textsOf(plan, "lists");
    item.makeLists = plan.value(QLatin1String("make_lists")).toBool();
    item.wantedTags = textsOf(plan, "tags");
    item.listNames =
        record.listNames.first(std::max<qsizetype>(0, record.listNames.size() - item.wantedLists.size()));
    item.update = plan.value(QLatin1String("update")).toBool();
    item.why = whyOf(single);
    return item;
}

Result<QString> keepSingle(Journal &journal, const ImportRecord &record, const QByteArray &body)
{
    RowMark mark;
    mark.pending = true;
    QString id;
    const auto kept = journal.together([&]() -> Result<void> {
        const auto begun = journal.begin(record);
        if (!begun)
            return tl::unexpected(begun.error());
        id = *begun;
        return journal.addBlock(id, 0, {{1}, {1}, {record.file.toUtf8()}})
            .and_then([&] { return journal.setMarks(id, {mark.toByte()}); })
            .and_then([&] {
                return journal.addBody(id, {0, BodyRecord::State::Written, {0}, {}, 0}, body);
            });
    });
    return kept.map([&id] { return id; });
}

Result<QList<OutboxItem>> whoWaits(Journal &journal)
{
    const auto singles = journal.openSingles();
    if (!singles)
        return tl::unexpected(singles.error());
    QList<OutboxItem> items;
    for (const SingleRecord &single : *singles) {
        // One that never waited is being added right now, or was left by a program that was killed.
        if (single.import.state != static_cast<quint8>(ImportSummary::State::Waiting)) {
            const auto isResting = journal.isResting(single.import.id);
            if (!isResting)
                return tl::unexpected(isResting.error());
            if (!*isResting)
                continue;
        }
        items.append(itemOf(single));
    }
    return items;
}

Result<void> changeWaiting(Journal &journal, const OutboxItem &item)
{
    return whileAlone(journal, item.id, [&](const SingleRecord &single) {
        ImportRecord record = recordOf(item);
        record.started = single.import.started;
        record.error = single.import.error;
        record.calls = single.import.calls;
        return journal.together([&] {
            return journal.update(record)
                .and_then([&] {
                    return journal.replaceBlock(record.id, 0, {{1}, {1}, {record.file.toUtf8()}});
                })
                .and_then([&] {
                    return journal.replaceBody(record.id, 0, BodyRecord::State::Written, bodyOf(item));
                });
        });
    });
}

Result<void> discardWaiting(Journal &journal, qint64 id)
{
    return whileAlone(journal, id, [&journal](const SingleRecord &single) {
        return journal.remove(single.import.id).map([&] { journal.removeLockFile(single.import.id); });
    });
}

} // namespace rollcall
