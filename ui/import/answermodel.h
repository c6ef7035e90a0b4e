#pragma once

#include "send/outcome.h"
#include "support/result.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <memory>
#include <optional>

namespace rollcall {

/// What became of each row of an import. The answers come page by page, when they are looked at; until then a row is
/// empty.
class AnswerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Email, Answer, Why, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< int of Tone, for the answer

    using Handler = std::function<void(const Result<QList<RowAnswer>> &)>;
    /// As History::answers() does, but later; never after `context` is gone.
    using Source = std::function<void(std::optional<Outcome> outcome, qint64 offset, qint64 limit, QObject *context,
                                      Handler handle)>;

    using QAbstractTableModel::QAbstractTableModel;

    void setImport(const ImportSummary &summary, Source source);
    void setFilter(std::optional<Outcome> outcome);
    std::optional<Outcome> filter() const { return m_filter; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const rollcall::Error &error); ///< some rows cannot be read, and stay empty

private:
    void forget();
    RowAnswer answerAt(int row) const;
    void take(int page, const Result<QList<RowAnswer>> &answers);

    ImportSummary m_summary;
    Source m_source;
    std::optional<Outcome> m_filter;
    std::unique_ptr<QObject> m_asking; ///< context of pages that are on their way
    mutable QHash<int, QList<RowAnswer>> m_pages; ///< by number; empty: on its way, or cannot be read
    mutable QList<int> m_seen;                    ///< numbers of pages, the one last asked for at the end
};

} // namespace rollcall
