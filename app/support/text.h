#pragma once

#include <QCoreApplication>

#include <limits>

namespace rollcall {

/**
 * Text::tr() translates what free functions say to a person, as a class's own tr() does for the class.
 * A class of its own because lupdate finds a text's context by the name written before tr(), and a function
 * that hands the text on hides it from lupdate.
 */
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::Text)

public:
    /// A count as tr()'s plural forms take it.
    static int plural(qint64 count) { return int(qMin<qint64>(count, std::numeric_limits<int>::max())); }
};

} // namespace rollcall
