#include "history/historypage.h"

#include "application.h"
#include "common/button.h"
#include "common/card.h"
#include "common/emptystate.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/pilldelegate.h"
#include "common/question.h"
#include "common/tablestyle.h"
#include "common/theme.h"
#include "send/archive.h"
#include "history/erasepanel.h"
#include "history/historymodel.h"
#include "history/resumer.h"
#include "history/setasidenotice.h"
#include "history/undoview.h"
#include "import/resultstep.h"
#include "send/history.h"
#include "send/personaldata.h"
#include "support/span.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QTimeZone>

namespace rollcall {
namespace {

constexpr int lookEvery = 3000; // ms; another window or the command line may be at work, too

/// The table's rows are ways in: Return opens the chosen one.
class EntryTable : public QTableView
{
public:
    using QTableView::QTableView;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
            Q_EMIT clicked(currentIndex());
        else
            QTableView::keyPressEvent(event);
    }
};

QString factsOf(const HistoryEntry &entry)
{
    QStringList facts;
    if (!entry.import.source.isEmpty())
        facts << HistoryPage::tr("Where from: %1").arg(entry.import.source);
    if (!entry.tags.isEmpty())
        facts << HistoryPage::tr("Tags: %1").arg(entry.tags.join(QStringLiteral(", ")));
    if (entry.undo) {
        const auto when = QDateTime::fromMSecsSinceEpoch(entry.undo->started, QTimeZone::utc());
        const QString text = entry.isUndone() ? HistoryPage::tr("Undone %1: %2") : HistoryPage::tr("Undo begun %1, so far: %2");
        facts << text.arg(momentText(QDateTime::currentDateTimeUtc(), when), undoCountsText(*entry.undo));
    }
    return facts.join(QStringLiteral(" · "));
}

} // namespace

HistoryPage::HistoryPage(Archive &archive, Resumer &resumer, QWidget *parent)
    : Page(parent)
    , m_archive(archive)
    , m_resumer(resumer)
    , m_calls(std::make_unique<QObject>())
    , m_views(new QStackedWidget)
    , m_going(Notice::banner())
    , m_error(new ErrorPanel)
    , m_setAside(new SetAsideNotice(archive, SetAsideNotice::Which::Earlier))
    , m_erase(new ErasePanel(archive))
    , m_model(new HistoryModel(this))
    , m_table(new EntryTable)
    , m_eraseWanted(new Button(tr("&Personal data kept here…")))
    , m_detail(new ResultStep(archive, tr("&Back to the history")))
    , m_detailGoing(Notice::banner())
    , m_forget(new Question(tr("Forget it"), tr("Keep it")))
    , m_undo(new UndoView)
{
    m_list = list();
    m_detail->layout()->setContentsMargins(0, 20, 0, 0);
    m_detail->below()->addWidget(m_detailGoing);
    m_detail->below()->addWidget(m_forget);
    for (QWidget *view : std::initializer_list<QWidget *>{m_list, m_detail, m_undo, m_erase})
        m_views->addWidget(view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_views);
    setFirst(this, m_list);
    connectViews();
}

HistoryPage::~HistoryPage() = default;

QWidget *HistoryPage::list()
{
    auto *view = new QWidget;
    QVBoxLayout *column = fillingColumn(view);
    column->setContentsMargins(24, 20, 24, 16);
    for (QWidget *part : std::initializer_list<QWidget *>{m_going, m_error, m_setAside})
        column->addWidget(part);
    column->addWidget(table(), 1);
    m_nothing = nothingYet();
    column->addWidget(m_nothing, 1);
    QHBoxLayout *buttons = footer(view);
    buttons->addWidget(m_eraseWanted);
    buttons->addStretch(1);
    return view;
}

QWidget *HistoryPage::table()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Imports, newest first"));
    styleTable(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTextElideMode(Qt::ElideRight);
    softenColumn(m_table, HistoryModel::When);
    m_table->setItemDelegateForColumn(HistoryModel::State, new PillDelegate(HistoryModel::ToneRole, this));
    m_tableFrame = new TableFrame(m_table);
    return m_tableFrame;
}

QWidget *HistoryPage::nothingYet()
{
    auto *part = new EmptyState(tr("Nothing was imported from this computer yet."),
                                tr("Every import is kept here with an answer for each row, and can be undone from here."),
                                tr("&Import a file"));
    connect(part, &EmptyState::actionPressed, this, &HistoryPage::importWanted);
    part->hide();
    return part;
}

