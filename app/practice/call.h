#pragma once

#include <QByteArray>
#include <QList>

#include <optional>
#include <string_view>
#include <utility>

namespace rollcall::practice {

/// Decoded name and value pairs of a query or a form, in the order they came.
class Parameters
{
public:
    /// "a=1&b=2", with + for blanks and percent signs.
    static Parameters parse(QByteArrayView text);

    bool has(std::string_view name) const { return count(name) > 0; }
    qsizetype count(std::string_view name) const;
    QByteArray value(std::string_view name) const; ///< the first; empty when there is none
    void append(const Parameters &more) { m_pairs.append(more.m_pairs); }
    const QList<std::pair<QByteArray, QByteArray>> &pairs() const { return m_pairs; }

private:
    QList<std::pair<QByteArray, QByteArray>> m_pairs;
};

/// A part of a multipart form.
struct Part
{
    QByteArray name;
    QByteArray fileName;
    QByteArray content;
};

/// One request as it arrived.
struct Call
{
    QByteArray method;
    QByteArray path; ///< without the query
    Parameters query;
    QByteArray contentType;
    QByteArray authorization;
    QByteArray cookie;
    QByteArray body; ///< a view of what the server holds: good as long as the call is served
    QList<Part> parts;
    qint64 arrivedMs = 0; ///< on the account's clock, when its head had been read
    QByteArray trouble;   ///< the one picked for this call; empty: none

    bool isJson() const;
    bool isForm() const;
    QByteArray bearer() const; ///< empty when there is none
};

struct Answer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;

    static Answer json(int status, QByteArray body)
    {
        return {status, std::move(body), "application/json", {}};
    }
    static Answer html(int status, QByteArray body)
    {
        return {status, std::move(body), "text/html; charset=utf-8", {}};
    }
    Answer &with(const QByteArray &name, const QByteArray &value)
    {
        headers.append(std::pair(name, value));
        return *this;
    }

    static Answer redirect(const QByteArray &address)
    {
        return {302, {}, "text/plain", {{"Location", address}}};
    }
};

} // namespace rollcall::practice
