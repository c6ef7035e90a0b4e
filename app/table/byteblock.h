#pragma once

#include <QtGlobal>

#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define ROLLCALL_SSE2
#endif

namespace rollcall {

/// 64 bytes looked at together: each question is answered with a bit a byte, the lowest for the first.
class ByteBlock
{
public:
    static constexpr qint64 size = 64;

    /// From `at` on; what lies beyond `end` is never found. `at` must be before `end`. Up to `readable` there
    /// is memory that may be looked at, which saves a copy.
    ByteBlock(const char *at, const char *end, const char *readable = nullptr)
    {
        const qint64 length = end - at;
        if (length < size)
            m_valid = (quint64(1) << length) - 1;
        if (length >= size || (readable && readable - at >= size)) {
            load(at);
            return;
        }
        char padded[size] = {};
        std::memcpy(padded, at, static_cast<size_t>(length));
        load(padded);
    }

#ifdef ROLLCALL_SSE2
    /// Which bytes are one of these.
    template <typename... Byte>
    quint64 anyOf(Byte... bytes) const
    {
        const auto part = [&](__m128i bytes16) {
            __m128i found = _mm_setzero_si128();
            ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes16, _mm_set1_epi8(bytes)))), ...);
            return quint64(static_cast<quint32>(_mm_movemask_epi8(found)));
        };
        return (part(m_parts[0]) | part(m_parts[1]) << 16 | part(m_parts[2]) << 32 | part(m_parts[3]) << 48) &
               m_valid;
    }

    /// Which bytes are below 0x20 or above 0x7F.
    quint64 notPrintable() const
    {
        const auto part = [](__m128i bytes16) { // signed: what is above 0x7F is below zero
            return quint64(static_cast<quint32>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes16, _mm_set1_epi8(0x20)))));
        };
        return (part(m_parts[0]) | part(m_parts[1]) << 16 | part(m_parts[2]) << 32 | part(m_parts[3]) << 48) &
               m_valid;
    }

    /// Which bytes are above 0x7F.
    quint64 high() const
    {
        const auto part = [](__m128i bytes16) {
            return quint64(static_cast<quint32>(_mm_movemask_epi8(bytes16)));
        };
        return (part(m_parts[0]) | part(m_parts[1]) << 16 | part(m_parts[2]) << 32 | part(m_parts[3]) << 48) &
               m_valid;
    }

private:
    void load(const char *at)
    {
        const auto *const parts = reinterpret_cast<const __m128i *>(at);
        m_parts[0] = _mm_loadu_si128(parts); // four lines, because not every compiler unrolls the loop
        m_parts[1] = _mm_loadu_si128(parts + 1);
        m_parts[2] = _mm_loadu_si128(parts + 2);
        m_parts[3] = _mm_loadu_si128(parts + 3);
    }

    __m128i m_parts[4];
    quint64 m_valid = ~quint64(0);
#else
    template <typename... Byte>
    quint64 anyOf(Byte... bytes) const
    {
        quint64 bits = 0;
        for (int i = 0; i < size; ++i)
            bits |= quint64(((m_bytes[i] == bytes) || ...)) << i;
        return bits & m_valid;
    }

    quint64 notPrintable() const
    {
        quint64 bits = 0;
        for (int i = 0; i < size; ++i)
            bits |= quint64(static_cast<uchar>(m_bytes[i] - 0x20) >= 0x60) << i;
        return bits & m_valid;
    }

    quint64 high() const
    {
        quint64 bits = 0;
        for (int i = 0; i < size; ++i)
            bits |= quint64(static_cast<uchar>(m_bytes[i]) >> 7) << i;
        return bits & m_valid;
    }

private:
    void load(const char *at)
    {
        std::memcpy(m_bytes, at, size);
    }

    char m_bytes[size];
    quint64 m_valid = ~quint64(0);
#endif
};

} // namespace rollcall
