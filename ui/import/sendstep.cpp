#include "import/sendstep.h"

#include "common/accountlists.h"
#include "common/button.h"
#include "common/card.h"
#include "common/formgrid.h"
#include "common/insight.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "common/sidebyside.h"
#include "common/tablestyle.h"
#include "import/changesmodel.h"
#include "import/forecastcard.h"
#include "import/formersearch.h"
#include "import/importdraft.h"
#include "import/sendoptions.h"
#include "support/span.h"
#include "support/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QTableView>

namespace rollcall {
namespace {

constexpr qsizetype mostLists = 49; // a contact has at most 50; the import's own list is one of them
constexpr int mostChangesSeen = 8; // at once; the table scrolls

} // namespace

SendStep::SendStep(ImportDraft &draft, AccountLists &lists, FormerSearch &former, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_accountLists(lists)
    , m_former(former)
    , m_connection(Notice::banner())
    , m_error(new ErrorPanel)
    , m_lists(new Picker(AccountLists::pickerWords(true)))
    , m_source(new QLineEdit)
    , m_agreed(new QCheckBox(tr("&These people know us and may be written to.")))
    , m_agreedNotice(new Notice)
    , m_permission(new QComboBox)
    , m_onlyNew(new QCheckBox)
    , m_options(new SendOptions(draft))
    , m_forecast(new ForecastCard(draft))
    , m_changes(new ChangesModel(this))
    , m_table(new QTableView)
    , m_fields(Label::soft({}))
    , m_progressCard(new Card)
    , m_state(new Label)
    , m_sentence(Label::soft({}))
    , m_bar(new QProgressBar)
    , m_pause(new Button(tr("&Pause")))
    , m_cancel(new Button(tr("&Stop")))
    , m_back(new Button(tr("&Back")))
    , m_send(new Button({}, Button::Kind::Primary))
{
    QVBoxLayout *column = scrollingColumn(this);
    column->parentWidget()->layout()->setContentsMargins(24, 0, 24, 16);
    column->addWidget(m_connection);
    column->addWidget(m_error);
    column->addWidget(progress());
    auto *row = new SideBySide(640);
    m_choices = choices();
    row->add(m_choices, 5);
    row->add(new InSight(m_forecast), 4);
    column->addWidget(row);
    column->addWidget(changes());
    column->addStretch(1);
    QHBoxLayout *buttons = footer(this);
    m_footer = buttons->parentWidget();
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_send);

    connect(m_back, &QPushButton::clicked, this, &SendStep::back);
    connect(m_send, &QPushButton::clicked, this, &SendStep::send);
    connect(m_pause, &QPushButton::clicked, this, &SendStep::askPause);
    connect(m_cancel, &QPushButton::clicked, this, &SendStep::askCancel);
    connect(m_forecast, &ForecastCard::changesWanted, this, &SendStep::showChanges);
    connect(m_forecast, &ForecastCard::told, this, &SendStep::nameButton);
    connect(m_options, &SendOptions::changed, this, &SendStep::refresh);
    connect(m_permission, &QComboBox::currentIndexChanged, this, &SendStep::explainPermission);
    connect(m_onlyNew, &QCheckBox::toggled, this, &SendStep::refresh);
    connect(&m_former, &FormerSearch::changed, this, &SendStep::tellFormer);
    connect(m_connection, &Notice::actionPressed, this, &SendStep::connectWanted);
    connect(m_listsNotice, &Notice::actionPressed, &m_accountLists, &AccountLists::reload);
    connect(m_lists, &Picker::chosenChanged, this, &SendStep::refresh);
    connect(m_source, &QLineEdit::textEdited, m_sourceNotice, &Notice::clear);
    connect(m_source, &QLineEdit::textChanged, this, &SendStep::edited);
    connect(m_agreed, &QCheckBox::toggled, m_agreedNotice, &Notice::clear);
    connect(m_agreed, &QCheckBox::toggled, this, &SendStep::edited);
    connect(&m_draft, &ImportDraft::checked, this, &SendStep::refresh);
    connect(&m_accountLists, &AccountLists::changed, this, [this] {
        m_accountLists.fill(*m_lists);
        refresh();
    });
    setFirst(this, m_lists);
    m_progressCard->hide();
    explainPermission();
}

QWidget *SendStep::choices()
{
    auto *card = new Card;
    auto *grid = new FormGrid;
    m_listsNotice = grid->addField(tr("&Lists"), m_lists);
    m_permission->addItem(tr("They have dealt with us (implied)"), false);
    m_permission->addItem(tr("They asked for it themselves (express)"), true);
    m_permissionNotice = grid->addField(tr("Per&mission"), m_permission);
    m_sourceNotice = grid->addField(tr("&Where from"), m_source);
    m_source->setPlaceholderText(tr("For example: visitor book, front desk"));
    grid->addBelow(m_agreed);
    grid->addBelow(m_agreedNotice);
    grid->addBelow(m_onlyNew);
    m_onlyNew->hide();
    card->column()->addWidget(grid);
    card->column()->addSpacing(4);
    card->column()->addWidget(new Divider);
    card->column()->addWidget(m_options);
    card->column()->addStretch(1);
    return card;
}

QWidget *SendStep::changes()
{
    auto *card = new Card;
    auto *heading = new Label(tr("What changes in contacts that are there already"));
    heading->setBold(true);
    m_table->setModel(m_changes);
    m_table->setAccessibleName(heading->text());
    styleTable(m_table);
    softenColumn(m_table, ChangesModel::Number);
    softenColumn(m_table, ChangesModel::Before);
    m_table->setColumnWidth(ChangesModel::Number, scaled(64));
    m_table->setColumnWidth(ChangesModel::Email, scaled(210));
    m_table->setColumnWidth(ChangesModel::Name, scaled(110));
    m_table->setColumnWidth(ChangesModel::Before, scaled(160));
    m_table->horizontalHeader()->setStretchLastSection(true);
    card->column()->addWidget(heading);
    card->column()->addWidget(m_fields);
    card->column()->addWidget(new TableFrame(m_table));
    card->hide();
    m_changesPart = card;
    return card;
}

void SendStep::explainPermission()
{
    const QString others = tr("Those who are in the account keep the permission they have.");
    const bool isExpress = m_permission->currentData().toBool();
    m_permissionNotice->show(Tone::Soft, (isExpress ? tr("New people are filed as express, one by one: the calls are counted beside.")
                                                    : tr("New people are filed as implied."))
                                             + QLatin1Char(' ') + others);
    refresh();
}

void SendStep::showChanges(bool shown)
{
    const std::optional<ForecastResult> &result = m_forecast->result();
    m_changesPart->setVisible(shown && result);
    if (!shown || !result)
        return;
    const qint64 all = result->summary.count(Outcome::Updated);
    QStringList fields;
    for (const auto &[label, count] : result->changedFields)
        fields << tr("%1: %2", "a field, and in how many contacts it changes").arg(label, QLocale().toString(count));
    const QString some = all > result->changes.size()
                             ? tr("The first %Ln contact(s) of them.", nullptr, int(result->changes.size()))
                             : QString();
    m_fields->setText(QStringList{fields.join(QStringLiteral(" · ")), some}.join(QStringLiteral("   ")).trimmed());
    m_changes->setChanges(result->changes);
    m_table->setFixedHeight(scaled(34) * (1 + qMin(m_changes->rowCount(), mostChangesSeen)) + 2);
    bringIntoView(m_changesPart);
}

QWidget *SendStep::progress()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_state->setBold(true);
    m_sentence->setWordWrap(false);
    head->addWidget(m_state, 1);
    head->addWidget(m_sentence);
    head->addWidget(m_pause);
    head->addWidget(m_cancel);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("Rows answered"));
    m_progressCard->column()->setSpacing(10);
    m_progressCard->column()->addLayout(head);
    m_progressCard->column()->addWidget(m_bar);
    m_progressCard->column()->addWidget(new Label(tr("You may work on in the other sections, or close the window: it goes on at the "
                                                     "next start. Pausing is at once; stopping sends nothing more, and what was "
                                                     "sent gets its answer."),
                                                  TextSize::Small, Tone::Soft));
    return m_progressCard;
}

