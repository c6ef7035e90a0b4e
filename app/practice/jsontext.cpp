#include "practice/jsontext.h"

#include <array>
#include <cstdio>

namespace rollcall::practice {

void JsonText::separate()
{
    if (!m_first)
        m_text += ',';
    m_first = false;
}

JsonText &JsonText::open(char bracket)
{
    separate();
    m_text += bracket;
    m_first = true;
    return *this;
}

JsonText &JsonText::close(char bracket)
{
    m_text += bracket;
    m_first = false;
    return *this;
}

JsonText &JsonText::key(std::string_view name)
{
    text(name);
    m_text += ':';
    m_first = true;
    return *this;
}

JsonText &JsonText::text(std::string_view value)
{
    separate();
    m_text += '"';
    size_t plain = 0; // start of what needs no escape
    const auto flush = [&](size_t end) { m_text.append(value.data() + plain, qsizetype(end - plain)); };
    for (size_t i = 0; i < value.size(); ++i) {
        const auto c = static_cast<unsigned char>(value[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        flush(i);
        plain = i + 1;
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += char(c);
        } else if (c == '\n') {
            m_text += "\\n";
        } else {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", unsigned(c));
            m_text += escape.data();
        }
    }
    flush(value.size());
    m_text += '"';
    return *this;
}

JsonText &JsonText::number(qint64 value)
{
    separate();
    m_text += QByteArray::number(value);
    return *this;
}

JsonText &JsonText::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
    return *this;
}

JsonText &JsonText::raw(QByteArrayView json)
{
    separate();
    m_text += json;
    return *this;
}

JsonText &JsonText::unlessEmpty(std::string_view name, std::string_view value)
{
    return value.empty() ? *this : member(name, value);
}

} // namespace rollcall::practice
