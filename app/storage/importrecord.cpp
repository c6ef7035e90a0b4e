#include "storage/importrecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

QJsonArray toArray(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList toTexts(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray())
        texts.append(text.toString());
    return texts;
}

} // namespace

QByteArray aboutOf(const ImportRecord &record)
{
    QJsonArray counts;
    for (const qint64 count : record.counts)
        counts.append(count);
    QJsonObject about{
        {QStringLiteral("file"), record.file},
        {QStringLiteral("list_ids"), toArray(record.listIds)},
        {QStringLiteral("list_names"), toArray(record.listNames)},
        {QStringLiteral("source"), record.source},
        {QStringLiteral("revive"), record.revive},
        {QStringLiteral("express"), record.express},
        {QStringLiteral("tag_ids"), toArray(record.tagIds)},
        {QStringLiteral("tag_names"), toArray(record.tagNames)},
        {QStringLiteral("tagged"), record.tagged},
        {QStringLiteral("cancelled"), record.cancelled},
        {QStringLiteral("content"), QString::fromLatin1(record.content.toBase64())},
        {QStringLiteral("account_read"), record.accountRead},
        {QStringLiteral("own_list_name"), record.ownListName},
        {QStringLiteral("counts"), counts},
        {QStringLiteral("calls"), record.calls},
        {QStringLiteral("seconds"), record.seconds},
        {QStringLiteral("refused_file"), record.refusedFile},
    };
    if (record.error) {
        about.insert(QStringLiteral("error"),
                     QJsonObject{{QStringLiteral("kind"), static_cast<int>(record.error->kind)},
                                 {QStringLiteral("message"), record.error->message},
                                 {QStringLiteral("hint"), record.error->hint},
                                 {QStringLiteral("detail"), record.error->detail}});
    }
    return QJsonDocument(about).toJson(QJsonDocument::Compact);
}

void setAbout(ImportRecord &record, const QByteArray &json)
{
    const QJsonObject about = QJsonDocument::fromJson(json).object();
    const auto text = [&about](const char *key) { return about.value(QLatin1String(key)).toString(); };
    record.file = text("file");
    record.listIds = toTexts(about.value(QLatin1String("list_ids")));
    record.listNames = toTexts(about.value(QLatin1String("list_names")));
    record.source = text("source");
    record.express = about.value(QLatin1String("express")).toBool();
    record.tagIds = toTexts(about.value(QLatin1String("tag_ids")));
    record.tagNames = toTexts(about.value(QLatin1String("tag_names")));
    record.tagged = about.value(QLatin1String("tagged")).toBool();
    record.cancelled = about.value(QLatin1String("cancelled")).toBool(); // older records know of none
    record.content = QByteArray::fromBase64(about.value(QLatin1String("content")).toString().toLatin1());
    record.revive = about.value(QLatin1String("revive")).toBool();
    record.accountRead = about.value(QLatin1String("account_read")).toBool();
    record.ownListName = text("own_list_name");
    for (const QJsonValue &count : about.value(QLatin1String("counts")).toArray())
        record.counts.append(count.toInteger());
    record.calls = about.value(QLatin1String("calls")).toInt();
    record.seconds = about.value(QLatin1String("seconds")).toDouble();
    record.refusedFile = text("refused_file");
    if (const QJsonObject error = about.value(QLatin1String("error")).toObject(); !error.isEmpty()) {
        record.error = Error{static_cast<Error::Kind>(error.value(QLatin1String("kind")).toInt()),
                             error.value(QLatin1String("message")).toString(),
                             error.value(QLatin1String("hint")).toString(),
                             error.value(QLatin1String("detail")).toString()};
    }
}

} // namespace rollcall
