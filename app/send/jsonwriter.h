#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace rollcall {

/// JSON in the making, in memory that is kept from one text to the next: a string that grows by a few bytes
/// at a time costs more than what is written into it.
class JsonWriter
{
public:
    std::string_view text() const { return {m_memory.data(), m_size}; }
    bool isEmpty() const { return m_size == 0; }
    void clear() { m_size = 0; }

    void append(char c)
    {
        *room(1) = c;
        ++m_size;
    }
    void append(std::string_view json) ///< what is JSON already
    {
        json.copy(room(json.size()), json.size());
        m_size += json.size();
    }
    /// `text`, valid UTF-8, as a JSON string with its quotation marks.
    void appendString(std::string_view text);

private:
    char *room(size_t size)
    {
        if (m_memory.size() - m_size < size)
            m_memory.resize(std::max(m_size + size, 2 * m_memory.size()));
        return m_memory.data() + m_size;
    }

    std::string m_memory; ///< longer than what is written
    size_t m_size = 0;
};

} // namespace rollcall
