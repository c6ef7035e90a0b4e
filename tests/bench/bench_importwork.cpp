// bench_importwork FILE: what an import costs this side of the network, step by step: the journal, comparing
// with an account that holds every second person, bodies, reading back.
#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "send/contactreader.h"
#include "send/importwork.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

using namespace rollcall;

namespace {

QElapsedTimer timer;

template <typename T>
T said(const char *what, Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, qPrintable(result.error().message + result.error().detail));
        std::exit(1);
    }
    std::printf("%-12s %6.3f s\n", what, static_cast<double>(timer.restart()) / 1000);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Pages of 500, as the service hands them out.
Result<void> pages(const ImportPlan &plan, const QString &listId, int step,
                   const std::function<Result<void>(const QList<KnownContact> &)> &take)
{
    ContactReader reader(plan);
    QList<KnownContact> page;
    for (int i = 0; reader.next(); ++i) {
        if (i % step == 0) {
            KnownContact known;
            known.id = QStringLiteral("00000000-0000-0000-0000-%1").arg(i, 12, 10, QLatin1Char('0'));
            known.contact = reader.contact();
            known.contact.listIds = {listId};
            page.append(known);
        }
        if (page.size() == 500) {
            if (auto taken = take(std::exchange(page, {})); !taken)
                return taken;
        }
    }
    return take(page);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2)
        return 2;
    QTemporaryDir folder(QStringLiteral("./bench-XXXXXX"));
    timer.start();
    ImportPlan plan;
    plan.sheet = said("open", Sheet::open(QString::fromLocal8Bit(argv[1])));
    plan.mapping = ColumnMapping::suggest(*plan.sheet);
    plan.check = std::make_shared<CheckReport>(said("check", checkRows(*plan.sheet, plan.mapping)));
    plan.listIds = {QStringLiteral("11111111-2222-3333-4444-555555555555")};
    ImportWork work(plan, folder.path(), Clock());
    said("begin", work.begin());
    said("compare", pages(plan, QStringLiteral("other"), 2,
                          [&work](const auto &page) { return work.compare(page).map([](qint64) {}); }));
    said("end reading", work.endReading());
    QHash<int, Activity> activities;
    const auto sendAll = [&]() -> Result<void> {
        while (true) {
            const auto body = work.nextBody();
            if (!body)
                return tl::unexpected(body.error());
            if (!*body)
                return {};
            Activity activity;
            activity.state = Activity::State::Completed;
            activities.insert((*body)->number, activity);
            if (auto done = work.setSent((*body)->number, QStringLiteral("a%1").arg((*body)->number)); !done)
                return done;
        }
    };
    said("bodies", sendAll());
    said("read back",
         pages(plan, plan.listIds.first(), 1, [&work](const auto &page) { return work.arrived(page); }));
    said("judge", work.endReadBack(activities));
    const ImportEnd end = work.finish(ImportSummary::State::Done, {}, 0, 0);
    std::printf("%-12s %6.3f s\n", "finish", static_cast<double>(timer.restart()) / 1000);
    std::printf("%lld rows: %lld added, %lld updated, %lld unchanged, %lld refused; %lld bodies\n",
                static_cast<long long>(end.summary.rows),
                static_cast<long long>(end.summary.count(Outcome::Added)),
                static_cast<long long>(end.summary.count(Outcome::Updated)),
                static_cast<long long>(end.summary.count(Outcome::Unchanged)),
                static_cast<long long>(end.summary.count(Outcome::Refused)),
                static_cast<long long>(activities.size()));
    return 0;
}
