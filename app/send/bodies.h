#pragma once

#include "send/contactreader.h"
#include "send/importplan.h"
#include "support/result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace rollcall {

class RowValues;

/// One request body of contacts_json_import, and the rows that are in it.
struct Body
{
    QByteArray json;
    std::vector<quint32> rows; ///< in the order of import_data; doubles merged into a row are not named
};

/// Writes the rows that are ready as request bodies that the service takes whole: what is past 4 MB or 40,000
/// contacts it would silently drop (constant-contact-v3.md 5.1). Without the values that bulk does not take.
class BodyWriter
{
public:
    struct Limits
    {
        qsizetype bytes = 3'500'000;
        qsizetype contacts = 39'999;
        qint64 fromRow = 0; ///< for several writers that share the rows
        qint64 toRow = -1;  ///< the first that is not written; -1: the end
    };

    /// Asked for each ready row in order of the file, with its values. False: not sent.
    using Wanted = std::function<bool(quint32 row, const RowValues &values)>;

    /// `listIds`: the plan's lists and the import's own. The plan must outlive the writer.
    BodyWriter(const ImportPlan &plan, const QStringList &listIds);
    BodyWriter(const ImportPlan &plan, const QStringList &listIds, Limits limits);
    ~BodyWriter();

    /// The next body that holds at least one contact. False at the end, or when status() is an error.
    bool next(Body &body, const Wanted &wanted = {});

    /// Input error when the file changed underneath.
    Result<void> status() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
