#include "import/importpage.h"

#include "application.h"
#include "common/accountlists.h"
#include "common/notice.h"
#include "common/stepper.h"
#include "send/archive.h"
#include "history/resumer.h"
#include "import/checkstep.h"
#include "import/columnsstep.h"
#include "import/filestep.h"
#include "import/formersearch.h"
#include "import/importdraft.h"
#include "import/interruptedimport.h"
#include "import/resultstep.h"
#include "import/sendstep.h"
#include "import/walkkeeper.h"
#include "send/history.h"

#include <QDir>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rollcall {

ImportPage::ImportPage(AccountLists &lists, Archive &archive, Resumer &resumer, QWidget *parent)
    : Page(parent)
    , m_lists(lists)
    , m_archive(archive)
    , m_resumer(resumer)
    , m_draft(new ImportDraft(this))
    , m_sending(new Sending(this))
    , m_stepper(new Stepper({tr("File"), tr("Columns"), tr("Check"), tr("Send"), tr("Result")}))
    , m_fileChanged(Notice::banner())
    , m_busy(Notice::banner())
    , m_interrupted(new InterruptedImport(archive, resumer, this))
    , m_formerSearch(new FormerSearch(*m_draft, archive, this))
    , m_former(Notice::banner())
    , m_steps(new QStackedWidget)
    , m_file(new FileStep(*m_draft))
    , m_columns(new ColumnsStep(*m_draft))
    , m_check(new CheckStep(*m_draft))
    , m_send(new SendStep(*m_draft, lists, *m_formerSearch))
    , m_keeper(new WalkKeeper(*m_draft, *m_send, this))
    , m_result(new ResultStep(archive, tr("&Import another file")))
    , m_going(Notice::banner())
{
    build();
    connectSteps();
    setFirst(this, m_steps->currentWidget());
    showStep(File);
}

ImportPage::~ImportPage() = default;

void ImportPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(24, 16, 24, 14);
    top->setSpacing(12);
    top->addWidget(m_stepper);
    top->addWidget(m_keeper->offer());
    top->addWidget(m_fileChanged);
    top->addWidget(m_busy);
    top->addWidget(m_former);
    column->addLayout(top);
    column->addWidget(m_steps, 1);
    for (QWidget *step : std::initializer_list<QWidget *>{m_file, m_columns, m_check, m_send, m_result})
        m_steps->addWidget(step);
    m_result->below()->addWidget(m_going);
}

void ImportPage::connectSteps()
{
    connect(m_stepper, &Stepper::stepChosen, this, &ImportPage::showStep);
    connect(m_keeper, &WalkKeeper::taken, this, [this] { m_jumped = true; });
    // Queued, as what follows on opening is.
    connect(m_keeper, &WalkKeeper::restored, this, &ImportPage::showStep, Qt::QueuedConnection);
    connect(m_file, &FileStep::fileChosen, this, &ImportPage::openFile);
    connect(m_file, &FileStep::pasted, this, [this](const QString &text) {
        replaceFile([this, text] { m_draft->paste(text); });
    });
    connect(m_file, &FileStep::goOn, this, [this] { showStep(Columns); });
    connect(m_file, &FileStep::interruptedWanted, this, [this] { Q_EMIT historyWanted(m_interrupted->importId()); });
    connect(m_interrupted, &InterruptedImport::changed, this, &ImportPage::tellInterrupted);
    connect(&m_resumer, &Resumer::changed, this, [this] {
        tellResumer();
        readTold();
    });
    connect(m_columns, &ColumnsStep::back, this, [this] { showStep(File); });
    connect(m_columns, &ColumnsStep::goOn, this, [this] {
        if (!m_draft->report())
            m_draft->check();
        showStep(Check);
    });
    connect(m_check, &CheckStep::back, this, [this] { showStep(Columns); });
    connect(m_check, &CheckStep::goOn, this, [this] { showStep(Send); });
    connect(m_send, &SendStep::back, this, [this] { showStep(Check); });
    connect(m_send, &SendStep::sendWanted, this, &ImportPage::send);
    connect(m_send, &SendStep::connectWanted, this, &Page::connectWanted);
    connect(m_send, &SendStep::pauseWanted, m_sending, &Sending::pause);
    connect(m_send, &SendStep::cancelWanted, m_sending, &Sending::cancel);
    connect(m_sending, &Sending::progressed, this, &ImportPage::tellProgress);
    connect(m_sending, &Sending::finished, this, &ImportPage::finish);
    connect(m_result, &ResultStep::left, this, &ImportPage::startAfresh);
    connect(m_result, &ResultStep::retryWanted, this, [this] { retry(m_told->id); });
    connect(m_result, &ResultStep::undoWanted, this, [this] { Q_EMIT undoWanted(*m_told); });
    connect(m_result, &ResultStep::goOnWanted, this, &ImportPage::goOn);
    connect(m_going, &Notice::actionPressed, &m_resumer, &Resumer::pause);
    connect(m_formerSearch, &FormerSearch::changed, this, &ImportPage::tellFormer);
    connect(m_former, &Notice::actionPressed, this, [this] { Q_EMIT historyWanted(m_formerSearch->importId()); });
    // Queued, because filling the steps takes its time already, and the window is not to stand still.
    connect(m_draft, &ImportDraft::opened, this, &ImportPage::leaveFile, Qt::QueuedConnection);
    connect(m_draft, &ImportDraft::openFailed, this, [this] { showStep(File); });
    connect(m_draft, &ImportDraft::fileChanged, this, [this](const Error &error) {
        if (!isSending() && !m_told) // what is being sent says it by itself
            m_fileChanged->show(Tone::Bad, error.message + QLatin1Char(' ') + tr("What you corrected is kept for the rows that are still there."),
                                tr("&Open it again"));
    });
    connect(m_fileChanged, &Notice::actionPressed, m_draft, &ImportDraft::reopen);
    connect(m_draft, &ImportDraft::previewed, m_fileChanged, &Notice::clear);
    connect(m_draft, &ImportDraft::mappingChanged, this, [this] { showStep(m_steps->currentIndex()); });
    connect(m_draft, &ImportDraft::checked, this, [this] { showStep(m_steps->currentIndex()); });
}

