#pragma once

#include "table/csvindex.h"
#include "table/sheet.h"
#include "table/sourcefile.h"

#include <QMap>

#include <mutex>

namespace rollcall {

/// A table as it was opened; only the corrections change afterwards.
struct Sheet::Private
{
    /// Corrected cells of a row, in UTF-8, by column.
    using Corrections = QMap<qint64, QMap<int, QByteArray>>;

    Private(std::shared_ptr<SourceFile> bytes, CsvIndex rows)
        : text(std::move(bytes))
        , index(std::move(rows))
    {}

    /// A record with what follows it up to the next one; empty when the file can't be read any more.
    QByteArray bytesOf(qint64 row) const;
    /// What it is now; sharing its data, so that taking it costs nothing.
    Corrections corrections() const;

    QString path;
    std::shared_ptr<SourceFile> source; ///< the file itself
    std::shared_ptr<SourceFile>
        original; ///< the table in its own encoding: the same, or what was unpacked from it
    std::shared_ptr<SourceFile> text; ///< the table in UTF-8: the same again, or a copy
    bool isMade = false;              ///< the text was written here, from a workbook or visiting cards
    CsvIndex index;
    Dialect dialect;
    TableFormat format;
    QStringList sheetNames;
    QStringList headers;
    qint64 bomLength = 0;
    bool isCut = false;

    mutable std::mutex mutex; ///< guards what follows
    Corrections corrected;
};

} // namespace rollcall
