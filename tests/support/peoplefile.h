#pragma once

#include "send/outcome.h"

#include <QByteArray>
#include <QString>

#include <iterator>
#include <numeric>

namespace rollcall::test {

inline const QString news = QStringLiteral("Newsletter");
inline const QString ownLists = QStringLiteral("Rollcall import"); ///< how their names begin

/// Rows of made-up people: "person7@example.org,First7,Last".
inline QByteArray people(int from, int count)
{
    QByteArray csv;
    for (int i = from; i < from + count; ++i)
        csv += "person" + QByteArray::number(i) + "@example.org,First" + QByteArray::number(i) + ",Last\r\n";
    return csv;
}

inline QByteArray file(const QByteArray &rows)
{
    return "Email,First name,Last name\r\n" + rows;
}

/// Of the outcomes: as many as there are rows.
inline qint64 sum(const ImportSummary &summary)
{
    return std::accumulate(std::begin(summary.counts), std::end(summary.counts), qint64(0));
}

} // namespace rollcall::test