void ImportPage::leaveFile()
{
    if (!m_draft->sheet())
        return; // another file came before this was heard
    // What is certain needs no look at the file's letters: its columns show whether it was read well.
    if (!m_jumped && m_steps->currentIndex() == File && m_draft->sheet() && m_draft->isReadSurely())
        showStep(Columns);
    else
        showStep(m_steps->currentIndex());
    m_jumped = true;
}

QString ImportPage::title() const
{
    return tr("Import");
}

void ImportPage::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    for (auto *context : {&m_call, &m_reading, &m_retrying})
        context->reset();
    m_sending->use(application);
    m_application = application;
    if (application) {
        const QDir folder(application->profile().storageFolder());
        m_draft->setMemory(ColumnMemory(folder.filePath(QStringLiteral("columns.json"))));
    }
    m_send->use(application);
    m_send->setSending(false);
    m_busy->clear();
    m_keeper->use(application);
    Q_EMIT sendingChanged({});
    m_interrupted->forget();
    if (m_told)
        startAfresh(); // its rows are in the journal of the account before
    if (application)
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { tellConnection(); });
    tellConnection();
    if (application)
        m_interrupted->look();
    m_formerSearch->restart();
}

void ImportPage::forget(const QString &address)
{
    m_keeper->forgetPerson(address);
}

void ImportPage::stopReading()
{
    m_formerSearch->stop();
}

bool ImportPage::openFile(const QString &path)
{
    if (isSending()) {
        m_busy->show(
            Tone::Look,
            tr("Another file can be opened when this import has come to its end, or is paused or stopped."));
        return false;
    }
    replaceFile([this, path] { m_draft->open(path); });
    return true;
}

/// By what `open` opens.
void ImportPage::replaceFile(const std::function<void()> &open)
{
    m_keeper->putAside();
    m_told.reset();
    m_jumped = false;
    open();
    m_send->clear();
    showStep(File);
}

void ImportPage::retry(const QString &importId)
{
    m_retrying = std::make_unique<QObject>();
    m_archive.ask([importId](Journal &journal) { return journal.record(importId); }, m_retrying.get(),
                  [this](const rollcall::Result<ImportRecord> &import) {
                      if (import && openFile(import->refusedFile))
                          m_send->choose(import->listNames, import->source);
                  });
}

int ImportPage::reachable() const
{
    if (isSending())
        return Send;
    if (m_told)
        return Result;
    if (!m_draft->sheet())
        return File;
    if (!m_draft->report())
        return m_draft->isChecking() ? Check : Columns;
    return m_draft->report()->counts.ready > 0 ? Send : Check;
}

void ImportPage::showStep(int step)
{
    if (isSending() || m_told) { // what is being sent, or was, is not changed under way
        step = isSending() ? Send : Result;
        m_stepper->setState(step, -1);
    } else {
        step = qMin(step, reachable());
        m_stepper->setState(step, reachable());
    }
    tellFormer();
    m_keeper->setStep(step, !isSending() && !m_told);
    if (m_steps->currentIndex() != step) {
        m_steps->setCurrentIndex(step);
        setFirst(this, m_steps->currentWidget());
        if (isVisible())
            goTo(this);
    }
}

