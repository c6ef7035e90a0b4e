#include "import/previewmodel.h"

#include <QLocale>

namespace rollcall {

void PreviewModel::setSheet(std::shared_ptr<const Sheet> sheet)
{
    beginResetModel();
    m_sheet = std::move(sheet);
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sheet ? 0 : int(qMin<qint64>(m_sheet->rowCount(), shownRows));
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sheet ? 0 : m_sheet->columnCount() + FirstCell;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (index.column() == Number)
        return QLocale().toString(m_sheet->numberOf(index.row()));
    return m_sheet->cell(index.row(), index.column() - FirstCell);
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !m_sheet)
        return {};
    return section == Number ? tr("Row") : columnName(*m_sheet, section - FirstCell);
}

QString columnName(const Sheet &sheet, int column)
{
    const QString header = sheet.headers().value(column).simplified();
    return header.isEmpty() ? PreviewModel::tr("Column %1").arg(column + 1) : header;
}

} // namespace rollcall
