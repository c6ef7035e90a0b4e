#include "table/utf8check.h"

#include "table/byteblock.h"

#include <bit>

namespace rollcall {
namespace {

/// Whether a character of two bytes begins here.
bool isShort(const char *at)
{
    const auto first = static_cast<uchar>(at[0]);
    const auto second = static_cast<uchar>(at[1]);
    return first >= 0xC2 && first <= 0xDF && (second & 0xC0) == 0x80;
}

} // namespace

void Utf8Check::step(const char *at, qint64 offset)
{
    const auto byte = static_cast<uchar>(*at);
    if (m_missing > 0) {
        if (byte < m_lowest || byte > m_highest) {
            m_error = offset;
            return;
        }
        m_lowest = 0x80;
        m_highest = 0xBF;
        if (--m_missing == 0)
            ++m_wide;
    } else if (byte < 0x80) {
        return;
    } else if (byte >= 0xC2 && byte <= 0xDF) {
        m_missing = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        m_missing = 2;
        m_lowest = byte == 0xE0 ? 0xA0 : 0x80;  // no overlong forms
        m_highest = byte == 0xED ? 0x9F : 0xBF; // no surrogates
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        m_missing = 3;
        m_lowest = byte == 0xF0 ? 0x90 : 0x80;
        m_highest = byte == 0xF4 ? 0x8F : 0xBF; // nothing above U+10FFFF
    } else {
        m_error = offset;
    }
}

void Utf8Check::feed(std::string_view bytes)
{
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    for (const char *base = begin; base < end && m_error < 0; base += ByteBlock::size) {
        const ByteBlock block(base, end);
        if (block.anyOf('\0'))
            m_hasZero = true;
        const char *const blockEnd = end - base < ByteBlock::size ? end : base + ByteBlock::size;
        quint64 high = block.high();
        // From one byte beyond ASCII to the next; between them only an unfinished character needs a look.
        for (const char *at = base; at < blockEnd && m_error < 0;) {
            if (m_missing == 0) {
                high &= ~quint64(0) << (at - base);
                if (!high)
                    break;
                at = base + std::countr_zero(high);
                if (blockEnd - at >= 2 && isShort(at)) { // the accents of most languages, all at once
                    ++m_wide;
                    at += 2;
                    continue;
                }
            }
            step(at, m_offset + (at - begin));
            ++at;
        }
    }
    m_offset += end - begin;
}

void Utf8Check::finish()
{
    if (m_missing > 0 && m_error < 0)
        m_error = m_offset;
}

} // namespace rollcall
