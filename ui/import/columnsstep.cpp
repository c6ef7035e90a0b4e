#include "import/columnsstep.h"

#include "common/button.h"
#include "common/card.h"
#include "common/colours.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/tablestyle.h"
#include "import/filestep.h"
#include "import/importdraft.h"
#include "import/mappingmodel.h"
#include "import/previewmodel.h"
#include "send/planparts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QWheelEvent>

namespace rollcall {
namespace {

constexpr int fieldRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1;
constexpr int newRole = Qt::UserRole + 2; ///< true: a field is made of the column
constexpr int rowHeight = 44;
constexpr int boxesShown = 16; ///< entries of a box seen at once

/// Turning the wheel over a table scrolls it: it must never change what a column becomes.
class QuietBox : public QComboBox
{
public:
    QuietBox(QTableView *table, int row)
        : m_table(table)
        , m_row(row)
    {
        setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon); // the cell gives the width: no need to measure all
        setMinimumContentsLength(1);
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }

    /// The table by itself does not follow the keyboard into its cells.
    void focusInEvent(QFocusEvent *event) override
    {
        QComboBox::focusInEvent(event);
        m_table->scrollTo(m_table->model()->index(m_row, MappingModel::Target));
    }

private:
    QTableView *m_table;
    const int m_row;
};

/// Only the reason may take more lines than one.
class OneLine : public QStyledItemDelegate
{
public:
    OneLine(Tone tone, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_tone(tone)
    {
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features &= ~QStyleOptionViewItem::WrapText;
        option->palette.setColor(QPalette::Text, colourOf(m_tone, coloursOf(option->widget)));
    }

private:
    const Tone m_tone;
};

/// A box in a table's cell, with air around it.
QWidget *inCell(QComboBox *box)
{
    auto *cell = new QWidget;
    auto *row = new QHBoxLayout(cell);
    row->setContentsMargins(4, 4, 4, 5);
    row->addWidget(box);
    return cell;
}

} // namespace

ColumnsStep::ColumnsStep(ImportDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_name(new ElidedLabel(Qt::ElideMiddle))
    , m_summary(Label::soft({}))
    , m_optOut(Notice::banner())
    , m_model(new MappingModel(this))
    , m_fields(new QStandardItemModel(this))
    , m_table(new QTableView)
    , m_problem(new Notice)
    , m_taken(new Label({}, TextSize::Small, Tone::Soft))
    , m_back(new Button(tr("&Back")))
    , m_goOn(new Button(tr("&Check the file"), Button::Kind::Primary))
{
    auto *column = fillingColumn(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_name->setFont(fontOf(TextSize::Body, QFont::DemiBold));
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_summary->setWordWrap(false);
    auto *change = new Button(tr("C&hange…"), Button::Kind::Link);
    head->addWidget(m_name);
    head->addWidget(m_summary);
    head->addWidget(change);
    head->addStretch(1);
    column->addLayout(head);
    column->addWidget(m_optOut);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Columns of the file and what they become"));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    styleTable(m_table);
    m_table->setFocusPolicy(Qt::NoFocus); // the boxes in it are what is worked with
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setWordWrap(true); // a reason is read to its end
    m_table->verticalHeader()->setMinimumSectionSize(scaled(rowHeight));
    m_table->setItemDelegateForColumn(MappingModel::Header, new OneLine(Tone::Normal, this));
    m_table->setItemDelegateForColumn(MappingModel::Samples, new OneLine(Tone::Soft, this));
    softenColumn(m_table, MappingModel::Why);
    m_table->horizontalHeader()->setSectionResizeMode(MappingModel::Why, QHeaderView::Stretch);
    column->addWidget(new TableFrame(m_table), 1);
    column->addWidget(m_problem);

    QHBoxLayout *buttons = footer(this);
    m_taken->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    buttons->addWidget(m_back);
    buttons->addWidget(m_taken, 1);
    buttons->addWidget(m_goOn);

    setFirst(this, m_goOn);
    connect(change, &QPushButton::clicked, this, &ColumnsStep::back);
    connect(m_back, &QPushButton::clicked, this, &ColumnsStep::back);
    connect(m_goOn, &QPushButton::clicked, this, &ColumnsStep::goOn);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == MappingModel::Why)
            m_table->resizeRowsToContents();
    });
    connect(m_optOut, &Notice::actionPressed, this, [this] { m_draft.setOptOutFile(!m_draft.mapping().isOptOutFile()); });
    connect(&m_draft, &ImportDraft::previewed, this, &ColumnsStep::setTable);
    connect(&m_draft, &ImportDraft::opened, this, &ColumnsStep::setTable);
    connect(&m_draft, &ImportDraft::mappingChanged, this, &ColumnsStep::setMapping);
}

void ColumnsStep::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < scaled(640); // samples say more than the reason does
    m_table->setColumnHidden(MappingModel::Why, narrow);
    const int header = scaled(narrow ? 150 : 170);
    const int target = scaled(narrow ? 190 : 230);
    m_table->setColumnWidth(MappingModel::Header, header);
    m_table->setColumnWidth(MappingModel::Target, target);
    m_table->horizontalHeader()->setSectionResizeMode(
        MappingModel::Samples, narrow ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (!narrow) // the reason is longer
        m_table->setColumnWidth(MappingModel::Samples, (width() - header - target - scaled(48)) * 2 / 5);
}

