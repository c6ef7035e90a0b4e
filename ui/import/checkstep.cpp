#include "import/checkstep.h"

#include "common/button.h"
#include "common/card.h"
#include "common/chip.h"
#include "common/flowlayout.h"
#include "common/label.h"
#include "common/mnemonic.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/tablestyle.h"
#include "common/tile.h"
#include "import/checkdelegate.h"
#include "import/checkprogress.h"
#include "import/importdraft.h"
#include "import/repairbutton.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QTableView>

namespace rollcall {

CheckStep::CheckStep(ImportDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_model(new CheckModel(this))
    , m_table(new QTableView)
    , m_delegate(new CheckDelegate(this))
    , m_ready(new Tile(tr("ready")))
    , m_toFix(new Tile(tr("to fix"), Tone::Bad))
    , m_duplicates(new Tile(tr("merged doubles")))
    , m_leftOut(new Tile(tr("left out")))
    , m_chips(new QWidget)
    , m_chipFlow(new FlowLayout(8, m_chips))
    , m_below(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_repair(new RepairButton)
    , m_doubles(new Button({}))
    , m_order(new Button({}, Button::Kind::Link))
    , m_error(new ErrorPanel)
    , m_progress(new CheckProgress)
    , m_current(new ElidedLabel(Qt::ElideRight))
    , m_take(new Button({}))
    , m_undo(new Button(tr("&Undo last change"), Button::Kind::Link))
    , m_hint(new Label({}, TextSize::Small, Tone::Soft))
    , m_goOn(new Button({}, Button::Kind::Primary))
{
    auto *column = fillingColumn(this, 12);
    buildTiles(column);
    buildTable(column);
    buildFooter();

    setFirst(this, m_table);
    connect(&m_draft, &ImportDraft::checkProgressed, this, &CheckStep::tellProgress);
    connect(&m_draft, &ImportDraft::checked, this, &CheckStep::tellChecked);
    connect(&m_draft, &ImportDraft::changed, m_model, &CheckModel::cellsChanged);
    connect(&m_draft, &ImportDraft::checkFailed, this, [this](const Error &error) {
        m_progress->hide();
        m_error->show(error);
    });
    connect(&m_draft, &ImportDraft::previewed, this, [this] {
        m_shownSheet.reset();
        m_model->setTable(nullptr, {}, {}, nullptr, {});
        tellCounts();
    });
    tellCounts();
}

std::array<std::pair<Tile *, RowFilter::Rows>, 4> CheckStep::tiles() const
{
    using Rows = RowFilter::Rows;
    return {{{m_ready, Rows::Ready}, {m_toFix, Rows::ToFix}, {m_duplicates, Rows::Duplicates}, {m_leftOut, Rows::LeftOut}}};
}

void CheckStep::buildTiles(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    for (const auto &[tile, rows] : tiles()) {
        row->addWidget(tile);
        connect(tile, &QAbstractButton::clicked, this, [this, rows = rows](bool chosen) {
            setFilter({chosen ? rows : RowFilter::Rows::All, std::nullopt});
        });
    }
    column->addLayout(row);

    column->addWidget(m_progress);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch(1);
    for (Button *button : std::initializer_list<Button *>{m_order, m_doubles, m_repair}) {
        button->setFont(fontOf(TextSize::Small));
        button->setFixedHeight(scaled(28));
        buttons->addWidget(button, 0, Qt::AlignTop);
    }
    m_chipFlow->setContentsMargins(0, 3, 0, 3); // in line with the buttons
    m_below->setSpacing(8);
    m_below->addWidget(m_chips, 1);
    m_below->addLayout(buttons);
    column->addLayout(m_below);
    column->addWidget(m_error);
}

void CheckStep::buildTable(QVBoxLayout *column)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setAccessibleName(tr("Rows of the file"));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::NoSelection); // the cell with the keyboard has a frame of its own
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionsClickable(true);
    column->addWidget(new TableFrame(m_table), 1);

    auto *strip = new QHBoxLayout;
    strip->setSpacing(8);
    m_current->setMinimumHeight(scaled(34));
    strip->addWidget(m_current, 1);
    strip->addWidget(m_take);
    strip->addWidget(m_undo);
    column->addLayout(strip);

    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        if (section == CheckModel::Words || section == CheckModel::Number)
            sort(section == CheckModel::Words);
    });
    connect(m_order, &QPushButton::clicked, this, [this] { sort(!m_model->filter().byProblem); });
    connect(m_repair, &RepairButton::mendWanted, &m_draft, &ImportDraft::takeAll);
    connect(m_doubles, &QPushButton::clicked, this, [this] { m_draft.setKeepsEach(!m_draft.mapping().keepsEach()); });
    connect(m_model, &CheckModel::cellEdited, &m_draft, &ImportDraft::correct);
    connect(m_delegate, &CheckDelegate::takeWanted, this, [this](const QModelIndex &index) {
        if (const Problem *problem = m_model->firstProblem(m_model->rowAt(index.row())))
            m_draft.takeSuggestion(*problem);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &CheckStep::tellCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CheckStep::tellCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &CheckStep::tellCurrent);
}

