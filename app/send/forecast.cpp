#include "send/forecast.h"

#include "send/accountfeed.h"
#include "send/forecastwork.h"
#include "send/planparts.h"
#include "send/worker.h"
#include "service/serviceclient.h"
#include "service/tagsapi.h"
#include "support/text.h"

#include <QLocale>
#include <QPointer>

namespace rollcall {

namespace {

Error cancelledError()
{
    return {Error::Kind::Cancelled, Forecast::tr("The forecast was stopped."), {}, {}};
}

} // namespace

struct Forecast::Private
{
    Private(Forecast *forecast, const ImportRun::Needs &itsNeeds, ImportPlan plan)
        : q(forecast)
        , needs(itsNeeds)
        , work(std::move(plan))
    {}

    void begun(const Result<QStringList> &addresses);
    void findTags();
    void tagsFound(const Result<QList<ContactTag>> &tags);
    void readAccount();
    void pageRead(qint64 read, qint64 total);
    void accountRead(const std::optional<Error> &error);
    void endWithout(const Error &error);

    Forecast *const q;
    const ImportRun::Needs needs;
    ForecastWork work;
    Worker worker; ///< after what it works on: it ends first
    std::unique_ptr<QObject> asking; ///< context while the tags are asked for
    QPointer<AccountFeed> feed;
    QStringList addresses;
    int callsBefore = 0;
    bool started = false;
    bool cancelled = false;
};

QStringList leftBehind(const ForecastResult &forecast)
{
    QStringList sentences;
    if (forecast.phonesTooMany > 0)
        sentences << Forecast::tr(
            "%Ln row(s) have more than three phone numbers: a contact holds three, the others are "
            "not sent.",
            nullptr, Text::plural(forecast.phonesTooMany));
    if (forecast.withoutRoom > 0)
        sentences << Forecast::tr(
            "%Ln contact(s) have three phone numbers, or three addresses, of other kinds already: "
            "a further one is not sent.",
            nullptr, Text::plural(forecast.withoutRoom));
    if (!forecast.columnsNotSent.isEmpty())
        sentences << Forecast::tr(
                         "Not sent: %1. When and how somebody agreed the service writes by itself; where the "
                         "permission comes from is kept here.")
                         .arg(forecast.columnsNotSent.join(QLatin1String(", ")));
    return sentences;
}

Forecast::Forecast(const ImportRun::Needs &needs, ImportPlan plan, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, std::move(plan)))
{}

Forecast::~Forecast()
{
    d->work.stop();
}

void Forecast::start()
{
    if (std::exchange(d->started, true))
        return;
    d->callsBefore = d->needs.client.callsMade();
    d->worker.run([work = &d->work] { return work->begin(); }, this,
                  [this](const Result<QStringList> &addresses) { d->begun(addresses); });
}

void Forecast::startWithoutAccount(const Error &why)
{
    if (std::exchange(d->started, true))
        return;
    d->worker.run([work = &d->work] { return work->begin(); }, this,
                  [this, why](const Result<QStringList> &rows) { d->endWithout(rows ? why : rows.error()); });
}

void Forecast::cancel()
{
    if (std::exchange(d->cancelled, true))
        return;
    d->work.stop();
    if (d->feed || d->asking)
        d->accountRead(cancelledError());
}

void Forecast::Private::begun(const Result<QStringList> &result)
{
    addresses = result.value_or(QStringList());
    if (!result)
        endWithout(result.error());
    else if (cancelled)
        endWithout(cancelledError());
    else if (work.ready() == 0) // the worker has nothing to do meanwhile
        accountRead(std::nullopt);
    else if (!work.tagNames().isEmpty())
        findTags();
    else
        readAccount();
}

void Forecast::Private::findTags()
{
    asking = std::make_unique<QObject>();
    needs.tags.all(asking.get(), [this](const Result<QList<ContactTag>> &found) { tagsFound(found); });
}

void Forecast::Private::tagsFound(const Result<QList<ContactTag>> &found)
{
    asking.release()->deleteLater(); // it is telling us
    if (!found) {
        endWithout(found.error());
        return;
    }
    worker.post([this, all = *found] { work.know(all); });
    readAccount();
}

void Forecast::Private::readAccount()
{
    const ImportPlan &plan = work.plan();
    QStringList lists = plan.listIds;
    lists.removeIf(isMadeUp); // nobody is on those
    feed = new AccountFeed(
        {worker, needs.contacts, needs.activities, needs.clock, needs.journalFolder},
        {addresses, lists, plan.customFields, plan.maySeeByExport()},
        [this](const QList<KnownContact> &contacts) { return work.compare(contacts); }, q);
    QObject::connect(feed, &AccountFeed::progressed, q,
                     [this](qint64 read, qint64 total) { pageRead(read, total); });
    QObject::connect(feed, &AccountFeed::finished, q,
                     [this](const std::optional<Error> &error) { accountRead(error); });
    feed->start();
}

void Forecast::Private::pageRead(qint64 read, qint64 total)
{
    ImportProgress progress;
    progress.state = ImportSummary::State::Forecast;
    const QLocale locale;
    progress.sentence =
        tr("Reading the account: %1 of %2 contacts.").arg(locale.toString(read), locale.toString(total));
    progress.rowsDone = read;
    progress.rowsTotal = total;
    Q_EMIT q->progressed(progress);
}

void Forecast::Private::accountRead(const std::optional<Error> &error)
{
    asking.reset();
    if (feed) {
        feed->disconnect(q);
        feed->deleteLater();
        feed.clear();
    }
    if (error) {
        endWithout(*error);
        return;
    }
    const int calls = needs.client.callsMade() - callsBefore;
    worker.run([this, calls] { return work.result(calls); }, q,
               [this, calls](const Result<ForecastResult> &result) {
                   if (!result || cancelled) {
                       endWithout(result ? cancelledError() : result.error());
                       return;
                   }
                   ForecastResult told = *result;
                   told.summary.calls = calls;
                   Q_EMIT q->finished(told, std::nullopt);
               });
}

void Forecast::Private::endWithout(const Error &error)
{
    worker.run([this] { return work.unknown(); }, q,
               [this, error](const ForecastResult &result) { Q_EMIT q->finished(result, error); });
}

Result<void> Forecast::eachAnswer(const std::function<bool(const RowAnswer &)> &take) const
{
    return d->work.eachAnswer(take);
}

} // namespace rollcall
