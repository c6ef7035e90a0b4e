#pragma once

#include "send/outcome.h"
#include "support/result.h"

#include <QAbstractTableModel>

#include <functional>
#include <optional>

namespace rollcall {

/// What became of each row of an import. Reads the answers from the journal page by page, when they are looked at.
class AnswerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Email, Answer, Why, ColumnCount };
    enum Role { OutcomeRole = Qt::UserRole }; ///< int of Outcome

    /// As History::answers() does.
    using Source = std::function<Result<QList<RowAnswer>>(std::optional<Outcome> outcome, qint64 offset, qint64 limit)>;

    using QAbstractTableModel::QAbstractTableModel;

    void setImport(const ImportSummary &summary, Source source);
    void setFilter(std::optional<Outcome> outcome);
    std::optional<Outcome> filter() const { return m_filter; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    RowAnswer answerAt(int row) const;

    ImportSummary m_summary;
    Source m_source;
    std::optional<Outcome> m_filter;
    mutable QList<RowAnswer> m_page; ///< the page last looked at
    mutable int m_pageStart = -1;
};

} // namespace rollcall