void ColumnsStep::setTable()
{
    m_boxes.clear();
    m_model->setTable(m_draft.sheet(), m_draft.mapping(), m_draft.customFields());
    for (int column = 0; column < m_model->rowCount(); ++column) {
        auto *box = new QuietBox(m_table, column);
        box->setModel(m_fields); // one for all of them: a table may have hundreds of columns
        box->setMaxVisibleItems(boxesShown);
        box->setAccessibleName(tr("%1 becomes").arg(columnName(*m_draft.sheet(), column)));
        connect(box, &QComboBox::activated, this, [this, box, column](int index) {
            if (box->itemData(index, newRole).toBool())
                m_draft.makeField(column);
            else
                m_draft.setTarget(column, static_cast<Field>(box->itemData(index, fieldRole).toInt()),
                                  box->itemData(index, nameRole).toString());
        });
        m_table->setIndexWidget(m_model->index(column, MappingModel::Target), inCell(box));
        putBefore(m_back, box);
        m_boxes << box;
    }
    setMapping();
}

void ColumnsStep::setMapping()
{
    m_model->setMapping(m_draft.mapping(), m_draft.customFields());
    fillFields();
    for (int column = 0; column < m_boxes.size(); ++column) {
        const ColumnTarget &target = m_draft.mapping().at(column);
        m_boxes.at(column)->setCurrentIndex(placeOf(target.field, target.customName));
    }
    m_table->resizeRowsToContents();
    tellState();
}

/// What a column can become; the account's own fields behind the others, and those that only the file knows.
void ColumnsStep::fillFields()
{
    m_fields->clear();
    const auto add = [this](const QString &text, Field field, const QString &name) {
        auto *item = new QStandardItem(text);
        item->setData(static_cast<int>(field), fieldRole);
        item->setData(name, nameRole);
        m_fields->appendRow(item);
    };
    const auto addLine = [this] {
        auto *item = new QStandardItem; // as QComboBox::insertSeparator() makes it
        item->setData(QStringLiteral("separator"), Qt::AccessibleDescriptionRole);
        item->setFlags(item->flags() & ~(Qt::ItemIsSelectable | Qt::ItemIsEnabled));
        m_fields->appendRow(item);
    };
    for (const FieldInfo &field : fieldTable()) {
        if (field.field == Field::Ignore || (field.kind != FieldKind::None && field.kind != FieldKind::Custom))
            add(fieldLabel(field.field), field.field, {});
        if (field.field == Field::Ignore)
            addLine();
    }
    addLine();
    for (const CustomField &field : m_draft.customFields()) {
        const QString text = isMadeUp(field.id) ? tr("New custom field: %1") : tr("Custom field: %1");
        add(text.arg(field.label), Field::Custom, field.name);
    }
    for (qsizetype column = 0; column < m_draft.mapping().size(); ++column) {
        const ColumnTarget &target = m_draft.mapping().at(column);
        if (target.field == Field::Custom && placeOf(target.field, target.customName) < 0)
            add(tr("Custom field: %1").arg(target.customName), Field::Custom, target.customName);
    }
    auto *make = new QStandardItem(tr("Make a custom field of this column"));
    make->setData(true, newRole);
    m_fields->appendRow(make);
}

int ColumnsStep::placeOf(Field field, const QString &customName) const
{
    for (int place = 0; place < m_fields->rowCount(); ++place) {
        const QModelIndex index = m_fields->index(place, 0);
        if (index.data(fieldRole).isValid() && index.data(fieldRole).toInt() == static_cast<int>(field)
            && index.data(nameRole).toString() == customName)
            return place;
    }
    return -1;
}

void ColumnsStep::tellState()
{
    const auto sheet = m_draft.sheet();
    m_goOn->setEnabled(false);
    if (!sheet)
        return;
    m_name->setText(m_draft.name());
    m_summary->setText(readingSummary(m_draft));
    int taken = 0;
    int guessed = 0;
    for (qsizetype column = 0; column < m_draft.mapping().size(); ++column) {
        taken += m_draft.mapping().at(column).field != Field::Ignore;
        guessed += isGuess(m_draft.mapping().at(column));
    }
    QString said = tr("%1 of %Ln column(s) taken", nullptr, int(m_draft.mapping().size())).arg(locale().toString(taken));
    if (guessed > 0)
        said += QLatin1Char('\n') + tr("%Ln of them only guessed", nullptr, guessed);
    m_taken->setText(said);
    if (m_draft.mapping().isOptOutFile())
        m_optOut->show(Tone::Look, tr("By its name this is a list of people who want no mail. No row of it will be sent."),
                       tr("It is not such a list"));
    else
        m_optOut->clear();
    const Result<void> problem = m_draft.mapping().problem(*sheet);
    if (problem)
        m_problem->clear();
    else
        m_problem->show(problem.error());
    m_goOn->setEnabled(problem.has_value());
}

} // namespace rollcall