void HistoryPage::connectViews()
{
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &HistoryPage::reload);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { openRow(index.row()); });
    connect(m_going, &Notice::actionPressed, &m_resumer, &Resumer::pause);
    connect(m_detailGoing, &Notice::actionPressed, &m_resumer, &Resumer::pause);
    connect(&m_resumer, &Resumer::changed, this, [this] {
        tellResumer();
        reload();
    });
    connect(m_eraseWanted, &QPushButton::clicked, this, [this] { show(m_erase); });
    connect(m_erase, &ErasePanel::closed, this, [this] { show(m_list); });
    connect(m_erase, &ErasePanel::erased, this, [this](const QString &email) {
        reload();
        m_setAside->look();
        Q_EMIT erased(email);
    });
    connect(m_detail, &ResultStep::left, this, [this] { show(m_list); });
    connect(m_detail, &ResultStep::undoWanted, this, [this] { undo(m_shown->import); });
    connect(m_detail, &ResultStep::goOnWanted, this, &HistoryPage::goOn);
    connect(m_detail, &ResultStep::retryWanted, this, [this] { Q_EMIT retryWanted(m_shown->import.id); });
    connect(m_forget, &Question::closed, this, [this] { m_detail->setRowsShown(true); });
    connect(m_detail, &ResultStep::forgetWanted, this, [this] {
        m_detail->setRowsShown(!isLow(m_detail)); // there is no room for both
        m_forget->ask(tr("Forget this import? What was kept here of its rows and answers goes, and it can't be undone any more. "
                         "The account is not touched."));
    });
    connect(m_forget, &Question::confirmed, this, &HistoryPage::forgetImport);
    connect(m_undo, &UndoView::left, this, [this] { show(m_shown ? static_cast<QWidget *>(m_detail) : m_list); });
    connect(m_undo, &UndoView::progressed, this, &HistoryPage::progressed);
    connect(m_undo, &UndoView::ended, this, [this] {
        reload();
        if (m_undo->isWaiting())
            m_resumer.look();
    });
}

QString HistoryPage::title() const
{
    return tr("History");
}

void HistoryPage::use(Application *application)
{
    m_calls = std::make_unique<QObject>();
    m_reading = false;
    m_shown.reset();
    m_detail->forget();
    m_undo->use(application);
    m_erase->use(application);
    m_setAside->use(application);
    m_error->clear();
    m_model->setEntries({}, QDateTime::currentDateTimeUtc());
    show(m_list);
    reload();
}

void HistoryPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    reload();
    m_look.start();
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_look.stop();
}

void HistoryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < scaled(680);
    m_table->setColumnHidden(HistoryModel::Lists, narrow);
    m_table->setColumnWidth(HistoryModel::When, scaled(narrow ? 120 : 140));
    m_table->setColumnWidth(HistoryModel::What, scaled(narrow ? 140 : 190));
    m_table->setColumnWidth(HistoryModel::Lists, scaled(130));
    m_table->setColumnWidth(HistoryModel::State, scaled(110));
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::Counts, QHeaderView::Stretch);
}

void HistoryPage::reload()
{
    if (m_reading || !isVisible())
        return; // it is read when somebody looks
    m_reading = true;
    m_archive.ask([](Journal &journal) { return readHistory(journal); }, m_calls.get(),
                  [this](const Result<QList<HistoryEntry>> &entries) { take(entries); });
}

