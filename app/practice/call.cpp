#include "practice/call.h"

namespace rollcall::practice {
namespace {

QByteArray decoded(QByteArrayView text)
{
    QByteArray plain = text.toByteArray();
    plain.replace('+', ' ');
    return QByteArray::fromPercentEncoding(plain);
}

/// Without parameters such as charset.
QByteArray mediaType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

} // namespace

Parameters Parameters::parse(QByteArrayView text)
{
    Parameters result;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = text.indexOf('&', from);
        if (to < 0)
            to = text.size();
        const QByteArrayView pair = text.sliced(from, to - from);
        from = to + 1;
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            result.m_pairs.append({decoded(pair), QByteArray()});
        else
            result.m_pairs.append({decoded(pair.first(equals)), decoded(pair.sliced(equals + 1))});
    }
    return result;
}

qsizetype Parameters::count(std::string_view name) const
{
    return std::count_if(m_pairs.begin(), m_pairs.end(), [name](const auto &pair) {
        return pair.first == QByteArrayView(name.data(), qsizetype(name.size()));
    });
}

QByteArray Parameters::value(std::string_view name) const
{
    for (const auto &[key, value] : m_pairs) {
        if (key == QByteArrayView(name.data(), qsizetype(name.size())))
            return value;
    }
    return {};
}

bool Call::isJson() const
{
    const QByteArray charset = contentType.mid(contentType.indexOf(';') + 1).trimmed().toLower();
    const bool utf8 =
        !contentType.contains(';') || charset == "charset=utf-8" || charset == "charset=\"utf-8\"";
    return mediaType(contentType) == "application/json" && utf8;
}

bool Call::isForm() const
{
    return mediaType(contentType) == "application/x-www-form-urlencoded";
}

QByteArray Call::bearer() const
{
    const QByteArray scheme = "bearer ";
    return authorization.left(scheme.size()).toLower() == scheme ? authorization.mid(scheme.size()).trimmed()
                                                                 : QByteArray();
}

} // namespace rollcall::practice
