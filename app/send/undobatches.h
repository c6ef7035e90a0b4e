#pragma once

#include "check/columnmapping.h"
#include "send/importtrace.h"
#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace rollcall {

/// One call that does a part of taking an import back.
struct UndoBatch
{
    enum class Kind { Delete, Leave, Untag, Values };

    Kind kind = Kind::Delete;
    QStringList contactIds; ///< to be deleted, or to lose the `targets`
    QStringList targets;    ///< the lists, or the tags to be taken off
    QByteArray json;        ///< of Values: a body for bulk
};

/// What is still to be done to take an import back: rows that can share a call do.
class UndoBatches
{
public:
    /// `targets`: lists or tags that the row's contact loses.
    void add(UndoBatch::Kind kind, quint32 row, const QStringList &targets = {});
    /// Gets these values again, by bulk.
    void addValues(quint32 row);
    /// Gets a call of its own, because something has to become empty again.
    void addSingle(quint32 row) { m_singles.push_back(row); }

    bool isEmpty() const { return m_pending.empty() && m_singles.empty(); }
    bool haveValues() const; ///< which go over a list of their own
    int calls() const;       ///< about

    /// The next one; none: all are taken. `listId`: of their own.
    Result<std::optional<UndoBatch>> next(const ImportTrace &trace, const QList<CustomField> &fields,
                                          const QString &listId);
    std::optional<quint32> nextSingle();

private:
    /// Rows that one call is about.
    struct Pending
    {
        UndoBatch::Kind kind = UndoBatch::Kind::Delete;
        std::vector<quint32> rows;
        QStringList targets;
    };

    void add(const Pending &row, size_t most);
    Result<UndoBatch> values(Pending rows, const ImportTrace &trace, const QList<CustomField> &fields,
                             const QString &listId);

    std::deque<Pending> m_pending;
    std::deque<quint32> m_singles;
};

} // namespace rollcall
