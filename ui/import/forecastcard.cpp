#include "import/forecastcard.h"

#include "application.h"
#include "common/button.h"
#include "common/figureline.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/share.h"
#include "common/spinner.h"
#include "import/importdraft.h"
#include "net/pacer.h"
#include "support/span.h"
#include "support/text.h"

#include <QHBoxLayout>
#include <QLocale>

#include <utility>

namespace rollcall {
namespace {

using namespace std::chrono_literals;

constexpr auto settling = 250ms;
constexpr auto patience = 300ms;

/// As far as what would become of the rows is concerned.
bool isSame(const ImportPlan &one, const ImportPlan &other)
{
    return one.sheet == other.sheet && one.check == other.check && one.listIds == other.listIds && one.tagIds == other.tagIds
           && one.whom == other.whom && one.onlyFill == other.onlyFill && one.revive == other.revive
           && one.express == other.express && one.importedBefore == other.importedBefore && one.mapping == other.mapping
           && one.customFields == other.customFields;
}

} // namespace

ForecastCard::ForecastCard(ImportDraft &draft, QWidget *parent)
    : Card(parent)
    , m_draft(draft)
    , m_ready(new FigureLine)
    , m_new(new FigureLine)
    , m_changed(new FigureLine)
    , m_see(new Button(tr("See old → &new"), Button::Kind::Link))
    , m_unchanged(new FigureLine)
    , m_unsubscribed(new FigureLine)
    , m_deleted(new FigureLine)
    , m_unwanted(new FigureLine)
    , m_merged(new FigureLine)
    , m_behind(new FigureLine)
    , m_out(new FigureLine)
    , m_before(new FigureLine)
    , m_spinner(new Spinner(18))
    , m_progress(Label::soft({}))
    , m_looking(new QWidget)
    , m_unknown(new Notice)
    , m_known(Label::soft({}))
    , m_price(Label::soft({}))
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(settling);
    m_late.setSingleShot(true);
    m_late.setInterval(patience);
    connect(&m_soon, &QTimer::timeout, this, &ForecastCard::ask);
    connect(&m_late, &QTimer::timeout, this, &ForecastCard::tell);
    connect(m_see, &QPushButton::toggled, this, &ForecastCard::changesWanted);
    connect(m_unknown, &Notice::actionPressed, this, &ForecastCard::ask);
    setStage(Stage::NoList);
}

ForecastCard::~ForecastCard() = default;

void ForecastCard::build()
{
    auto *heading = new Label(tr("What will happen"));
    heading->setBold(true);
    column()->addWidget(heading);
    m_see->setCheckable(true);
    auto *changed = new QHBoxLayout;
    changed->setSpacing(12);
    changed->addWidget(m_changed);
    changed->addWidget(m_see);
    changed->addStretch(1);
    m_changed->setWordWrap(false);
    auto *looking = new QHBoxLayout(m_looking);
    looking->setContentsMargins(0, 0, 0, 0);
    looking->setSpacing(10);
    looking->addWidget(m_spinner, 0, Qt::AlignTop);
    looking->addWidget(m_progress, 1);
    column()->addWidget(m_looking);
    column()->addWidget(m_unknown);
    for (FigureLine *line : {m_ready, m_new})
        column()->addWidget(line);
    column()->addLayout(changed);
    for (FigureLine *line : {m_unchanged, m_unsubscribed, m_deleted, m_unwanted, m_merged, m_behind, m_out, m_before})
        column()->addWidget(line);
    column()->addSpacing(4);
    column()->addWidget(new Divider);
    for (Label *label : {m_known, m_price})
        column()->addWidget(label);
    column()->addWidget(Label::soft(tr("Joining a list may start welcome e-mails and automations: those can't be called back.")));
    column()->addStretch(1);
}

void ForecastCard::use(Application *application)
{
    m_forecast.reset();
    m_dropped = std::make_unique<QObject>();
    m_application = application;
    forgetResult();
    setStage(Stage::NotConnected);
}

void ForecastCard::setPlan(const ImportPlan &plan, bool connected)
{
    const bool same = isSame(plan, m_plan) && connected == m_connected;
    m_plan = plan;
    m_connected = connected;
    if (same)
        return;
    drop();
    forgetResult();
    if (!m_connected || !m_application)
        setStage(Stage::NotConnected);
    else if (plan.listIds.isEmpty() || !plan.check)
        setStage(Stage::NoList);
    else
        setStage(Stage::Due);
    askSoon();
}

