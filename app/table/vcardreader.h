#pragma once

#include "support/result.h"

#include <QByteArray>

class QIODevice;

namespace rollcall {

struct ConvertedTable;
struct Conversion;

/// Turns a file of vCards into a table: a row for each, under headers that the columns' aliases know.
class VCardReader
{
public:
    /// `file` is open and can be sought in: it is read twice, first for the columns.
    VCardReader(QIODevice &file, const Conversion &conversion)
        : m_file(file)
        , m_conversion(conversion)
    {}

    static bool canRead(QByteArrayView beginning);

    Result<ConvertedTable> convert();

private:
    QIODevice &m_file;
    const Conversion &m_conversion;
};

} // namespace rollcall
