#include "practice/faults.h"

#include "practice/jsontext.h"
#include "practice/texts.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace rollcall::practice {
namespace {

QByteArray error(std::string_view key, std::string_view message)
{
    JsonText json;
    json.beginObject().member("error_key", key).member("error_message", message).endObject();
    return json.take();
}

} // namespace

Answer refusal(int status, std::string_view key, std::string_view message)
{
    return Answer::json(status, '[' + error(key, message) + ']');
}

Answer bareRefusal(int status, std::string_view key, std::string_view message)
{
    return Answer::json(status, error(key, message));
}

Answer notFound(std::string_view what)
{
    return refusal(404, "contacts.api.not_found", std::string(what) + " not found.");
}

Answer conflict(std::string_view message)
{
    return refusal(409, "contacts.api.conflict", message);
}

Answer badRequest(std::string_view message)
{
    return refusal(400, "contacts.api.validation.error", message);
}

Answer Faults::answer() const
{
    return badRequest(m_faults.join(QStringLiteral(", ")).toStdString());
}

Fields::Fields(const QJsonObject &object, Faults &faults, QString prefix)
    : m_object(object)
    , m_faults(faults)
    , m_prefix(std::move(prefix))
{}

void Fields::allowOnly(std::initializer_list<const char *> names)
{
    for (auto member = m_object.begin(); member != m_object.end(); ++member) {
        const bool known = std::any_of(names.begin(), names.end(),
                                       [&](const char *name) { return member.key() == QLatin1String(name); });
        if (!known)
            m_faults.add(QStringLiteral("unrecognized field %1").arg(m_prefix + member.key()));
    }
}

std::optional<std::string> Fields::text(const char *name, int longest)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    if (value.isUndefined())
        return std::nullopt;
    if (value.isNull())
        return std::string();
    if (!value.isString()) {
        m_faults.invalid(pathOf(name));
        return std::nullopt;
    }
    std::string text = value.toString().toStdString();
    if (lengthOf(text) > longest) {
        m_faults.add(
            QStringLiteral("%1 is too long (maximum is %2 characters)").arg(pathOf(name)).arg(longest));
        return std::nullopt;
    }
    return text;
}

std::optional<int> Fields::number(const char *name, int least, int most)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const double number = value.toDouble(NAN);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most) {
        m_faults.invalid(pathOf(name));
        return std::nullopt;
    }
    return int(number);
}

std::optional<bool> Fields::boolean(const char *name)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isBool()) {
        m_faults.invalid(pathOf(name));
        return std::nullopt;
    }
    return value.toBool();
}

std::optional<QJsonObject> Fields::object(const char *name)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isObject()) {
        m_faults.invalid(pathOf(name));
        return std::nullopt;
    }
    return value.toObject();
}

std::optional<QJsonArray> Fields::array(const char *name, int most)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isArray()) {
        m_faults.invalid(pathOf(name));
        return std::nullopt;
    }
    if (value.toArray().size() > most) {
        m_faults.add(QStringLiteral("%1 has too many elements (maximum is %2)").arg(pathOf(name)).arg(most));
        return std::nullopt;
    }
    return value.toArray();
}

std::optional<std::vector<std::string>> Fields::texts(const char *name, int most)
{
    const auto values = array(name, most);
    if (!values)
        return std::nullopt;
    std::vector<std::string> result;
    for (const QJsonValue &value : *values) {
        if (!value.isString()) {
            m_faults.invalid(pathOf(name));
            return std::nullopt;
        }
        result.push_back(value.toString().toStdString());
    }
    return result;
}

std::optional<Answer> readObject(const Call &call, QJsonObject &object)
{
    if (!call.isJson())
        return refusal(415, "contacts.api.unsupported_media_type", "Content-Type must be application/json.");
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(call.body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return refusal(400, "contacts.api.json.error", "The JSON payload is malformed.");
    if (!document.isObject())
        return refusal(400, "contacts.api.json.error", "The JSON payload must be an object.");
    object = document.object();
    return std::nullopt;
}

} // namespace rollcall::practice
