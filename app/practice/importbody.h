#pragma once

#include "practice/faults.h"
#include "practice/state.h"

namespace rollcall::practice {

/// What a bulk import asks for.
struct ImportBody
{
    std::vector<ImportRow> rows;
    std::vector<quint32> lists;
    qint64 rowsCut = 0; ///< past the service's limits, and dropped without a word
    bool oversized = false;

    static ImportBody fromJson(const Call &call, const State &state, Faults &faults);
    /// `part` is the CSV file. Its header line is a row, too, where the service counts.
    static ImportBody fromCsv(const QByteArray &file, const QByteArray &listIds, const State &state,
                              Faults &faults);
};

/// Keys of an import row by the specification, cf:… for the account's own fields among them.
bool isImportKey(std::string_view key, const State &state);

} // namespace rollcall::practice
