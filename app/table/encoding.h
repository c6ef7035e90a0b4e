#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>

namespace rollcall {

class SourceFile;

/// The one name used for an encoding however it is written ("latin1", "cp1252" → "windows-1252"); empty where
/// it is not known here. ISO-8859-1 means windows-1252, as everywhere on the web: its extra characters are
/// not used.
QString encodingName(const QString &anyName);

/// Those worth offering in a list, the likely ones first.
QStringList commonEncodings();

/// What a text held that its encoding does not account for.
struct DecodingFaults
{
    qint64 zeroBytes = 0;  ///< dropped
    qint64 firstZero = -1; ///< where in the decoded text the first of them stood; -1: none
    qint64 foreign = 0;    ///< bytes that are not UTF-8 in a text that is, read as windows-1252
    qint64 firstForeign = -1; ///< where in the decoded text the first of them stands; -1: none
    qint64 unreadable = 0; ///< U+FFFD in the text: what its encoding has no character for, or half of one at the end
    qint64 firstUnreadable = -1; ///< where in the decoded text the first of them stands; -1: none
};

/// Bytes of any encoding → UTF-8, piece by piece. Zero bytes are dropped: no table means them. In "UTF-8",
/// bytes that are wrong there are read as windows-1252, which they are wherever two files were put together.
/// What cannot be read in another encoding, half a character at the end too, becomes U+FFFD. All are counted.
class Utf8Decoder
{
public:
    explicit Utf8Decoder(const QString &encoding);
    ~Utf8Decoder();

    QByteArray decode(QByteArrayView bytes);
    QByteArray finish(); ///< what was left of the last piece

    const DecodingFaults &faults() const; ///< of all pieces so far

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// UTF-8 → bytes of any encoding, piece by piece.
class Utf8Encoder
{
public:
    explicit Utf8Encoder(const QString &encoding);
    ~Utf8Encoder();

    QByteArray encode(QByteArrayView utf8);

    /// Whether all of `text` can be written in this encoding.
    static bool canWrite(const QString &text, const QString &encoding);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

struct Utf8Copy
{
    std::shared_ptr<SourceFile> text;
    DecodingFaults faults;
};

/// A copy of `source` from `offset` on in UTF-8, at most `limit` bytes of it, in little memory.
/// Input error when the source changes, Storage error when the copy has no room, Cancelled.
Result<Utf8Copy> copyInUtf8(const SourceFile &source, qint64 offset, qint64 limit, const QString &encoding,
                            const std::atomic_bool *cancel);

} // namespace rollcall
