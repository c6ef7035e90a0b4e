#include "import/importdraft.h"

#include "import/background.h"
#include "import/previewmodel.h"
#include "send/planparts.h"

#include <QFileInfo>

namespace rollcall {
namespace {

constexpr int progressEvery = 100; // ms
constexpr int watchEvery = 1000;   // ms: whether the file is still the same

} // namespace

ImportDraft::ImportDraft(QObject *parent)
    : QObject(parent)
{
    m_progress.setInterval(progressEvery);
    connect(&m_progress, &QTimer::timeout, this, [this] { Q_EMIT checkProgressed(m_rowsDone->load()); });
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &ImportDraft::watch);
    connect(&m_firstLook, &FirstLook::previewed, this, &ImportDraft::previewed);
    connect(&m_firstLook, &FirstLook::found, this, &ImportDraft::takeFound);
    connect(&m_firstLook, &FirstLook::failed, this, &ImportDraft::openFailed);
}

ImportDraft::~ImportDraft()
{
    forget(); // what still runs works on shared values and finds nobody to tell
}

void ImportDraft::open(const QString &path)
{
    const std::optional<FirstLook::Earlier> earlier = path == m_path ? m_earlier : std::nullopt; // it was gone, and is back
    clear();
    m_path = path;
    m_earlier = earlier;
    start();
}

void ImportDraft::paste(const QString &text)
{
    clear();
    m_text = text;
    start();
}

void ImportDraft::setChoice(const TableChoice &choice)
{
    if (choice == m_choice || isEmpty())
        return;
    if (isTouched())
        setAside();
    forget();
    m_choice = choice;
    start();
}

void ImportDraft::reopen()
{
    if (isEmpty())
        return;
    setAside();
    forget();
    start();
}

void ImportDraft::setAside()
{
    if (m_sheet)
        m_earlier = FirstLook::Earlier{m_sheet->headers(), m_mapping, m_repairs};
}

void ImportDraft::clear()
{
    forget();
    m_earlier.reset();
    m_path.clear();
    m_text.clear();
    m_choice = {};
    m_customFields.removeIf([](const CustomField &field) { return isMadeUp(field.id); });
    m_newFields.clear();
}

/// Everything that followed from how the file was read, and whoever still works on it.
void ImportDraft::forget()
{
    m_firstLook.stop();
    if (m_checkCancel)
        m_checkCancel->store(true);
    delete m_tableJob;
    delete m_watchJob;
    m_progress.stop();
    m_watch.stop();
    m_running = m_checkWanted = m_mappingTouched = false;
    m_pending.clear();
    m_sheet.reset();
    m_repairs.reset();
    m_report.reset();
    m_mapping = {};
    m_kinds = {};
    m_offers.clear();
    m_canUndo = false;
    m_corrections = {};
}

QString ImportDraft::name() const
{
    return m_path.isEmpty() ? tr("Pasted cells") : QFileInfo(m_path).fileName();
}

bool ImportDraft::isReadSurely() const
{
    const TableFormat format = shown()->format();
    if (!format.damageText().isEmpty())
        return false; // the person is to know
    if (format.confidence() >= TableFormat::sureEnough)
        return true;
    // Too few rows to tell names from cells by counting; a name that is known as such tells it, too.
    const qsizetype email = m_mapping.columnOf(Field::Email);
    return email >= 0 && m_mapping.at(email).certain && format.headerLine > 0 && format.encoding == QLatin1String("UTF-8");
}

void ImportDraft::start()
{
    m_firstLook.start({m_path, m_text, m_choice, m_customFields, m_memory, m_earlier});
}

void ImportDraft::takeFound(const FirstLook::Found &found)
{
    m_sheet = found.sheet;
    m_mapping = found.mapping;
    m_mappingTouched = found.isMappingKept;
    if (!m_mappingTouched && found.customFields != m_customFields) // they were heard of meanwhile
        m_mapping = m_memory.suggest(*m_sheet, m_customFields);
    m_repairs = found.repairs;
    m_canUndo = m_repairs->canUndo();
    m_corrections = found.corrections;
    if (found.isMappingKept)
        m_earlier.reset();
    if (!m_path.isEmpty())
        m_watch.start();
    Q_EMIT opened();
}

