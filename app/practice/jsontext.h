#pragma once

#include <QByteArray>

#include <string_view>

namespace rollcall::practice {

/// Writes JSON as it goes: QJsonObject would cost more than all the rest where thousands of contacts are
/// asked for.
class JsonText
{
public:
    JsonText &beginObject() { return open('{'); }
    JsonText &endObject() { return close('}'); }
    JsonText &beginArray() { return open('['); }
    JsonText &endArray() { return close(']'); }
    JsonText &key(std::string_view name);

    JsonText &text(std::string_view value);
    JsonText &number(qint64 value);
    JsonText &boolean(bool value);
    JsonText &raw(QByteArrayView json); ///< a value that is JSON already

    JsonText &member(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonText &member(std::string_view name, const char *value) { return key(name).text(value); }
    template <std::integral T>
    JsonText &member(std::string_view name, T value)
    {
        key(name);
        if constexpr (std::is_same_v<T, bool>)
            return boolean(value);
        else
            return number(qint64(value));
    }
    /// Not at all when it is empty: the service leaves out what it does not have.
    JsonText &unlessEmpty(std::string_view name, std::string_view value);

    QByteArray take() { return std::move(m_text); }
    qsizetype size() const { return m_text.size(); }

private:
    JsonText &open(char bracket);
    JsonText &close(char bracket);
    void separate();

    QByteArray m_text;
    bool m_first = true;
};

} // namespace rollcall::practice
