#include "practice/visit.h"

#include "practice/jsontext.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

QByteArray encoded(const Parameters &query)
{
    QByteArray text;
    for (const auto &[name, value] : query.pairs())
        text += (text.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    return text;
}

bool exists(IdKind kind, quint32 number, const State &state)
{
    switch (kind) {
    case IdKind::Contact:
        return number < state.people.size();
    case IdKind::List:
        return state.hasList(number);
    case IdKind::Field:
        return state.hasField(number);
    case IdKind::Tag:
        return state.hasTag(number);
    default:
        return false;
    }
}

} // namespace

void allowOnly(const Parameters &query, std::initializer_list<const char *> names, Faults &faults)
{
    for (const auto &[key, value] : query.pairs()) {
        const bool known =
            std::any_of(names.begin(), names.end(), [&](const char *name) { return key == name; });
        if (!known)
            faults.add(QStringLiteral("%1 is not a valid parameter").arg(QString::fromUtf8(key)));
        else if (query.count(key.toStdString()) > 1)
            faults.add(QStringLiteral("%1 is given more than once").arg(QString::fromUtf8(key)));
    }
}

int limitOf(const Parameters &query, int most, Faults &faults)
{
    constexpr int usual = 50;
    if (!query.has("limit"))
        return usual;
    bool good = false;
    const int limit = query.value("limit").toInt(&good);
    if (!good || limit < 1 || limit > most) {
        faults.invalid(QStringLiteral("limit"));
        return usual;
    }
    return limit;
}

std::optional<bool> flagOf(const Parameters &query, const char *name, Faults &faults)
{
    if (!query.has(name))
        return std::nullopt;
    const QByteArray value = query.value(name);
    if (value != "true" && value != "false") {
        faults.invalid(QLatin1String(name));
        return std::nullopt;
    }
    return value == "true";
}

QByteArray cursorFor(const QByteArray &query, qint64 position)
{
    return (QByteArray("next=") + QByteArray::number(position) + '&' + query).toBase64();
}

std::optional<std::pair<Parameters, qint64>> cursorFrom(const QByteArray &cursor)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor, QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype end = decoded ? (*decoded).indexOf('&') : -1;
    if (end < 0 || !(*decoded).startsWith("next="))
        return std::nullopt;
    bool good = false;
    const qint64 position = (*decoded).mid(5, end - 5).toLongLong(&good);
    if (!good)
        return std::nullopt;
    return std::pair(Parameters::parse(QByteArrayView(*decoded).sliced(end + 1)), position);
}

std::optional<std::pair<Parameters, qint64>> pageOf(const Call &call, Faults &faults)
{
    if (!call.query.has("cursor"))
        return std::pair(call.query, qint64(0));
    allowOnly(call.query, {"cursor", "limit"}, faults);
    auto page = cursorFrom(call.query.value("cursor"));
    if (!page)
        faults.invalid(QStringLiteral("cursor"));
    return page;
}

void linkNext(JsonText &json, const char *path, const Parameters &query, qint64 position)
{
    const QByteArray href =
        QByteArray("/v3/") + path + "?cursor=" + cursorFor(encoded(query), position).toPercentEncoding();
    json.key("_links")
        .beginObject()
        .key("next")
        .beginObject()
        .member("href", href.toStdString())
        .endObject()
        .endObject();
}

std::vector<quint32> existing(IdKind kind, const std::vector<std::string> &ids, const State &state,
                              const QString &name, Faults &faults)
{
    std::vector<quint32> numbers;
    for (const std::string &id : ids) {
        const auto number = numberOf(kind, id);
        if (!number || !exists(kind, *number, state)) {
            faults.invalid(name);
            return {};
        }
        if (std::find(numbers.begin(), numbers.end(), *number) == numbers.end())
            numbers.push_back(*number);
    }
    return numbers;
}

} // namespace rollcall::practice
