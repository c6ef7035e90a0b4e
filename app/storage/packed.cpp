#include "storage/packed.h"

namespace rollcall {
namespace {

void append(QByteArray &to, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        to.append(static_cast<char>(number | 0x80));
    to.append(static_cast<char>(number));
}

quint64 take(const QByteArray &from, qsizetype &at)
{
    quint64 number = 0;
    for (int shift = 0; at < from.size() && shift < 64; shift += 7) {
        const auto byte = static_cast<quint8>(from.at(at++));
        number |= static_cast<quint64>(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            break;
    }
    return number;
}

} // namespace

QByteArray packNumbers(const std::vector<qint64> &numbers)
{
    QByteArray packed;
    packed.reserve(static_cast<qsizetype>(numbers.size()) + 8);
    quint64 before = 0; // unsigned: steps wrap around, from the least to the greatest number and back
    for (const qint64 number : numbers) {
        const quint64 step = static_cast<quint64>(number) - before;
        append(packed, (step << 1) ^ (0 - (step >> 63))); // zigzag: may shrink
        before += step;
    }
    return packed;
}

std::vector<qint64> unpackNumbers(const QByteArray &packed)
{
    std::vector<qint64> numbers;
    numbers.reserve(static_cast<size_t>(packed.size()));
    quint64 before = 0;
    for (qsizetype at = 0; at < packed.size();) {
        const quint64 step = take(packed, at);
        before += (step >> 1) ^ (0 - (step & 1));
        numbers.push_back(static_cast<qint64>(before));
    }
    return numbers;
}

QByteArray packTexts(const QList<QByteArray> &texts)
{
    qsizetype size = 0;
    for (const QByteArray &text : texts)
        size += text.size() + 2;
    QByteArray packed;
    packed.reserve(size);
    for (const QByteArray &text : texts) {
        append(packed, static_cast<quint64>(text.size()));
        packed.append(text);
    }
    return packed;
}

QList<QByteArray> unpackTexts(const QByteArray &packed)
{
    QList<QByteArray> texts;
    for (qsizetype at = 0; at < packed.size();) {
        const quint64 told = take(packed, at);
        const auto size =
            static_cast<qsizetype>(std::min<quint64>(told, static_cast<quint64>(packed.size() - at)));
        texts.append(packed.mid(at, size));
        at += size;
    }
    return texts;
}

} // namespace rollcall
