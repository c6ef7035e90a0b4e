#include "import/importdraft.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace rollcall {
namespace {

constexpr int progressEvery = 100; // ms
constexpr double sureEnough = 0.8;

} // namespace

ImportDraft::ImportDraft(QObject *parent)
    : QObject(parent)
{
    m_progress.setInterval(progressEvery);
    connect(&m_progress, &QTimer::timeout, this, [this] { Q_EMIT checkProgressed(m_rowsDone->load()); });
}

ImportDraft::~ImportDraft()
{
    forget(); // what still runs works on shared values and finds nobody to tell
}

/// Runs `work` on another thread and hands its value to `done` here. Dropping what is returned drops the answer.
template <typename Value>
QPointer<QObject> ImportDraft::run(std::function<Value()> work, void (ImportDraft::*done)(const Value &))
{
    auto *watcher = new QFutureWatcher<Value>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done] {
        watcher->deleteLater();
        (this->*done)(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
    return watcher;
}

void ImportDraft::open(const QString &path)
{
    clear();
    m_path = path;
    startPreview();
}

void ImportDraft::paste(const QString &text)
{
    clear();
    m_text = text;
    startPreview();
}

void ImportDraft::setChoice(const TableChoice &choice)
{
    if (choice == m_choice || isEmpty())
        return;
    forget();
    m_choice = choice;
    startPreview();
}

void ImportDraft::clear()
{
    forget();
    m_path.clear();
    m_text.clear();
    m_choice = {};
}

/// Everything that followed from how the file was read, and whoever still works on it.
void ImportDraft::forget()
{
    for (const auto &cancel : {m_openCancel, m_checkCancel}) {
        if (cancel)
            cancel->store(true);
    }
    delete m_openJob;
    delete m_tableJob;
    m_progress.stop();
    m_opening = m_running = m_checkWanted = m_mappingTouched = false;
    m_pending.clear();
    m_preview.reset();
    m_sheet.reset();
    m_repairs.reset();
    m_report.reset();
    m_mapping = {};
    m_kinds = {};
    m_offers.clear();
    m_canUndo = false;
}

QString ImportDraft::name() const
{
    return m_path.isEmpty() ? tr("Pasted cells") : QFileInfo(m_path).fileName();
}

bool ImportDraft::isReadSurely() const
{
    const TableFormat format = shown()->format();
    if (format.confidence >= sureEnough)
        return true;
    // Too few rows to tell names from cells by counting; a name that is known as such tells it, too.
    const qsizetype email = m_mapping.columnOf(Field::Email);
    return email >= 0 && m_mapping.at(email).certain && format.headerLine > 0 && format.encoding == QLatin1String("UTF-8");
}

void ImportDraft::startPreview()
{
    m_opening = true;
    m_openJob = run<Result<std::shared_ptr<Sheet>>>(
        [path = m_path, text = m_text, choice = m_choice] {
            return text.isEmpty() ? Sheet::preview(path, choice) : Sheet::fromText(text, choice);
        },
        &ImportDraft::takePreview);
}

void ImportDraft::takePreview(const Result<std::shared_ptr<Sheet>> &preview)
{
    if (!preview) {
        m_opening = false;
        Q_EMIT openFailed(preview.error());
        return;
    }
    m_preview = *preview;
    startOpening();
    Q_EMIT previewed();
}

void ImportDraft::startOpening()
{
    m_openCancel = std::make_shared<std::atomic_bool>(false);
    m_openJob = run<Result<Opened>>(
        [path = m_path, choice = m_choice, fields = m_customFields, memory = m_memory, beginning = m_preview,
         cancel = m_openCancel]() -> Result<Opened> {
            // A small file has been read whole already.
            auto sheet = beginning->isPreview() ? Sheet::open(path, choice, cancel.get()) : beginning;
            if (!sheet)
                return tl::unexpected(sheet.error());
            return Opened{*sheet, memory.suggest(**sheet, fields)};
        },
        &ImportDraft::takeOpened);
}

void ImportDraft::takeOpened(const Result<Opened> &result)
{
    m_opening = false;
    if (!result) {
        Q_EMIT openFailed(result.error());
        return;
    }
    m_sheet = result->sheet;
    m_mapping = result->mapping;
    m_repairs = std::make_shared<Repairs>(m_sheet);
    Q_EMIT opened();
}

void ImportDraft::setCustomFields(const QList<CustomField> &fields)
{
    if (fields == m_customFields)
        return;
    m_customFields = fields;
    if (!m_sheet || m_mappingTouched)
        return;
    m_mapping = m_memory.suggest(*m_sheet, fields); // looks at a thousand rows at most
    Q_EMIT mappingChanged();
}

void ImportDraft::setTarget(qsizetype column, Field field, const QString &customName)
{
    m_mapping.choose(column, field, customName);
    m_mappingTouched = true;
    m_report.reset();
    Q_EMIT mappingChanged();
}

void ImportDraft::setOptOutFile(bool optOutFile)
{
    m_mapping.setOptOutFile(optOutFile);
    m_mappingTouched = true;
    m_report.reset();
    Q_EMIT mappingChanged();
}

void ImportDraft::check()
{
    m_checkWanted = true;
    if (m_running && m_checkCancel)
        m_checkCancel->store(true);
    step();
}

void ImportDraft::correct(qint64 row, int column, const QString &text)
{
    change([row, column, text](Repairs &repairs) { repairs.correct(row, column, text); });
}

void ImportDraft::takeSuggestion(const Problem &problem)
{
    change([problem, mapping = m_mapping, fields = m_customFields](Repairs &repairs) {
        repairs.apply(problem, mapping, fields);
    });
}

void ImportDraft::takeAll(ProblemKind kind)
{
    change([kind, report = m_report, mapping = m_mapping, fields = m_customFields](Repairs &repairs) {
        if (report)
            repairs.applyAll(kind, *report, mapping, fields);
    });
}

void ImportDraft::undo()
{
    change([](Repairs &repairs) { repairs.undo(); });
}

void ImportDraft::change(Change change)
{
    if (!m_repairs)
        return;
    m_pending << std::move(change);
    check();
}

/// The next thing to do on the table, when nothing is being done.
void ImportDraft::step()
{
    if (m_running || !m_sheet)
        return;
    if (!m_pending.isEmpty())
        startChanges();
    else if (m_checkWanted)
        startCheck();
}

void ImportDraft::startChanges()
{
    m_running = true;
    m_tableJob = run<bool>(
        [repairs = m_repairs, changes = std::exchange(m_pending, {})] {
            for (const Change &change : changes)
                change(*repairs);
            return repairs->canUndo();
        },
        &ImportDraft::takeChanged);
}

void ImportDraft::takeChanged(const bool &canUndo)
{
    m_running = false;
    m_canUndo = canUndo;
    step();
    Q_EMIT changed();
}

void ImportDraft::startCheck()
{
    m_running = true;
    m_checkWanted = false;
    m_checkCancel = std::make_shared<std::atomic_bool>(false);
    m_rowsDone = std::make_shared<std::atomic<qint64>>(0);
    m_progress.start();
    m_tableJob = run<Result<Checked>>(
        [sheet = m_sheet, mapping = m_mapping, fields = m_customFields, cancel = m_checkCancel, done = m_rowsDone,
         memory = m_mappingTouched ? m_memory : ColumnMemory()]() -> Result<Checked> {
            // Where it cannot be kept the columns are chosen again next time: nothing to stop an import for.
            (void)memory.keep(*sheet, mapping, fields, QDate::currentDate());
            auto report = checkRows(*sheet, mapping, fields, cancel.get(), [&done](qint64 rows) { done->store(rows); });
            if (!report)
                return tl::unexpected(report.error());
            Checked checked;
            for (const Problem &problem : report->problems)
                ++checked.kinds[static_cast<size_t>(problem.kind)];
            checked.offers = Repairs::offers(*report, *sheet, mapping, fields);
            checked.report = std::make_shared<const CheckReport>(std::move(*report));
            return checked;
        },
        &ImportDraft::takeChecked);
}

void ImportDraft::takeChecked(const Result<Checked> &result)
{
    m_running = false;
    m_progress.stop();
    if (m_checkWanted || !m_pending.isEmpty()) { // overtaken by a change
        step();
        return;
    }
    if (!result) {
        Q_EMIT checkFailed(result.error());
        return;
    }
    m_report = result->report;
    m_kinds = result->kinds;
    m_offers = result->offers;
    Q_EMIT checked();
}

} // namespace rollcall
