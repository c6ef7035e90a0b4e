#pragma once

#include "practice/call.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <initializer_list>
#include <optional>
#include <string>

namespace rollcall::practice {

/// An error in the usual shape: an array with one object.
Answer refusal(int status, std::string_view key, std::string_view message);
/// An error in the shape of the gateway: a bare object.
Answer bareRefusal(int status, std::string_view key, std::string_view message);

Answer notFound(std::string_view what);
Answer conflict(std::string_view message);
Answer badRequest(std::string_view message);

/// What is wrong with a request; the service tells it all in one message.
class Faults
{
public:
    void add(const QString &fault) { m_faults.append(fault); }
    void invalid(const QString &name) { add(name + QStringLiteral(" does not have a valid value")); }
    void missing(const QString &name) { add(name + QStringLiteral(" is missing")); }
    bool any() const { return !m_faults.isEmpty(); }
    Answer answer() const;

private:
    QStringList m_faults;
};

/// Reads a JSON object by the specification: what it does not name, what is too long and what has another
/// type is a fault.
class Fields
{
public:
    Fields(const QJsonObject &object, Faults &faults, QString prefix = {});

    /// Faults for all members but these.
    void allowOnly(std::initializer_list<const char *> names);
    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }
    QString pathOf(const char *name) const { return m_prefix + QLatin1String(name); }

    /// Empty where it is absent, or faulty. null is "".
    std::optional<std::string> text(const char *name, int longest);
    std::optional<int> number(const char *name, int least, int most);
    std::optional<bool> boolean(const char *name);
    std::optional<QJsonObject> object(const char *name);
    std::optional<QJsonArray> array(const char *name, int most);
    /// An array of texts.
    std::optional<std::vector<std::string>> texts(const char *name, int most);

private:
    const QJsonObject &m_object;
    Faults &m_faults;
    const QString m_prefix;
};

/// The body as an object; an Answer (400, 415) where it is not.
std::optional<Answer> readObject(const Call &call, QJsonObject &object);

} // namespace rollcall::practice