/// What it reads is read by the import, too, which goes first.
void ForecastCard::setSending(bool sending)
{
    m_sending = sending;
    if (m_stage != Stage::Looking && m_stage != Stage::Due)
        return;
    drop();
    setStage(Stage::Due);
    askSoon();
}

void ForecastCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    askSoon();
}

/// Not deleted here: that would wait for what its thread is at.
void ForecastCard::drop()
{
    if (!m_forecast)
        return;
    Forecast *old = m_forecast.release();
    old->disconnect(this);
    old->setParent(m_dropped.get());
    connect(old, &Forecast::finished, old, &QObject::deleteLater);
    old->cancel();
}

void ForecastCard::forgetResult()
{
    m_error.reset();
    m_see->setChecked(false);
    m_result.reset();
}

void ForecastCard::askSoon()
{
    m_soon.stop();
    if (m_stage == Stage::Due && isVisible() && !m_sending)
        m_soon.start();
}

void ForecastCard::ask()
{
    drop();
    m_error.reset();
    m_forecast = m_application->forecast(m_plan);
    connect(m_forecast.get(), &Forecast::progressed, this, [this](const ImportProgress &progress) {
        m_progress->setText(progress.sentence);
    });
    connect(m_forecast.get(), &Forecast::finished, this,
            [this](const ForecastResult &result, const std::optional<Error> &error) {
                m_forecast.release()->deleteLater(); // it is telling us
                take(result, error);
            });
    m_progress->setText(tr("Reading the account. Nothing is sent."));
    setStage(Stage::Looking);
    m_forecast->start();
}

void ForecastCard::take(const ForecastResult &result, const std::optional<Error> &error)
{
    m_error = error;
    if (!error)
        m_result = result;
    setStage(error ? Stage::Unknown : Stage::Known);
}

void ForecastCard::setStage(Stage stage)
{
    m_stage = stage;
    if (stage == Stage::Due || stage == Stage::Looking) {
        if (!m_late.isActive())
            m_late.start(); // what was said before stands until then
        return;
    }
    m_late.stop();
    tell();
}

void ForecastCard::tell()
{
    m_looking->setVisible(m_stage == Stage::Looking);
    if (m_stage == Stage::Unknown)
        m_unknown->show(Tone::Look, tr("What will become of them can't be said now. %1").arg(m_error->message), tr("Try again"));
    else
        m_unknown->clear();
    const bool known = m_stage == Stage::Known;
    for (QWidget *line : std::initializer_list<QWidget *>{m_ready, m_new, m_changed, m_see, m_unchanged, m_unsubscribed,
                                                          m_deleted, m_unwanted, m_merged, m_behind, m_out, m_before, m_price})
        line->hide();
    if (known) {
        tellFigures();
        tellPrice();
    } else {
        tellCheck();
    }
    Q_EMIT told();
}

/// What is certain without the account.
void ForecastCard::tellCheck()
{
    const auto report = m_draft.report();
    const CheckCounts counts = report ? report->counts : CheckCounts{};
    const qint64 ready = counts.ready - std::ssize(m_plan.importedBefore);
    m_ready->say(ready, tr("are ready to be sent", nullptr, Text::plural(ready)));
    tellBefore();
    m_merged->say(counts.duplicates, tr("are doubles, merged into them", nullptr, Text::plural(counts.duplicates)));
    m_behind->say(counts.toFix, tr("stay behind; you get them as a file", nullptr, Text::plural(counts.toFix)));
    m_out->say(counts.leftOut, tr("are left out: the file says so", nullptr, Text::plural(counts.leftOut)));
    switch (m_stage) {
    case Stage::NoList:
        m_known->setText(tr("Choose the list: then it is looked up who of them is there already. Nothing is sent by that."));
        break;
    case Stage::NotConnected:
        m_known->setText(tr("Who of them is there already can be said when an account is connected."));
        break;
    default:
        m_known->setText(m_plan.onlyFill.isEmpty()
                             ? tr("Filled cells overwrite, empty cells change nothing. Who has unsubscribed is left so.")
                             : tr("Empty cells change nothing. Who has unsubscribed is left so."));
        break;
    }
}

