#include "import/resultstep.h"

#include "common/button.h"
#include "common/card.h"
#include "common/flowlayout.h"
#include "common/label.h"
#include "common/mark.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/pilldelegate.h"
#include "common/tablestyle.h"
#include "common/tile.h"
#include "send/archive.h"
#include "send/history.h"
#include "send/importreport.h"
#include "support/privatefile.h"
#include "support/span.h"
#include "table/sheet.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>

namespace rollcall {
namespace {

/// In the order in which people ask: what went in, what was there, what did not.
constexpr Outcome order[] = {Outcome::Added,        Outcome::Updated, Outcome::Unchanged, Outcome::Duplicate,
                             Outcome::Unsubscribed, Outcome::LeftOut, Outcome::Refused,   Outcome::NotSent};

Tone toneOf(Outcome outcome)
{
    return outcome == Outcome::Added     ? Tone::Good
           : outcome == Outcome::Refused ? Tone::Bad
           : outcome == Outcome::NotSent ? Tone::Look
                                         : Tone::Normal;
}

} // namespace

ResultStep::ResultStep(Archive &archive, const QString &leave, QWidget *parent)
    : QWidget(parent)
    , m_archive(archive)
    , m_column(fillingColumn(this))
    , m_mark(new Mark(true, {28, 28}, 24))
    , m_headline(Label::heading({}))
    , m_about(Label::soft({}))
    , m_facts(new Label({}, TextSize::Small, Tone::Soft))
    , m_goOn(new Button({}))
    , m_undo(new Button({}))
    , m_forget(new Button({}, Button::Kind::Link))
    , m_below(new QVBoxLayout)
    , m_error(new ErrorPanel)
    , m_grid(new QGridLayout)
    , m_model(new AnswerModel(this))
    , m_table(new QTableView)
    , m_saved(new Notice)
    , m_save(new Button({}, Button::Kind::Primary))
    , m_retry(new Button(tr("&Mend and send again")))
    , m_saveCorrected(new Button(tr("Save the &corrected file…")))
{
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_headline);
    words->addWidget(m_about);
    words->addWidget(m_facts);
    head->addWidget(m_mark, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(m_forget, 0, Qt::AlignTop);
    head->addWidget(m_goOn, 0, Qt::AlignTop);
    head->addWidget(m_undo, 0, Qt::AlignTop);
    m_column->addLayout(head);
    m_column->addLayout(m_below);
    m_column->addWidget(m_error);
    buildTiles();
    m_rows = new QWidget;
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(12);
    rows->addLayout(m_grid);
    m_column->addWidget(m_rows, 1);
    setFirst(this, m_table);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Answers for each row"));
    styleTable(m_table);
    m_table->setTextElideMode(Qt::ElideRight);
    softenColumn(m_table, AnswerModel::Number);
    m_table->setItemDelegateForColumn(AnswerModel::Answer, new PillDelegate(AnswerModel::ToneRole, this));
    m_table->setColumnWidth(AnswerModel::Number, scaled(72));
    m_table->horizontalHeader()->setStretchLastSection(true);
    rows->addWidget(new TableFrame(m_table), 1);
    m_column->addStretch(0);
    m_column->addWidget(m_saved);

    QHBoxLayout *buttons = footer(this);
    auto *report = new Button(tr("Save a &report…"));
    auto *out = new Button(leave);
    auto *saving = new QWidget;
    auto *flow = new FlowLayout(12, saving);
    for (QWidget *button : std::initializer_list<QWidget *>{m_save, m_retry, m_saveCorrected, report})
        flow->addWidget(button);
    buttons->addWidget(saving, 1);
    buttons->addWidget(out, 0, Qt::AlignTop);
    connect(m_save, &QPushButton::clicked, this, &ResultStep::saveRefused);
    connect(m_retry, &QPushButton::clicked, this, &ResultStep::retryWanted);
    connect(m_saveCorrected, &QPushButton::clicked, this, &ResultStep::saveCorrected);
    connect(report, &QPushButton::clicked, this, &ResultStep::saveReport);
    connect(out, &QPushButton::clicked, this, &ResultStep::left);
    connect(m_goOn, &QPushButton::clicked, this, &ResultStep::goOnWanted);
    connect(m_undo, &QPushButton::clicked, this, &ResultStep::undoWanted);
    connect(m_forget, &QPushButton::clicked, this, &ResultStep::forgetWanted);
    connect(m_model, &AnswerModel::failed, m_error, &ErrorPanel::show);
    setFacts({});
    setWays({}, {}, {});
}

void ResultStep::buildTiles()
{
    m_grid->setSpacing(10);
    for (const Outcome outcome : order) {
        auto *tile = new Tile(outcomeLabel(outcome), toneOf(outcome));
        m_tiles[static_cast<size_t>(outcome)] = tile;
        connect(tile, &QAbstractButton::clicked, this,
                [this, outcome](bool chosen) { setFilter(chosen ? std::optional(outcome) : std::nullopt); });
    }
}

/// Only tiles that count something, besides those that are always asked for; in two rows where one is too narrow.
void ResultStep::arrangeTiles()
{
    QList<Tile *> shown;
    for (const Outcome outcome : order) {
        Tile *tile = m_tiles[static_cast<size_t>(outcome)];
        const bool always = outcome == Outcome::Added || outcome == Outcome::Updated || outcome == Outcome::Refused;
        tile->setVisible(always || m_summary.count(outcome) > 0);
        tile->setFlat(isLow(this));
        if (!tile->isHidden())
            shown << tile;
    }
    constexpr int air = 8; // the grid does not share out to the pixel
    int needed = -m_grid->spacing();
    for (const Tile *tile : shown)
        needed += tile->sizeHint().width() + air + m_grid->spacing();
    const QMargins margins = m_column->contentsMargins();
    const int rows = 1 + needed / qMax(1, width() - margins.left() - margins.right());
    const int perRow = int(shown.size() + rows - 1) / rows;
    for (int i = 0; i < shown.size(); ++i)
        m_grid->addWidget(shown.at(i), i / perRow, i % perRow);
}

void ResultStep::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeTiles();
    const bool narrow = width() < scaled(640); // the answer and why are what is looked for
    m_table->setColumnWidth(AnswerModel::Email, scaled(narrow ? 170 : 250));
    m_table->setColumnWidth(AnswerModel::Answer, scaled(narrow ? 100 : 150));
}

