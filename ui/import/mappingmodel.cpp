#include "import/mappingmodel.h"

#include "check/splitpreview.h"
#include "import/previewmodel.h"
#include "send/planparts.h"

#include <QFont>

namespace rollcall {
namespace {

constexpr int samplesShown = 3;
constexpr qint64 rowsLookedAt = 100;
constexpr int longestSample = 28;

} // namespace

void MappingModel::setTable(std::shared_ptr<const Sheet> sheet, const ColumnMapping &mapping,
                            const QList<CustomField> &customFields)
{
    beginResetModel();
    m_sheet = std::move(sheet);
    m_mapping = mapping;
    m_customFields = customFields;
    m_samples.clear();
    for (int column = 0; m_sheet && column < m_sheet->columnCount(); ++column)
        m_samples << samples(column);
    endResetModel();
}

void MappingModel::setMapping(const ColumnMapping &mapping, const QList<CustomField> &customFields)
{
    m_mapping = mapping;
    m_customFields = customFields;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Samples), index(rowCount() - 1, Why));
}

QStringList MappingModel::samples(int column) const
{
    QStringList found;
    for (qint64 row = 0; row < qMin(m_sheet->rowCount(), rowsLookedAt) && found.size() < samplesShown; ++row) {
        const QString cell = m_sheet->cell(row, column).simplified();
        if (!cell.isEmpty() && !found.contains(cell))
            found << cell;
    }
    return found;
}

/// Where cells are taken apart their parts are shown, too: whoever does not like them chooses another field.
QString MappingModel::sampleText(int column) const
{
    QStringList texts;
    for (const QString &cell : m_samples.at(column)) {
        const QString sample = cell.size() > longestSample ? cell.left(longestSample) + QChar(0x2026) : cell;
        const QString parts = splitPreview(m_mapping.at(column).field, cell);
        texts << (parts.isEmpty() ? sample : QStringLiteral("%1 → %2").arg(sample, parts));
    }
    return texts.isEmpty() ? tr("empty") : texts.join(QStringLiteral(" · "));
}

/// Whom a column of opt-outs leaves out: of "yes" and "no" either can be the one.
QString MappingModel::leftOutText(OptOutRule rule)
{
    switch (rule) {
    case OptOutRule::Flag:
        return tr("“yes” is left out");
    case OptOutRule::Agreed:
        return tr("“no” or nothing is left out");
    case OptOutRule::Status:
        return tr("“unsubscribed” is left out");
    case OptOutRule::Filled:
        return tr("rows with an entry are left out");
    }
    return {};
}

/// That it is only a guess stands in front, where it is read even if there is no room for the rest.
QString MappingModel::whyText(int column) const
{
    const ColumnTarget &target = m_mapping.at(column);
    if (target.field == Field::Ignore && target.why.isEmpty())
        return tr("Choose a field, or make a custom field");
    if (const CustomField *field = customOf(column); field && isMadeUp(field->id))
        return tr("It is made when you send");
    QString why = target.why;
    if (target.field == Field::DoNotMail)
        why += QStringLiteral(" · ") + leftOutText(target.optOut);
    return isGuess(target) ? tr("A guess: %1").arg(why) : why;
}

/// The custom field that a column becomes; null: it becomes something else.
const CustomField *MappingModel::customOf(int column) const
{
    const ColumnTarget &target = m_mapping.at(column);
    return target.field == Field::Custom ? findCustomField(m_customFields, target.customName) : nullptr;
}

int MappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(qMin(m_samples.size(), m_mapping.size()));
}

int MappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::FontRole && index.column() == Header) {
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return bold;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Header:
        return columnName(*m_sheet, index.row());
    case Samples:
        return sampleText(index.row());
    case Target:
        return targetLabel(m_mapping.at(index.row()), m_customFields);
    case Why:
        return whyText(index.row());
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Header:
        return tr("Column in your file");
    case Samples:
        return tr("Samples");
    case Target:
        return tr("Becomes");
    case Why:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

bool isGuess(const ColumnTarget &target)
{
    return !target.certain && target.field != Field::Ignore;
}

QString targetLabel(const ColumnTarget &target, const QList<CustomField> &customFields)
{
    if (target.field != Field::Custom)
        return fieldLabel(target.field);
    const CustomField *known = findCustomField(customFields, target.customName);
    return known ? known->label : target.customName;
}

} // namespace rollcall
