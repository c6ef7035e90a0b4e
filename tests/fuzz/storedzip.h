#pragma once

#include <QByteArray>
#include <QList>

namespace rollcall::fuzz {

struct ZipMember
{
    QByteArray name;
    QByteArray content;
};

/// A ZIP of files that are not compressed, so that what a fuzzer changes is what the reader sees.
QByteArray storedZip(const QList<ZipMember> &members);

} // namespace rollcall::fuzz
