#include "history/undoview.h"

#include "application.h"
#include "common/button.h"
#include "common/card.h"
#include "common/figureline.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/share.h"
#include "common/spinner.h"
#include "common/tablestyle.h"
#include "import/answermodel.h"
#include "net/pacer.h"
#include "support/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>

namespace rollcall {

UndoView::UndoView(QWidget *parent)
    : QWidget(parent)
    , m_spinner(new Spinner)
    , m_heading(Label::heading({}))
    , m_sentence(Label::soft({}))
    , m_error(new ErrorPanel)
    , m_removed(new FigureLine)
    , m_restored(new FigureLine)
    , m_leftAlone(new FigureLine)
    , m_failed(new FigureLine(Tone::Bad))
    , m_price(Label::soft({}))
    , m_namedHeading(new Label(tr("Left as they are, and why")))
    , m_named(new AnswerModel(this))
    , m_table(new QTableView)
    , m_back(new Button({}))
    , m_do(new Button({}, Button::Kind::Primary))
{
    build();
    connect(m_back, &QPushButton::clicked, this, &UndoView::leave);
    connect(m_do, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Stopped && !m_isMeant)
            open(ImportSummary(m_import));
        else
            start();
    });
    setStage(Stage::Idle);
}

UndoView::~UndoView() = default;

void UndoView::build()
{
    QVBoxLayout *column = fillingColumn(this);
    column->setContentsMargins(24, 20, 24, 16);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
    words->addWidget(m_sentence);
    head->addLayout(words, 1);
    head->addWidget(m_spinner);
    column->addLayout(head);
    column->addWidget(m_error);

    auto *card = new Card;
    m_card = card;
    for (QWidget *line : std::initializer_list<QWidget *>{m_removed, m_restored, m_leftAlone, m_failed})
        card->column()->addWidget(line);
    card->column()->addWidget(m_price);
    column->addWidget(card);

    m_namedHeading->setBold(true);
    column->addWidget(m_namedHeading);
    m_table->setModel(m_named);
    m_table->setAccessibleName(m_namedHeading->text());
    styleTable(m_table);
    softenColumn(m_table, AnswerModel::Number);
    m_table->setColumnHidden(AnswerModel::Answer, true);
    m_table->setColumnWidth(AnswerModel::Number, scaled(72));
    m_table->setColumnWidth(AnswerModel::Email, scaled(250));
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_tableFrame = new TableFrame(m_table);
    column->addWidget(m_tableFrame, 1);
    column->addStretch(0);

    QHBoxLayout *buttons = footer(this);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_do);
    setFirst(this, m_back);
}

void UndoView::use(Application *application)
{
    m_undo.reset();
    m_application = application;
    m_import = {};
    Q_EMIT progressed({});
    setStage(Stage::Idle);
}

std::unique_ptr<Undo> UndoView::make(const ImportSummary &import)
{
    m_import = import;
    m_receipt = {};
    m_going.clear();
    m_error->clear();
    auto undo = m_application->undo(import.id);
    connect(undo.get(), &Undo::progressed, this, [this](const QString &sentence) {
        m_sentence->setText(sentence);
        if (isUnderWay())
            Q_EMIT progressed(sentence);
    });
    connect(undo.get(), &Undo::finished, this, &UndoView::take);
    return undo;
}

void UndoView::open(const ImportSummary &import)
{
    if (isUnderWay())
        return;
    m_isMeant = false;
    m_undo = make(import);
    setStage(Stage::Looking);
    m_undo->look();
}

void UndoView::goOn(const ImportSummary &import)
{
    if (isUnderWay())
        return;
    m_import = import;
    start();
}

void UndoView::start()
{
    m_isMeant = true;
    m_undo = make(ImportSummary(m_import));
    setStage(Stage::Running);
    m_undo->start();
    Q_EMIT progressed(tr("Undoing the import of %1.").arg(m_import.title()));
    Q_EMIT begun();
}

/// Also stops it: it is done in small steps, and what is done is kept.
void UndoView::leave()
{
    const bool wasUnderWay = isUnderWay();
    if (wasUnderWay)
        m_undo->rest();
    m_undo.reset();
    setStage(Stage::Idle);
    if (wasUnderWay) {
        Q_EMIT progressed({});
        Q_EMIT ended();
    }
    Q_EMIT left();
}

void UndoView::take(const UndoReceipt &receipt, const std::optional<Error> &error)
{
    const bool wasUnderWay = isUnderWay();
    m_undo.release()->deleteLater(); // it is telling us
    m_receipt = receipt;
    m_mayPass = error && passesByItself(*error);
    if (error)
        m_error->show(*error);
    setStage(error ? Stage::Stopped : wasUnderWay ? Stage::Done : Stage::Receipt);
    if (wasUnderWay) {
        Q_EMIT progressed({});
        Q_EMIT ended();
    }
}

void UndoView::tellGoing(const QString &about)
{
    if (!isWaiting() || about == m_going)
        return;
    m_going = about;
    setStage(Stage::Stopped);
}

void UndoView::setStage(Stage stage)
{
    m_stage = stage;
    m_spinner->setVisible(stage == Stage::Looking || stage == Stage::Running);
    tellHeading();
    tellReceipt();
    tellButtons();
}