void ForecastCard::tellFigures()
{
    const ImportSummary &summary = m_result->summary;
    const qint64 added = summary.count(Outcome::Added);
    const qint64 changed = summary.count(Outcome::Updated);
    const qint64 unchanged = summary.count(Outcome::Unchanged);
    const qint64 unsubscribed = summary.count(Outcome::Unsubscribed);
    const qint64 merged = summary.count(Outcome::Duplicate);
    const qint64 behind = summary.count(Outcome::Refused);
    const qint64 byFile = m_plan.check->counts.leftOut;
    const qint64 unwanted = m_result->unwanted;
    const qint64 deleted = m_result->deleted;
    m_new->say(added, tr("are new", nullptr, Text::plural(added)));
    m_changed->say(changed, tr("change", nullptr, Text::plural(changed)));
    m_see->setVisible(!m_result->changes.isEmpty());
    m_unchanged->say(unchanged, tr("are just like this already, and not sent", nullptr, Text::plural(unchanged)));
    m_unsubscribed->say(unsubscribed, tr("have unsubscribed, and are left so", nullptr, Text::plural(unsubscribed)));
    m_deleted->say(deleted, tr("were deleted in the account, and are left out", nullptr, Text::plural(deleted)));
    m_unwanted->say(unwanted, m_plan.whom == Whom::OnlyNew
                                  ? tr("are in the account already, and are left as they are", nullptr, Text::plural(unwanted))
                                  : tr("are not in the account, and are not added", nullptr, Text::plural(unwanted)));
    m_merged->say(merged, tr("are doubles, merged into them", nullptr, Text::plural(merged)));
    m_behind->say(behind, tr("stay behind; you get them as a file", nullptr, Text::plural(behind)));
    m_out->say(byFile, tr("are left out: the file says so", nullptr, Text::plural(byFile)));
    tellBefore();
    const qint64 there = changed + unchanged;
    const QLocale locale;
    QStringList sentences;
    if (there > 0) {
        sentences << tr("%Ln are in the account already, %1 of these on the lists, too.", nullptr,
                        Text::plural(there))
                         .arg(locale.toString(m_result->alreadyOnTheLists()));
    }
    sentences << (m_result->activeAdded > 0
                      ? tr("%Ln more active contact(s) on your account.", nullptr, Text::plural(m_result->activeAdded))
                      : tr("No more active contacts on your account."));
    m_known->setText(sentences.join(QLatin1Char(' ')));
}

void ForecastCard::tellBefore()
{
    const qint64 before = std::ssize(m_plan.importedBefore);
    m_before->say(before, tr("were imported before, and are not sent", nullptr, Text::plural(before)));
}

void ForecastCard::tellPrice()
{
    const int left = m_application->pacer().callsLeft();
    const QLocale locale;
    QStringList sentences;
    const QString time = durationText(qMax(1, qRound(m_result->minutes * 60)));
    if (m_result->calls <= left) {
        sentences << tr("About %Ln call(s), %1 of the %2 left today; at least %3.", nullptr, m_result->calls)
                         .arg(shareText(m_result->calls, left), locale.toString(left), time);
    } else {
        sentences << tr("About %Ln call(s), with %1 left today; at least %2.", nullptr, m_result->calls)
                         .arg(locale.toString(left), time);
        sentences << tr("That is more than is left of today: it takes %Ln day(s), and goes on by itself.", nullptr,
                        Pacer::daysFor(m_result->calls, left));
    }
    if (m_result->singles > 0) {
        const QString calls = locale.toString(m_result->singleCalls);
        sentences << (m_plan.express
                          ? tr("%Ln of them go one by one, at %1 of these calls, as bulk can't file anybody as express.",
                               nullptr, Text::plural(m_result->singles))
                          : tr("%Ln of them go one by one, at %1 of these calls: bulk does not take all that they have.",
                               nullptr, Text::plural(m_result->singles)))
                         .arg(calls);
    }
    if (!m_result->newTags.isEmpty())
        sentences << tr("It makes these tags: %1.").arg(m_result->newTags.join(QStringLiteral(", ")));
    sentences << leftBehind(*m_result);
    m_price->setText(sentences.join(QLatin1Char(' ')));
    const ImportSummary &summary = m_result->summary;
    m_price->setVisible(summary.count(Outcome::Added) + summary.count(Outcome::Updated) > 0);
}

} // namespace rollcall