void HistoryPage::take(const Result<QList<HistoryEntry>> &entries)
{
    m_reading = false;
    if (!entries) {
        m_error->show(entries.error());
        return;
    }
    m_error->clear();
    const QModelIndex before = m_table->currentIndex();
    const QString current = before.isValid() ? m_model->entryAt(before.row()).import.id : QString();
    const bool isUndo = before.isValid() && m_model->isUndo(before.row());
    const int scrolled = m_table->verticalScrollBar()->value();
    m_model->setEntries(*entries, QDateTime::currentDateTimeUtc());
    const int row = m_model->rowOf(current, isUndo);
    if (row >= 0 && !m_table->currentIndex().isValid()) { // told anew: the place is kept
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->verticalScrollBar()->setValue(scrolled);
    }
    m_tableFrame->setVisible(!entries->isEmpty());
    m_nothing->setVisible(entries->isEmpty());
    setFirst(m_list, entries->isEmpty() ? m_nothing->findChild<Button *>() : static_cast<QWidget *>(m_table));
    const QWidget *focus = window()->focusWidget();
    if (m_views->currentWidget() == m_list && (focus == m_list || (m_list->isAncestorOf(focus) && !focus->isVisible())))
        goTo(this); // it came before there was anything to go to
    const int wanted = m_model->rowOf(m_shown ? m_shown->import.id : m_wanted);
    if (wanted >= 0 && m_shown)
        showEntry(m_model->entryAt(wanted));
    else if (wanted >= 0)
        openRow(wanted);
    m_wanted.clear();
    const bool waits = m_views->currentWidget() == m_undo && m_undo->isWaiting();
    const int undone = waits ? m_model->rowOf(m_undo->importId()) : -1;
    if (undone >= 0 && m_model->entryAt(undone).isUndone()) // it was gone on with, to its end
        m_undo->leave();
}

void HistoryPage::show(QWidget *view)
{
    if (view == m_list) {
        m_shown.reset();
        m_detail->forget();
        m_forget->hide();
        m_detail->setRowsShown(true);
    }
    m_views->setCurrentWidget(view);
    setFirst(this, view);
    tellResumer();
    if (isVisible())
        goTo(this);
}

void HistoryPage::open(const QString &importId)
{
    if (m_undo->isUnderWay())
        return;
    show(m_list);
    m_wanted = importId;
    reload();
}

void HistoryPage::openRow(int row)
{
    if (m_undo->isUnderWay() && m_undo->importId() == m_model->entryAt(row).import.id) {
        show(m_undo);
        return;
    }
    m_shown.reset();
    showEntry(m_model->entryAt(row));
    show(m_detail);
}

void HistoryPage::showEntry(const HistoryEntry &entry)
{
    const bool isNew = !m_shown || m_shown->import != entry.import;
    m_shown = entry;
    if (isNew)
        m_detail->show(entry.import, entry.error, nullptr);
    tellEntry();
}

void HistoryPage::tellEntry()
{
    const HistoryEntry &entry = *m_shown;
    const bool over = isOver(entry.import.state);
    const bool touched = entry.import.count(Outcome::Added) + entry.import.count(Outcome::Updated) > 0;
    QString goOn;
    if (entry.isResting && (over || !entry.import.isSingle())) // who waits is sent from the outbox
        goOn = over                     ? tr("&Go on with undoing")
               : entry.import.isStopped ? tr("&Ask for the answers")
                                        : tr("&Go on with it");
    m_detail->setFacts(factsOf(entry));
    m_detail->setWays(goOn, over && touched && !entry.undo ? tr("&Undo this import…") : QString(),
                      over && !entry.isUndoStopped() ? tr("&Forget…") : QString());
}

void HistoryPage::tellResumer()
{
    const QString about = m_resumer.about();
    m_undo->tellGoing(about);
    if (about.isEmpty())
        m_going->clear();
    else
        m_going->show(Tone::Look, about, m_resumer.importId().isEmpty() ? QString() : tr("Pause"));
    const bool isThis = m_shown && m_resumer.importId() == m_shown->import.id;
    if (isThis)
        m_detailGoing->show(Tone::Look, about, tr("Pause"));
    else if (m_shown && m_shown->isLeft() && !about.isEmpty())
        m_detailGoing->show(Tone::Look, about); // it waits for what passes by itself
    else if (m_shown && m_resumer.error())
        m_detailGoing->show(*m_resumer.error(), Tone::Look);
    else
        m_detailGoing->clear();
}

void HistoryPage::undo(const ImportSummary &import)
{
    show(m_undo);
    m_undo->open(import);
}

void HistoryPage::goOn()
{
    if (!isOver(m_shown->import.state)) {
        m_resumer.goOn(m_shown->import.id);
        return;
    }
    show(m_undo);
    m_undo->goOn(m_shown->import);
}

void HistoryPage::forgetImport()
{
    m_archive.ask([id = m_shown->import.id](Journal &journal) { return PersonalData(journal).forget(id); }, m_calls.get(),
                  [this](const Result<void> &gone) {
                      if (gone)
                          show(m_list);
                      else
                          m_detailGoing->show(gone.error());
                      reload();
                  });
}

} // namespace rollcall