void ResultStep::setFacts(const QString &facts)
{
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

void ResultStep::setRowsShown(bool shown)
{
    m_rows->setVisible(shown);
}

void ResultStep::setWays(const QString &goOn, const QString &undo, const QString &forget)
{
    const auto offer = [](Button *button, const QString &words) {
        button->setText(words);
        button->setVisible(!words.isEmpty());
    };
    offer(m_goOn, goOn);
    offer(m_undo, undo);
    offer(m_forget, forget);
}

void ResultStep::show(const ImportSummary &summary, const std::optional<Error> &error, std::shared_ptr<const Sheet> sheet)
{
    const bool isSame = summary.id == m_summary.id && summary.state == m_summary.state;
    m_summary = summary;
    m_sheet = std::move(sheet);
    m_calls = std::make_unique<QObject>();
    m_model->setImport(summary, [this, id = summary.id](std::optional<Outcome> outcome, qint64 offset, qint64 limit,
                                                        QObject *context, AnswerModel::Handler handle) {
        m_archive.ask(
            [=](Journal &journal) { return History(journal).answers(id, outcome, offset, limit); }, context, handle);
    });
    for (const Outcome outcome : order)
        m_tiles[static_cast<size_t>(outcome)]->setFigure(summary.count(outcome));
    arrangeTiles();
    if (error)
        m_error->show(*error);
    else
        m_error->clear();
    tellHeadline();
    m_saved->clear();
    const qint64 refused = summary.count(Outcome::Refused);
    m_save->setText(tr("&Save the %Ln as a file…", nullptr, int(refused)));
    for (Button *button : {m_save, m_retry})
        button->setVisible(!summary.refusedFile.isEmpty());
    m_saveCorrected->setVisible(m_sheet && m_sheet->hasCorrections());
    setFilter(isSame ? m_filter : refused > 0 ? std::optional(Outcome::Refused) : std::nullopt);
}

void ResultStep::forget()
{
    m_calls.reset();
    m_model->setImport({}, nullptr);
    m_summary = {};
    m_sheet.reset();
}

void ResultStep::tellHeadline()
{
    const qint64 open = m_summary.count(Outcome::NotSent);
    m_mark->setGood(open == 0);
    const QString answered = QLocale().toString(m_summary.rows - open);
    if (open == 0)
        m_headline->setText(tr("All %Ln row(s) have an answer.", nullptr, int(m_summary.rows)));
    else if (m_summary.state == ImportSummary::State::Cancelled)
        m_headline->setText(tr("Stopped: %1 have an answer, %Ln row(s) were not sent.", nullptr, int(open)).arg(answered));
    else if (m_summary.isStopped)
        m_headline->setText(
            tr("Stopped: %1 have an answer, %Ln row(s) not yet. Nothing more is sent.", nullptr, int(open))
                .arg(answered));
    else if (m_summary.state == ImportSummary::State::Paused)
        m_headline->setText(tr("Paused: %1 have an answer, %Ln row(s) not yet.", nullptr, int(open)).arg(answered));
    else
        m_headline->setText(tr("%Ln row(s) are not answered yet.", nullptr, int(open)));
    QStringList parts{tr("%1 → %2").arg(m_summary.title(), m_summary.lists.join(QStringLiteral(", ")))};
    const QDateTime started = QDateTime::fromString(m_summary.started, Qt::ISODate);
    if (started.isValid())
        parts << momentText(QDateTime::currentDateTimeUtc(), started);
    if (m_summary.calls > 0)
        parts << tr("%Ln call(s)", nullptr, m_summary.calls);
    m_about->setText(parts.join(QStringLiteral(" · ")));
}

void ResultStep::setFilter(std::optional<Outcome> outcome)
{
    m_filter = outcome;
    m_model->setFilter(outcome);
    for (const Outcome one : order)
        m_tiles[static_cast<size_t>(one)]->setChecked(outcome == one);
}

void ResultStep::saveRefused()
{
    const QFileInfo original(m_summary.file);
    saveAs(tr("%1-refused.csv").arg(original.completeBaseName()),
           [source = m_summary.refusedFile](Journal &, const QString &path) -> Result<void> {
               QFile file(source);
               if (!file.open(QIODevice::ReadOnly))
                   return failure(Error::Kind::Storage, tr("The refused rows are no longer there."),
                                  tr("Their answers are in the table."));
               return writeWholeFile(path, file.readAll());
           });
}

void ResultStep::saveCorrected()
{
    const QFileInfo original(m_summary.file);
    saveAs(tr("%1-corrected.%2").arg(original.completeBaseName(), original.suffix()),
           [sheet = m_sheet](Journal &, const QString &path) { return sheet->saveCorrected(path); });
}

void ResultStep::saveReport()
{
    saveAs(tr("%1-report.html").arg(m_summary.isSingle() ? m_summary.email : QFileInfo(m_summary.file).completeBaseName()),
           [id = m_summary.id](Journal &journal, const QString &path) { return writeImportReport(journal, id, path); });
}

void ResultStep::saveAs(const QString &name, const std::function<Result<void>(Journal &, const QString &)> &write)
{
    auto *dialog = new QFileDialog(this, tr("Save as"), QFileInfo(m_summary.file).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, m_calls.get(), [this, write](const QString &path) {
        m_archive.ask([write, path](Journal &journal) { return write(journal, path); }, m_calls.get(),
                      [this, path](const Result<void> &written) { tellSaved(path, written); });
    });
    dialog->open();
}

void ResultStep::tellSaved(const QString &path, const Result<void> &written)
{
    if (written)
        m_saved->show(Tone::Good, tr("Saved as %1.").arg(QDir::toNativeSeparators(path)));
    else
        m_saved->show(written.error());
}

} // namespace rollcall
