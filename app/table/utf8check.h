#pragma once

#include <QtGlobal>

#include <string_view>

namespace rollcall {

/// Whether bytes that come in pieces are UTF-8 to the letter (RFC 3629: no overlong forms, no surrogates),
/// and whether zero bytes are among them. Fast where the text is ASCII.
class Utf8Check
{
public:
    void feed(std::string_view bytes);
    void finish(); ///< nothing comes any more: a character cut in half is an error

    qint64 firstError() const { return m_error; } ///< offset of the first byte that is wrong; -1: none
    bool hasZeroBytes() const { return m_hasZero; }
    qint64 wideCharacters() const { return m_wide; } ///< whole characters beyond ASCII so far

private:
    void step(const char *at, qint64 offset);

    qint64 m_offset = 0; ///< of the next piece
    qint64 m_error = -1;
    qint64 m_wide = 0;
    bool m_hasZero = false;
    int m_missing = 0;     ///< continuation bytes still to come
    uchar m_lowest = 0x80; ///< what the next of them may be
    uchar m_highest = 0xBF;
};

} // namespace rollcall