void UndoView::tellHeading()
{
    const QString file = m_import.title();
    const bool nothing = m_receipt.removed + m_receipt.restored == 0;
    QString sentence;
    switch (m_stage) {
    case Stage::Idle:
        m_heading->clear();
        break;
    case Stage::Looking:
        m_heading->setText(tr("What undoing the import of %1 would do").arg(file));
        sentence = tr("Comparing what it did with the account as it is now. Nothing is changed.");
        break;
    case Stage::Receipt:
        m_heading->setText(nothing ? tr("There is nothing to undo of the import of %1.").arg(file)
                                   : tr("Undo the import of %1?").arg(file));
        sentence = nothing ? QString() : tr("This is what it does. Nothing has been changed yet.");
        break;
    case Stage::Running:
        m_heading->setText(tr("Undoing the import of %1").arg(file));
        sentence = tr("Starting.");
        break;
    case Stage::Stopped:
        m_heading->setText(m_isMeant ? tr("Undoing the import of %1 stopped").arg(file)
                                     : tr("What undoing the import of %1 would do is not known").arg(file));
        sentence = !m_isMeant ? tr("Nothing has been changed.")
                   : m_going.isEmpty()
                       ? tr("What was done is kept. It can be gone on with here, or from the history.")
                       : tr("What was done is kept.") + QLatin1Char(' ') + m_going;
        break;
    case Stage::Done:
        m_heading->setText(tr("The import of %1 is undone.").arg(file));
        break;
    }
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void UndoView::tellReceipt()
{
    const bool shown = m_stage == Stage::Receipt || m_stage == Stage::Done;
    m_removed->say(m_receipt.removed, tr("contact(s) that it added are removed", nullptr, Text::plural(m_receipt.removed)));
    m_restored->say(m_receipt.restored, tr("contact(s) that it changed get their old values and lists back", nullptr,
                                           Text::plural(m_receipt.restored)));
    m_leftAlone->say(m_receipt.left, tr("stay as they are: changed, unsubscribed or gone since", nullptr,
                                        Text::plural(m_receipt.left)));
    m_failed->say(m_receipt.failed, tr("could not be done by the service", nullptr, Text::plural(m_receipt.failed)));
    m_card->setVisible(shown &&
                       m_receipt.removed + m_receipt.restored + m_receipt.left + m_receipt.failed > 0);
    m_price->setVisible(m_stage == Stage::Receipt);
    if (m_stage == Stage::Receipt)
        m_price->setText(priceText());

    const QList<RowAnswer> named = shown ? m_receipt.named : QList<RowAnswer>();
    ImportSummary rows;
    rows.rows = named.size();
    m_named->setImport(rows, [this, named](std::optional<Outcome>, qint64 offset, qint64 limit, QObject *context,
                                           const AnswerModel::Handler &handle) {
        QMetaObject::invokeMethod(
            context, [=] { handle(named.mid(offset, limit)); }, Qt::QueuedConnection);
    });
    m_namedHeading->setVisible(!named.isEmpty());
    m_tableFrame->setVisible(!named.isEmpty());
}

QString UndoView::priceText() const
{
    const int left = m_application->pacer().callsLeft();
    const QString leftText = QLocale().toString(left);
    QStringList sentences;
    if (m_receipt.calls <= left) {
        sentences << tr("About %Ln call(s), %1 of the %2 left today.", nullptr, m_receipt.calls)
                         .arg(shareText(m_receipt.calls, left), leftText);
    } else {
        sentences << tr("About %Ln call(s).", nullptr, m_receipt.calls)
                  << tr("That is more than the %1 left today: it takes %Ln day(s), and goes on by itself.",
                        nullptr, Pacer::daysFor(m_receipt.calls, left))
                         .arg(leftText);
    }
    sentences << tr("Who has unsubscribed since stays so, and e-mails that were sent can't be called back.");
    return sentences.join(QLatin1Char(' '));
}

void UndoView::tellButtons()
{
    const qint64 removed = m_receipt.removed;
    const qint64 restored = m_receipt.restored;
    const QLocale locale;
    switch (m_stage) {
    case Stage::Looking:
    case Stage::Receipt:
        m_back->setText(tr("&Keep the import"));
        m_do->setText(restored == 0  ? tr("&Undo: remove %1").arg(locale.toString(removed))
                      : removed == 0 ? tr("&Undo: restore %1").arg(locale.toString(restored))
                                     : tr("&Undo: remove %1, restore %2").arg(locale.toString(removed), locale.toString(restored)));
        break;
    case Stage::Running:
        m_back->setText(tr("&Stop"));
        break;
    case Stage::Stopped:
        m_back->setText(tr("&Back"));
        m_do->setText(m_isMeant ? tr("&Go on with undoing") : tr("&Try again"));
        break;
    case Stage::Idle:
    case Stage::Done:
        m_back->setText(tr("&Back"));
        break;
    }
    const bool canStart = (m_stage == Stage::Receipt && removed + restored > 0) ||
                          (m_stage == Stage::Stopped && m_going.isEmpty());
    m_do->setVisible(canStart);
}

} // namespace rollcall
