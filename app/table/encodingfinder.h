#pragma once

#include <QByteArray>
#include <QString>

namespace rollcall {

struct EncodingFinding
{
    QString name;         ///< as encodingName() gives it
    qint64 bomLength = 0; ///< bytes at the beginning that only say which encoding it is
    double confidence = 1;

    bool operator==(const EncodingFinding &) const = default;
};

/// Which encoding a text comes in, by its beginning: a byte order mark, UTF-16 by its zeros, strict UTF-8,
/// and only then by statistics. `isWhole`: there is no more than the sample.
EncodingFinding findEncoding(QByteArrayView sample, bool isWhole);

/// The same, of a text that is known not to be UTF-8 throughout: the sample holds a place where it is not.
EncodingFinding findOtherEncoding(QByteArrayView sample);

} // namespace rollcall
