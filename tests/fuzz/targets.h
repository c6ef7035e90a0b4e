#pragma once

#include <QByteArray>

namespace rollcall::fuzz {

// What each fuzzer does with its bytes, and what has to hold whatever they are: no crash, an Input error or a
// table, and a table that reads the same in every way. They end the program where it does not.

void index(QByteArrayView bytes);    ///< where rows start, at once and from the middle; the first byte chooses the dialect
void table(QByteArrayView bytes);    ///< a delimited file: detection, index, cells, and saving it again
void bodies(QByteArrayView bytes);   ///< a delimited text, checked, and its contacts as JSON
void encoding(QByteArrayView bytes); ///< the first byte chooses the encoding
void vcard(QByteArrayView bytes);
void xlsx(QByteArrayView bytes); ///< sheet, shared strings, styles and workbook, with a zero byte in between
void ods(QByteArrayView bytes);  ///< content.xml
void zip(QByteArrayView bytes);  ///< any file that is no delimited text

} // namespace rollcall::fuzz
