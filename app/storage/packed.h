#pragma once

#include <QByteArray>
#include <QList>

#include <vector>

namespace rollcall {

/// Numbers as the difference to the one before, seven bits a byte: rows and lines of a file, which mostly
/// grow by one, take a byte each.
QByteArray packNumbers(const std::vector<qint64> &numbers);
/// Ends early where the bytes do.
std::vector<qint64> unpackNumbers(const QByteArray &packed);

/// Texts of any content, one after another, each behind its length.
QByteArray packTexts(const QList<QByteArray> &texts);
QList<QByteArray> unpackTexts(const QByteArray &packed);

} // namespace rollcall