ImportPlan SendStep::plan() const
{
    ImportPlan plan;
    plan.sheet = m_draft.sheet();
    plan.mapping = m_draft.mapping();
    plan.check = m_draft.report();
    plan.customFields = m_draft.customFields();
    for (const PickerItem &list : m_lists->chosenItems()) {
        plan.listIds << list.id;
        plan.listNames << list.name;
    }
    plan.source = m_source->text().trimmed();
    plan.express = m_permission->currentData().toBool();
    m_options->complete(plan);
    if (m_onlyNew->isChecked())
        plan.importedBefore = m_former.known();
    return plan;
}

void SendStep::use(Application *application)
{
    m_forecast->use(application);
    m_options->use(application);
}

void SendStep::setConnected(bool connected)
{
    m_connected = connected;
    if (connected)
        m_connection->clear();
    else
        m_connection->show(Tone::Look, tr("The file waits here until an account is connected."), tr("Connect account"));
    refresh();
}

void SendStep::setSending(bool sending)
{
    m_sending = sending;
    m_progressCard->setVisible(sending);
    for (Button *button : {m_pause, m_cancel})
        button->setEnabled(true);
    m_pause->setText(tr("&Pause"));
    if (sending && isAncestorOf(window()->focusWidget()))
        m_pause->setFocus(); // before the rest cannot be used, and the keyboard would leave the page
    m_choices->setEnabled(!sending);
    m_forecast->setSending(sending);
    m_cancel->setText(tr("&Stop"));
    if (sending) {
        m_error->clear();
        showProgress({});
        bringIntoView(m_progressCard);
    }
    refresh();
}

