#pragma once

#include "send/rowvalues.h"

namespace rollcall {

/// The rows of a plan that are ready, one after the other, with their values.
class ReadyRows
{
public:
    /// `toRow`: the first that is not looked at; -1: the end.
    explicit ReadyRows(const ImportPlan &plan, qint64 fromRow = 0, qint64 toRow = -1)
        : values(plan)
        , m_states(plan.check->states)
        , m_reader(*plan.sheet, fromRow, toRow)
    {}

    bool next()
    {
        while (status && m_reader.next(m_row)) {
            if (m_states[static_cast<size_t>(m_row.row)] != RowState::Ready)
                continue;
            status = values.read(m_row);
            return status.has_value();
        }
        if (status)
            status = m_reader.status();
        return false;
    }

    const RowView &view() const { return m_row; } ///< the cells as they stand
    quint32 row() const { return static_cast<quint32>(m_row.row); }

    RowValues values;
    Result<void> status;

private:
    const std::vector<RowState> &m_states;
    Sheet::Reader m_reader;
    RowView m_row;
};

} // namespace rollcall
