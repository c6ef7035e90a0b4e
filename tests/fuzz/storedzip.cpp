#include "fuzz/storedzip.h"

#include <initializer_list>

namespace rollcall::fuzz {
namespace {

quint32 checksum(const QByteArray &bytes)
{
    quint32 sum = 0xFFFFFFFF;
    for (const char byte : bytes) {
        sum ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

QByteArray numbers(int width, std::initializer_list<quint32> values)
{
    QByteArray bytes;
    for (const quint32 value : values) {
        for (int i = 0; i < width; ++i)
            bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    return bytes;
}

} // namespace

QByteArray storedZip(const QList<ZipMember> &members)
{
    QByteArray files;
    QByteArray directory;
    for (const auto &[name, content] : members) {
        const auto size = static_cast<quint32>(content.size());
        // Version, flags, method, time, day; checksum and sizes; lengths of the name and of what comes after
        // it.
        const QByteArray facts = numbers(2, {20, 0, 0, 0, 0x21}) +
                                 numbers(4, {checksum(content), size, size}) +
                                 numbers(2, {static_cast<quint32>(name.size()), 0});
        directory += "PK\x01\x02" + numbers(2, {20}) + facts + numbers(2, {0, 0, 0}) +
                     numbers(4, {0, static_cast<quint32>(files.size())}) + name;
        files += "PK\x03\x04" + facts + name + content;
    }
    const auto count = static_cast<quint32>(members.size());
    return files + directory + "PK\x05\x06" + numbers(2, {0, 0, count, count}) +
           numbers(4, {static_cast<quint32>(directory.size()), static_cast<quint32>(files.size())}) +
           numbers(2, {0});
}

} // namespace rollcall::fuzz
