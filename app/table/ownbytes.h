#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

class SourceFile;

/// A table in its own encoding, beside the copy of it in UTF-8 that is read: so that what nobody touched can be
/// written again byte for byte, also what the copy does not tell.
class OwnBytes
{
public:
    /// `begin`: behind a byte order mark. `file` has to live as long.
    OwnBytes(const SourceFile &file, qint64 begin, const QString &encoding, char delimiter);

    struct Record
    {
        qint64 begin = 0;
        qint64 end = 0; ///< before its line end
        QList<QByteArray> cells;
    };

    /// The record that starts on this line, counted from 1 and ascending from call to call, and reads as these cells
    /// do, raw and in UTF-8; nothing where it reads otherwise. Input error when the file changed.
    Result<std::optional<Record>> record(qint64 line, const QList<QByteArray> &cells);

    QByteArray encoded(const QByteArray &cell) const; ///< to stand before a delimiter or a line end
    const QByteArray &delimiter() const { return m_delimiter; }

private:
    Result<void> goTo(qint64 line);
    Result<qint64> lineEnd();
    qsizetype lengthOf(const QByteArray &cell, QByteArrayView record) const;
    bool means(QByteArrayView own, const QByteArray &cell) const;

    const SourceFile &m_file;
    const QString m_encoding;
    const QByteArray m_delimiter; ///< as the encoding writes it
    const QByteArray m_lineFeed;
    const QByteArray m_carriageReturn;
    QByteArray m_window;
    qint64 m_origin = 0; ///< of the window
    qint64 m_at;         ///< where the line begins
    qint64 m_line = 1;
    qint64 m_endBefore; ///< where the line before it is over
};

} // namespace rollcall
