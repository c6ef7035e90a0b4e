#include "practice/jsonscanner.h"

#include <QJsonDocument>
#include <QString>

#include <charconv>

namespace rollcall::practice {

void JsonScanner::skipBlanks()
{
    constexpr std::string_view blanks = " \t\r\n";
    m_at = std::min(m_json.find_first_not_of(blanks, m_at), m_json.size());
}

char JsonScanner::peek()
{
    skipBlanks();
    return m_at < m_json.size() ? m_json[m_at] : '\0';
}

bool JsonScanner::take(char punctuation)
{
    const char next = peek();
    if (next == '\0')
        m_cut = true;
    if (next != punctuation)
        return false;
    ++m_at;
    return true;
}

bool JsonScanner::readText(std::string &text)
{
    text.clear();
    if (!take('"'))
        return false;
    while (m_at < m_json.size()) {
        const size_t end = m_json.find_first_of("\"\\", m_at);
        const std::string_view plain = m_json.substr(m_at, end == std::string_view::npos ? end : end - m_at);
        for (const char c : plain) {
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
        }
        text += plain;
        m_at += plain.size();
        if (m_at == m_json.size())
            break;
        if (m_json[m_at++] == '"')
            return true;
        if (!readEscape(text))
            return false;
    }
    m_cut = true;
    return false;
}

bool JsonScanner::readHex(unsigned &value)
{
    if (m_at + 4 > m_json.size()) {
        m_cut = true;
        return false;
    }
    const char *from = m_json.data() + m_at;
    m_at += 4;
    return std::from_chars(from, from + 4, value, 16).ptr == from + 4;
}

bool JsonScanner::readEscape(std::string &text)
{
    if (m_at == m_json.size()) {
        m_cut = true;
        return false;
    }
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = m_json[m_at++];
    if (const size_t known = letters.find(letter); known != std::string_view::npos) {
        text += meanings[known];
        return true;
    }
    unsigned unit = 0;
    if (letter != 'u' || !readHex(unit))
        return false;
    QString character = QChar(char16_t(unit));
    if (QChar::isHighSurrogate(char32_t(unit))) {
        unsigned low = 0;
        if (m_json.substr(m_at, 2) != "\\u")
            return false;
        m_at += 2;
        if (!readHex(low) || !QChar::isLowSurrogate(char32_t(low)))
            return false;
        character += QChar(char16_t(low));
    } else if (QChar::isLowSurrogate(char32_t(unit))) {
        return false;
    }
    text += character.toStdString();
    return true;
}

bool JsonScanner::skipText()
{
    std::string ignored;
    return readText(ignored);
}

bool JsonScanner::skipNested()
{
    int depth = 0;
    do {
        const char next = peek();
        if (next == '\0') {
            m_cut = true;
            return false;
        }
        if (next == '"') {
            if (!skipText())
                return false;
            continue;
        }
        ++m_at;
        depth += (next == '{' || next == '[') ? 1 : (next == '}' || next == ']') ? -1 : 0;
    } while (depth > 0);
    return true;
}

bool JsonScanner::skipWord()
{
    m_at = std::min(m_json.find_first_of(",]} \t\r\n", m_at), m_json.size());
    m_cut = m_cut || m_at == m_json.size();
    return !m_cut;
}

bool JsonScanner::readRaw(std::string_view &raw)
{
    const char first = peek();
    const size_t begin = m_at;
    const bool good = first == '"' ? skipText() : first == '{' || first == '[' ? skipNested() : skipWord();
    raw = m_json.substr(begin, m_at - begin);
    // Well formed? As an array with one element, since not every value makes a document.
    return good &&
           !QJsonDocument::fromJson('[' + QByteArray(raw.data(), qsizetype(raw.size())) + ']').isNull();
}

} // namespace rollcall::practice