/// Not here: a file on a disk that has gone may keep whoever asks waiting.
void ImportDraft::watch()
{
    if (!m_watchJob)
        m_watchJob = runFor<ImportDraft, Result<void>>(this, [sheet = m_sheet] { return sheet->status(); },
                                                       &ImportDraft::takeStatus);
}

void ImportDraft::takeStatus(const Result<void> &status)
{
    if (status)
        return;
    m_watch.stop();
    Q_EMIT fileChanged(status.error());
}

void ImportDraft::setCustomFields(const QList<CustomField> &fields)
{
    QList<CustomField> all = fields;
    const ColumnMapping before = m_mapping;
    m_newFields.removeIf([this, &fields](const CustomField &made) {
        const CustomField *known = findCustomField(fields, made.label);
        if (known)
            m_mapping.renameCustom(made.name, known->name);
        return known != nullptr;
    });
    all += m_newFields;
    if (all == m_customFields)
        return;
    m_customFields = all;
    if (m_sheet && !m_mappingTouched)
        m_mapping = m_memory.suggest(*m_sheet, all); // looks at a thousand rows at most
    if (m_mapping == before)
        return;
    m_report.reset();
    Q_EMIT mappingChanged();
}

void ImportDraft::setTarget(qsizetype column, Field field, const QString &customName)
{
    m_mapping.choose(column, field, customName);
    m_mappingTouched = true;
    m_report.reset();
    Q_EMIT mappingChanged();
}

void ImportDraft::makeField(qsizetype column)
{
    constexpr qsizetype longestLabel = 50; // constant-contact-v3.md 4.2
    const QString label = columnName(*m_sheet, int(column)).simplified().left(longestLabel);
    if (!findCustomField(m_customFields, label)) {
        m_newFields << newField(label);
        m_customFields << m_newFields.last();
    }
    setTarget(column, Field::Custom, findCustomField(m_customFields, label)->name);
}

void ImportDraft::setOptOutFile(bool optOutFile)
{
    m_mapping.setOptOutFile(optOutFile);
    m_mappingTouched = true;
    m_report.reset();
    Q_EMIT mappingChanged();
}

void ImportDraft::setKeepsEach(bool keepsEach)
{
    m_mapping.setKeepsEach(keepsEach);
    m_mappingTouched = true;
    check();
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
    m_tableJob = runFor<ImportDraft, Changed>(
        this,
        [repairs = m_repairs, changes = std::exchange(m_pending, {})] {
            for (const Change &change : changes)
                change(*repairs);
            return Changed{repairs->canUndo(), repairs->toKept()};
        },
        &ImportDraft::takeChanged);
}

void ImportDraft::takeChanged(const Changed &changed)
{
    m_running = false;
    m_canUndo = changed.canUndo;
    m_corrections = changed.corrections;
    step();
    Q_EMIT this->changed();
}

void ImportDraft::startCheck()
{
    m_running = true;
    m_checkWanted = false;
    m_checkCancel = std::make_shared<std::atomic_bool>(false);
    m_rowsDone = std::make_shared<std::atomic<qint64>>(0);
    m_progress.start();
    m_tableJob = runFor<ImportDraft, Result<Checked>>(
        this,
        [sheet = m_sheet, mapping = m_mapping, fields = m_customFields, cancel = m_checkCancel, done = m_rowsDone,
         memory = m_mappingTouched ? m_memory : ColumnMemory()]() -> Result<Checked> {
            // Where it cannot be kept the columns are chosen again next time: nothing to stop an import for.
            (void)memory.keep(*sheet, mapping, fields, QDate::currentDate());
            auto report = checkRows(*sheet, mapping, fields, cancel.get(), [&done](qint64 rows) { done->store(rows); });
            if (!report)
                return tl::unexpected(report.error());
            Checked checked;
            checked.levels.fill(ProblemLevel::Warning);
            for (const Problem &problem : report->problems) {
                const auto kind = static_cast<size_t>(problem.kind);
                ++checked.kinds[kind];
                if (problem.level == ProblemLevel::Error)
                    checked.levels[kind] = ProblemLevel::Error;
            }
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
    m_levels = result->levels;
    m_offers = result->offers;
    Q_EMIT checked();
}

} // namespace rollcall