void SendStep::showProgress(const ImportProgress &progress)
{
    const QString rows = tr("%1 of %2 rows").arg(QLocale().toString(progress.rowsDone), QLocale().toString(progress.rowsTotal));
    m_state->setText(!progress.sentence.isEmpty() ? progress.sentence : progress.rowsTotal > 0 ? rows : tr("Starting."));
    m_sentence->setText(progress.secondsLeft < 0 ? QString() : tr("%1 left").arg(durationText(progress.secondsLeft)));
    constexpr int parts = 1000;
    m_bar->setRange(0, parts);
    m_bar->setValue(progress.rowsTotal > 0 ? int(progress.rowsDone * parts / progress.rowsTotal) : 0);
}

void SendStep::showError(const Error &error)
{
    m_error->show(error);
}

void SendStep::choose(const QStringList &listNames, const QString &source)
{
    QStringList ids;
    for (const QString &name : listNames) {
        if (const ContactList *list = listNamed(name, m_accountLists.lists()))
            ids << list->id;
    }
    m_lists->setChosen(ids);
    m_source->setText(source);
}

void SendStep::clear()
{
    m_source->clear();
    m_agreed->setChecked(false);
    m_onlyNew->setChecked(false);
    m_permission->setCurrentIndex(0);
    m_options->clear();
    m_error->clear();
    for (Notice *notice : {m_sourceNotice, m_agreedNotice})
        notice->clear();
}

QJsonObject SendStep::kept() const
{
    return {{QStringLiteral("lists"), m_lists->kept()},
            {QStringLiteral("express"), m_permission->currentIndex()},
            {QStringLiteral("source"), m_source->text()},
            {QStringLiteral("agreed"), m_agreed->isChecked()},
            {QStringLiteral("options"), m_options->kept()}};
}

void SendStep::restore(const QJsonObject &kept)
{
    m_lists->restore(kept.value(QLatin1String("lists")).toArray());
    m_permission->setCurrentIndex(kept.value(QLatin1String("express")).toInt());
    m_source->setText(kept.value(QLatin1String("source")).toString());
    m_agreed->setChecked(kept.value(QLatin1String("agreed")).toBool());
    m_options->restore(kept.value(QLatin1String("options")).toObject());
}

void SendStep::tellFormer()
{
    const qint64 fresh = m_former.newPeople();
    const bool someAreNew = !m_former.sentence().isEmpty() && fresh > 0 && !m_former.known().empty();
    m_onlyNew->setText(tr("Send &only the %Ln who were not imported before.", nullptr, int(fresh)));
    m_onlyNew->setVisible(someAreNew);
    if (!someAreNew)
        m_onlyNew->setChecked(false);
    refresh();
}

void SendStep::refresh()
{
    const auto report = m_draft.report();
    const CheckCounts counts = report ? report->counts : CheckCounts{};
    m_forecast->setPlan(plan(), m_connected);
    if (m_accountLists.error())
        m_listsNotice->show(Tone::Bad, m_accountLists.error()->message, tr("Try again"));
    else if (!m_lists->chosen().isEmpty())
        m_listsNotice->clear();
    m_lists->setWrong(false);
    m_send->setEnabled(m_connected && counts.ready > 0);
    m_footer->setVisible(!m_sending);
    nameButton();
    Q_EMIT edited();
}

/// As many as really go, as soon as that is known.
void SendStep::nameButton()
{
    const std::optional<ForecastResult> &result = m_forecast->result();
    const qint64 changes = result ? result->summary.count(Outcome::Added) + result->summary.count(Outcome::Updated) : 0;
    const auto report = m_draft.report();
    const qint64 ready = m_onlyNew->isChecked() ? m_former.newPeople() : report ? report->counts.ready : 0;
    if (result && changes == 0) // the rows get their answers all the same
        m_send->setText(tr("&Finish without sending"));
    else
        m_send->setText(tr("&Send %Ln", nullptr, Text::plural(result ? changes : ready)));
}

void SendStep::send()
{
    QWidget *first = nullptr;
    const auto wrong = [&first](QWidget *field, Notice *notice, const QString &sentence) {
        notice->show(Tone::Bad, sentence);
        first = first ? first : field;
    };
    const qsizetype lists = m_lists->chosen().size();
    m_lists->setWrong(lists == 0 || lists > mostLists);
    if (lists == 0)
        wrong(m_lists, m_listsNotice, tr("Choose the list they go to."));
    else if (lists > mostLists)
        wrong(m_lists, m_listsNotice, tr("At most %Ln lists at once.", nullptr, int(mostLists)));
    if (m_source->text().trimmed().isEmpty())
        wrong(m_source, m_sourceNotice, tr("Say where these people come from. It is kept with the import, in case somebody asks."));
    if (!m_agreed->isChecked())
        wrong(m_agreed, m_agreedNotice, tr("Bought or found addresses may not be sent to Constant Contact."));
    if (first)
        goTo(first);
    else
        Q_EMIT sendWanted();
}

void SendStep::askPause()
{
    for (Button *button : {m_pause, m_cancel})
        button->setEnabled(false);
    m_pause->setText(tr("Pausing…"));
    Q_EMIT pauseWanted();
}

void SendStep::askCancel()
{
    for (Button *button : {m_pause, m_cancel})
        button->setEnabled(false);
    m_cancel->setText(tr("Stopping…"));
    Q_EMIT cancelWanted();
}

} // namespace rollcall