void ImportPage::tellFormer()
{
    const QString sentence = m_formerSearch->sentence();
    if (sentence.isEmpty() || isSending() || m_told) // it would speak of itself
        m_former->clear();
    else
        m_former->show(Tone::Look, sentence, tr("See it in the history"));
}

void ImportPage::tellConnection()
{
    const bool connected = m_application && m_application->session().isConnected();
    m_send->setConnected(connected);
    if (m_told)
        tellWays();
    if (m_application)
        readFields();
}

void ImportPage::readFields()
{
    if (!m_application->session().isConnected())
        return;
    m_call = std::make_unique<QObject>();
    m_application->fields().all(m_call.get(), [this](const rollcall::Result<QList<CustomField>> &fields) {
        if (fields) // without them, columns named "cf:" still map by their name
            m_draft->setCustomFields(*fields);
    });
}

void ImportPage::tellInterrupted()
{
    m_file->setInterrupted(m_interrupted->sentence(),
                           m_interrupted->importId().isEmpty() ? QString() : tr("See it in the history"));
}

void ImportPage::startAfresh()
{
    m_told.reset();
    m_reading.reset();
    m_result->forget();
    m_formerSearch->stop();
    m_draft->clear();
    m_keeper->forget();
    m_send->clear();
    m_file->refresh();
    showStep(File);
}

void ImportPage::send()
{
    m_send->setSending(true);
    Q_EMIT sendingChanged(tr("Sending"));
    m_sending->start(m_send->plan());
    if (isSending())
        showStep(Send);
}

void ImportPage::tellProgress(const ImportProgress &progress)
{
    if (!m_sending->importId().isEmpty())
        m_keeper->forget(); // from here on the journal has it
    m_send->showProgress(progress);
    Q_EMIT sendingChanged(progress.sentence);
}

void ImportPage::finish(const ImportSummary &summary, const std::optional<Error> &error)
{
    m_send->setSending(false);
    m_busy->clear();
    Q_EMIT sendingChanged({});
    if (!summary.id.isEmpty())
        showResult(summary, error);
    else if (error) // the file waits here as it was
        m_send->showError(*error);
    showStep(m_steps->currentIndex());
    m_lists.reload();
    readFields();
}

void ImportPage::showResult(const ImportSummary &summary, const std::optional<Error> &error)
{
    m_told = summary;
    m_toldError = error;
    m_result->show(summary, error, m_draft->sheet());
    tellWays();
    tellResumer();
    showStep(Result);
    if (!isOver(summary.state))
        m_resumer.look(); // a passing trouble stopped it
}

void ImportPage::tellWays()
{
    const bool over = isOver(m_told->state);
    const bool touched = m_told->count(Outcome::Added) + m_told->count(Outcome::Updated) > 0;
    const bool connected = m_application && m_application->session().isConnected();
    const bool underWay = m_resumer.importId() == m_told->id;
    QString goOn;
    if (!over && !underWay)
        goOn = !connected          ? tr("Co&nnect account")
               : m_told->isStopped ? tr("&Ask for the answers")
                                   : tr("&Go on with it");
    m_result->setWays(goOn, over && touched ? tr("&Undo this import…") : QString(), {});
}

void ImportPage::tellResumer()
{
    if (!m_told)
        return;
    if (m_resumer.importId() == m_told->id)
        m_going->show(Tone::Look, m_resumer.about(), tr("&Pause"));
    else if (!isOver(m_told->state) && !m_resumer.about().isEmpty())
        m_going->show(Tone::Look, m_resumer.about()); // it waits for what passes by itself
    else
        m_going->clear();
    tellWays();
}

void ImportPage::goOn()
{
    if (m_application->session().isConnected())
        m_resumer.goOn(m_told->id);
    else
        Q_EMIT connectWanted();
}

/// It is gone on with, or taken back, elsewhere.
void ImportPage::readTold()
{
    if (!m_told)
        return;
    m_reading = std::make_unique<QObject>();
    m_archive.ask([id = m_told->id](Journal &journal) { return History(journal).import(id); }, m_reading.get(),
                  [this](const rollcall::Result<ImportSummary> &import) { takeTold(import); });
}

void ImportPage::takeTold(const rollcall::Result<ImportSummary> &import)
{
    if (!import || !m_told)
        return; // it was forgotten meanwhile: what is told of it stays until something else is imported
    if (*m_told == *import)
        return;
    m_told = *import;
    if (isOver(import->state)) {
        m_toldError.reset();
        m_lists.reload(); // it may have made some
    }
    m_result->show(*import, m_toldError, m_draft->sheet());
    tellResumer();
}

} // namespace rollcall
