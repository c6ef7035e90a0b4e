#include "outbox/outboxpage.h"

#include "application.h"
#include "common/accountlists.h"
#include "common/button.h"
#include "common/card.h"
#include "common/emptystate.h"
#include "common/notice.h"
#include "common/question.h"
#include "common/spinner.h"
#include "common/tablestyle.h"
#include "common/theme.h"
#include "outbox/outboxmodel.h"
#include "outbox/postman.h"
#include "outbox/waitingform.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>

namespace rollcall {

OutboxPage::OutboxPage(AccountLists &lists, Postman &postman, QWidget *parent)
    : Page(parent)
    , m_postman(postman)
    , m_views(new QStackedWidget)
    , m_state(Notice::banner())
    , m_spinner(new Spinner(18))
    , m_question(new Question(tr("Discard"), tr("Keep")))
    , m_model(new OutboxModel(lists, this))
    , m_table(new QTableView)
    , m_edit(new Button(tr("&Edit…")))
    , m_discard(new Button(tr("&Discard…")))
    , m_send(new Button({}, Button::Kind::Primary))
    , m_form(new WaitingForm(lists))
{
    m_list = list();
    m_views->addWidget(m_list);
    m_views->addWidget(m_form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_views);
    setFirst(this, m_list);
    connectViews();
    connect(&lists, &AccountLists::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

QWidget *OutboxPage::list()
{
    auto *view = new QWidget;
    QVBoxLayout *column = fillingColumn(view);
    column->setContentsMargins(24, 20, 24, 16);
    column->addWidget(m_state);
    column->addWidget(m_question);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Who waits to be added, oldest first"));
    styleTable(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTextElideMode(Qt::ElideRight);
    softenColumn(m_table, OutboxModel::Since);
    m_tableFrame = new TableFrame(m_table);
    column->addWidget(m_tableFrame, 1);
    m_nobody = nobody();
    column->addWidget(m_nobody, 1);
    QHBoxLayout *buttons = footer(view);
    m_footer = buttons->parentWidget();
    buttons->addWidget(m_edit);
    buttons->addWidget(m_discard);
    buttons->addStretch(1);
    buttons->addWidget(m_spinner);
    buttons->addWidget(m_send);
    return view;
}

QWidget *OutboxPage::nobody()
{
    auto *part = new EmptyState(tr("Nobody waits."),
                                tr("Who can't be added at the moment, because the network is gone for example, is kept here and sent "
                                   "when it is back."),
                                tr("&Add a contact"));
    connect(part, &EmptyState::actionPressed, this, &OutboxPage::addWanted);
    part->hide();
    return part;
}

void OutboxPage::connectViews()
{
    connect(&m_postman, &Postman::changed, this, &OutboxPage::refresh);
    connect(m_state, &Notice::actionPressed, this, &Page::connectWanted);
    connect(m_send, &QPushButton::clicked, &m_postman, &Postman::send);
    connect(m_edit, &QPushButton::clicked, this, &OutboxPage::edit);
    connect(m_discard, &QPushButton::clicked, this, &OutboxPage::askDiscard);
    connect(m_question, &Question::confirmed, this, &OutboxPage::discard);
    connect(m_table, &QTableView::doubleClicked, this, &OutboxPage::edit);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutboxPage::tellButtons);
    connect(m_form, &WaitingForm::left, this, [this] { show(m_list); });
    connect(m_form, &WaitingForm::saved, this, &OutboxPage::save);
    const auto key = [this](Qt::Key pressed, void (OutboxPage::*slot)()) {
        auto *shortcut = new QShortcut(pressed, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    key(Qt::Key_Return, &OutboxPage::edit);
    key(Qt::Key_Enter, &OutboxPage::edit);
    key(Qt::Key_Delete, &OutboxPage::askDiscard);
}

QString OutboxPage::title() const
{
    return tr("Outbox");
}

void OutboxPage::use(Application *application)
{
    m_application = application;
    m_form->use(application);
    m_question->hide();
    show(m_list);
    refresh();
}

void OutboxPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_postman.look(); // the command line may have been at it
}

void OutboxPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < scaled(680);
    for (const auto column : {OutboxModel::Name, OutboxModel::Lists})
        m_table->setColumnHidden(column, narrow);
    m_table->setColumnWidth(OutboxModel::Since, scaled(110));
    m_table->setColumnWidth(OutboxModel::Email, scaled(narrow ? 170 : 200));
    m_table->setColumnWidth(OutboxModel::Name, scaled(130));
    m_table->setColumnWidth(OutboxModel::Lists, scaled(120));
    m_table->horizontalHeader()->setStretchLastSection(true);
}

void OutboxPage::refresh()
{
    const int row = chosenRow();
    const qint64 chosen = row < 0 ? 0 : m_model->itemAt(row).id;
    const QList<OutboxItem> &waiting = m_postman.waiting();
    m_model->setItems(waiting, QDateTime::currentDateTimeUtc());
    if (const int now = m_model->rowOf(chosen); now >= 0)
        m_table->selectRow(now);
    else if (!waiting.isEmpty())
        m_table->selectRow(0);
    const bool empty = waiting.isEmpty();
    const QWidget *focus = window()->focusWidget();
    const bool hadFocus = m_list->isAncestorOf(focus);
    m_tableFrame->setVisible(!empty);
    m_footer->setVisible(!empty);
    m_nobody->setVisible(empty);
    if (empty)
        m_question->hide();
    setFirst(m_list, empty ? static_cast<QWidget *>(m_nobody->findChild<Button *>()) : m_table);
    if (hadFocus && window()->focusWidget() != focus) // what had it is hidden now
        goTo(this);
    if (m_views->currentWidget() == m_form && m_model->rowOf(m_form->itemId()) < 0)
        show(m_list); // it was sent meanwhile
    tellState();
    tellButtons();
}

void OutboxPage::tellState()
{
    const bool connected = m_application && m_application->session().isConnected();
    if (m_postman.waiting().isEmpty() && !m_postman.error())
        m_state->clear();
    else if (m_postman.error() && m_postman.error()->kind == Error::Kind::Quota)
        m_state->show(*m_postman.error(), Tone::Look); // it says when that is over
    else if (m_postman.error() && passesByItself(*m_postman.error()))
        m_state->show(Tone::Look, tr("%1 It is tried again by itself.").arg(m_postman.error()->message));
    else if (m_postman.error())
        m_state->show(*m_postman.error());
    else if (!connected)
        m_state->show(Tone::Look, tr("They are sent when the account is connected."), tr("Connect account"));
    else
        m_state->clear();
}

void OutboxPage::tellButtons()
{
    const bool connected = m_application && m_application->session().isConnected();
    const bool sending = m_postman.isSending();
    m_spinner->setVisible(sending);
    m_send->setText(sending ? tr("Sending…") : tr("&Send %Ln now", nullptr, int(m_postman.waiting().size())));
    m_send->setEnabled(connected && !sending);
    // What is on its way can't be changed any more.
    for (Button *button : {m_edit, m_discard})
        button->setEnabled(!sending && chosenRow() >= 0);
}

int OutboxPage::chosenRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void OutboxPage::edit()
{
    if (!m_edit->isEnabled())
        return;
    m_form->open(m_model->itemAt(chosenRow()));
    show(m_form);
}

void OutboxPage::askDiscard()
{
    if (!m_discard->isEnabled())
        return;
    const OutboxItem &item = m_model->itemAt(chosenRow());
    m_discarding = item.id;
    m_question->ask(tr("Discard %1? What was typed goes, and nobody is added.").arg(item.contact.email));
}

void OutboxPage::discard()
{
    m_postman.discard(m_discarding, this, [this](const Result<void> &gone) {
        if (!gone)
            m_state->show(gone.error());
    });
}

void OutboxPage::save(const OutboxItem &item)
{
    m_postman.change(item, this, [this](const Result<void> &kept) { tellSaved(kept); });
}

void OutboxPage::tellSaved(const Result<void> &kept)
{
    if (!kept) {
        m_form->showError(kept.error());
        return;
    }
    show(m_list);
    m_postman.send();
}

void OutboxPage::show(QWidget *view)
{
    m_views->setCurrentWidget(view);
    setFirst(this, view);
    if (isVisible())
        goTo(this);
}

} // namespace rollcall