void CheckStep::buildFooter()
{
    QHBoxLayout *buttons = footer(this);
    auto *backButton = new Button(tr("&Back"));
    buttons->addWidget(backButton);
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_goOn);
    connect(backButton, &QPushButton::clicked, this, &CheckStep::back);
    connect(m_goOn, &QPushButton::clicked, this, &CheckStep::goOn);
    connect(m_take, &QPushButton::clicked, this, &CheckStep::takeCurrent);
    connect(m_undo, &QPushButton::clicked, &m_draft, &ImportDraft::undo);
    auto *next = new QShortcut(QKeySequence(Qt::Key_F8), this);
    connect(next, &QShortcut::activated, this, [this] { go(true); });
    auto *previous = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F8), this);
    connect(previous, &QShortcut::activated, this, [this] { go(false); });
    auto *undo = new QShortcut(QKeySequence(QKeySequence::Undo), this);
    connect(undo, &QShortcut::activated, &m_draft, &ImportDraft::undo);
}

void CheckStep::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (Tile *tile : {m_ready, m_toFix, m_duplicates, m_leftOut})
        tile->setFlat(isLow(this));
    m_below->setDirection(width() < scaled(640) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void CheckStep::tellProgress(qint64 rows)
{
    const auto sheet = m_draft.sheet();
    if (!sheet || m_draft.report())
        return; // a file that was checked before is quick, and its totals stay in sight
    m_progress->tell(rows, sheet->rowCount());
}

void CheckStep::tellChecked()
{
    m_progress->hide();
    m_error->clear();
    const QModelIndex current = m_table->currentIndex();
    const qint64 row = current.isValid() && current.row() < m_model->rowCount() ? m_model->rowAt(current.row()) : -1;
    const int tableColumn = current.isValid() ? m_model->tableColumn(current.column()) : -1;
    const bool first = m_shownSheet != m_draft.sheet();
    RowFilter filter = m_model->filter();
    if (first)
        filter = {m_draft.report()->counts.toFix > 0 ? RowFilter::Rows::ToFix : RowFilter::Rows::All, std::nullopt};
    else if (filter.kind && m_draft.kinds()[static_cast<size_t>(*filter.kind)] == 0)
        filter = {RowFilter::Rows::All, std::nullopt, filter.byProblem}; // the last of its kind has been mended
    m_model->setTable(m_draft.sheet(), m_draft.mapping(), m_draft.customFields(), m_draft.report(), filter);
    if (first) {
        m_shownSheet = m_draft.sheet();
        sizeColumns();
    }
    checkTiles();
    tellCounts();
    rebuildChips();
    stay(row, tableColumn);
}

/// Keeps the place in the table: the same row, or where it has gone from sight, the one that took its place.
void CheckStep::stay(qint64 row, int tableColumn)
{
    if (m_model->rowCount() == 0)
        return;
    const int index = row < 0 ? 0 : qMin(m_model->placeOf(row), m_model->rowCount() - 1);
    m_table->setCurrentIndex(m_model->index(index, row < 0 ? int(CheckModel::Email) : m_model->columnOf(tableColumn)));
}

void CheckStep::tellCounts()
{
    const auto report = m_draft.report();
    const CheckCounts counts = report ? report->counts : CheckCounts{};
    m_ready->setFigure(counts.ready);
    m_ready->setNote(counts.toLookAt > 0 ? tr("%Ln to look at", nullptr, int(counts.toLookAt)) : QString());
    m_toFix->setFigure(counts.toFix);
    m_duplicates->setFigure(counts.duplicates);
    m_leftOut->setFigure(counts.leftOut);
    for (Tile *tile : {m_ready, m_toFix, m_duplicates, m_leftOut})
        tile->setEnabled(report != nullptr);
    m_goOn->setText(counts.ready > 0 ? tr("&Go on with %Ln", nullptr, int(counts.ready)) : tr("Nothing to send"));
    m_goOn->setEnabled(counts.ready > 0);
    m_undo->setVisible(m_draft.canUndo());
    m_order->setVisible(counts.toFix + counts.toLookAt > 0);
    m_order->setText(m_model->filter().byProblem ? tr("In the file's &order") : tr("S&ort by problem"));
    tellHint(counts);
    tellRepair();
    tellDoubles();
}

/// What is to be known of the rows that are shown, in one line.
void CheckStep::tellHint(const CheckCounts &counts)
{
    const QString keys = tr("F8 goes to the next problem.");
    if (m_model->filter().rows == RowFilter::Rows::Duplicates && counts.duplicates > 0)
        m_hint->setText(tr("Of rows with the same address the first is sent; what it has empty is filled from the others."));
    else if (m_model->filter().kind == ProblemKind::EmailRepeated)
        m_hint->setText(tr("An address is one contact: of these rows only the first can be sent, unless the others get "
                           "an address of their own."));
    else if (counts.toFix > 0)
        m_hint->setText(keys + QLatin1Char(' ') + tr("The %Ln to fix stay(s) behind unless mended; you get them as a file.", nullptr, int(counts.toFix)));
    else
        m_hint->setText(counts.toLookAt > 0 ? keys : QString());
}

/// Where the doubles are looked at they can be kept apart, and merged again.
void CheckStep::tellDoubles()
{
    const auto report = m_draft.report();
    const bool apart = m_draft.mapping().keepsEach();
    const bool looksAtThem = apart ? m_model->filter().kind == ProblemKind::EmailRepeated
                                         || m_model->filter().rows == RowFilter::Rows::Duplicates
                                   : m_model->filter().rows == RowFilter::Rows::Duplicates && report
                                         && report->counts.duplicates > 0;
    m_doubles->setVisible(looksAtThem);
    m_doubles->setText(apart ? tr("&Merge the doubles") : tr("&Keep each row as it is"));
    m_doubles->setToolTip(apart ? tr("The first row is sent; what it has empty is filled from the others.")
                                : tr("Nothing of one row gets into another. Those behind the first are to fix."));
    if (looksAtThem)
        m_repair->hide();
}

void CheckStep::sort(bool byProblem)
{
    const QModelIndex current = m_table->currentIndex();
    const qint64 row = current.isValid() ? m_model->rowAt(current.row()) : -1;
    RowFilter filter = m_model->filter();
    filter.byProblem = byProblem;
    m_model->setFilter(filter);
    tellCounts();
    stay(byProblem ? -1 : row, m_model->tableColumn(CheckModel::Email));
}

void CheckStep::rebuildChips()
{
    while (QLayoutItem *item = m_chipFlow->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    const ImportDraft::KindLevels &levels = m_draft.levels();
    for (ProblemLevel level : {ProblemLevel::Error, ProblemLevel::Warning}) {
        for (size_t i = 0; i < levels.size(); ++i) {
            const qint64 count = m_draft.kinds()[i];
            if (count == 0 || levels[i] != level)
                continue;
            const auto kind = static_cast<ProblemKind>(i);
            auto *chip = new Chip(QStringLiteral("%1 %2").arg(problemKindLabel(kind), locale().toString(count)),
                                  level == ProblemLevel::Error ? Tone::Bad : Tone::Look, m_chips);
            chip->setCheckable(true);
            chip->setChecked(m_model->filter().kind == kind);
            connect(chip, &QAbstractButton::clicked, this, [this, kind](bool chosen) {
                setFilter({RowFilter::Rows::All, chosen ? std::optional(kind) : std::nullopt});
                rebuildChips();
            });
            m_chipFlow->addWidget(chip);
            putBefore(m_repair, chip);
            chip->show();
        }
    }
    m_chips->updateGeometry();
}

void CheckStep::setFilter(RowFilter filter)
{
    filter.byProblem = m_model->filter().byProblem; // an order that was chosen stays
    const bool kindGoes = m_model->filter().kind.has_value() && !filter.kind;
    m_model->setFilter(filter);
    checkTiles();
    if (kindGoes && m_draft.report())
        rebuildChips();
    stay(-1, -1);
    tellCounts();
}

void CheckStep::checkTiles()
{
    const RowFilter &filter = m_model->filter();
    for (const auto &[tile, rows] : tiles())
        tile->setChecked(!filter.kind && filter.rows == rows);
}

/// One kind of problem mended at once: of the kind that is looked at, else of the kind with most to mend.
void CheckStep::tellRepair()
{
    const Repairs::Offer *best = nullptr;
    for (const Repairs::Offer &offer : m_draft.offers()) {
        if (m_model->filter().kind ? *m_model->filter().kind == offer.kind : !best || offer.cells > best->cells)
            best = &offer;
    }
    m_repair->offer(best);
}

void CheckStep::tellCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    const bool valid = current.isValid() && current.row() < m_model->rowCount();
    const Problem *problem = valid ? m_model->firstProblem(m_model->rowAt(current.row())) : nullptr;
    m_take->hide();
    if (!valid) {
        m_current->setText(m_draft.report() && m_model->rowCount() == 0 ? tr("No rows of this kind.") : QString());
        return;
    }
    const QString number = m_model->index(current.row(), CheckModel::Number).data(Qt::ToolTipRole).toString();
    const QString words = m_model->index(current.row(), CheckModel::Words).data().toString();
    m_current->setText(words.isEmpty() ? number : QStringLiteral("%1: %2").arg(number, words));
    const QString suggestion = m_model->index(current.row(), CheckModel::Words).data(CheckModel::SuggestionRole).toString();
    if (problem && !suggestion.isEmpty()) {
        m_take->setText(tr("&Take %1").arg(withoutMnemonic(suggestion)));
        m_take->show();
    }
}

void CheckStep::takeCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (const Problem *problem = current.isValid() ? m_model->firstProblem(m_model->rowAt(current.row())) : nullptr)
        m_draft.takeSuggestion(*problem);
    m_table->setFocus();
}

void CheckStep::go(bool forward)
{
    if (m_model->rowCount() == 0)
        return;
    const QModelIndex current = m_table->currentIndex();
    qint64 row = -1;
    int tableColumn = -1;
    if (current.isValid()) {
        row = m_model->rowAt(current.row());
        tableColumn = m_model->tableColumn(current.column());
    }
    const Problem *problem = m_model->nextProblem(row, tableColumn, forward);
    if (!problem) // round the end
        problem = forward ? m_model->nextProblem(-1, -1, true) : m_model->nextProblem(m_draft.sheet()->rowCount(), 0, false);
    if (problem)
        goTo(*problem);
}

void CheckStep::goTo(const Problem &problem)
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(m_model->indexOf(problem.row), m_model->columnOf(problem.column)));
    m_table->scrollTo(m_table->currentIndex());
}

void CheckStep::sizeColumns()
{
    m_table->setColumnWidth(CheckModel::Number, scaled(72));
    m_table->setColumnWidth(CheckModel::Email, scaled(210));
    m_table->setColumnWidth(CheckModel::Words, scaled(340));
    for (int column = CheckModel::FirstOther; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, scaled(130));
}

} // namespace rollcall
