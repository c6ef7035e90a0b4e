#pragma once

#include "send/importplan.h"
#include "support/result.h"

#include <QJsonObject>
#include <QStringList>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rollcall {
class Journal;
}

namespace rollcall::cli {

/// The options of an import that say whom it sends, and what it overwrites.
class ImportPolicy
{
public:
    void addTo(CLI::App &options);

    /// With the columns found. Usage error: there is no such column.
    Result<void> apply(ImportPlan &plan) const;

    /// Whether the file, or most of its people, was imported before.
    struct Before
    {
        QStringList sentences; ///< that say so; none: it was not
        QJsonObject object;    ///< the same for scripts
    };
    /// Takes those people out where that was asked for.
    Result<Before> lookBack(Journal &journal, ImportPlan &plan) const;

private:
    bool m_skipImported = false;
    bool m_onlyNew = false;
    bool m_onlyKnown = false;
    std::vector<std::string> m_fill;
};

} // namespace rollcall::cli
