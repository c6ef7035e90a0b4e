// What checking a table and writing its bodies costs, as a whole process:
//   bench_check check FILE         opens, finds the columns, checks all rows
//   bench_check bodies FILE DIR    the same, and writes the request bodies into a folder
//   bench_check json               one contact written by hand and by QJsonDocument
//
// The counts for a file of contacts.py equal what it planted: to_fix = bad_email + no_email + bad_date +
// too_long, duplicates = duplicate, and ready = good + bad_country, because the service takes any text as a
// country: an unknown one is a warning here, while pipeline.py calls it bad. bad_date rows are found because
// the column "Joined On" is taken as a custom field of type date here; to a command that knows no account it
// is left out.
#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "send/bodies.h"
#include "send/jsonwriter.h"
#include "table/sheet.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

using namespace rollcall;

namespace {

template <typename T>
T orExit(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().message));
        std::exit(1);
    }
    return std::move(*result);
}

/// Peak resident memory of this process in MiB; 0 where the system does not tell it this way.
double peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

ImportPlan checkedPlan(const QString &path, QElapsedTimer &timer)
{
    ImportPlan plan;
    const auto lap = [&timer](const char *what) {
        std::fprintf(stderr, "%-8s %.3f s, peak %.1f MiB\n", what,
                     static_cast<double>(timer.nsecsElapsed()) / 1e9, peakMemory());
        timer.restart();
    };
    plan.customFields = {
        {{}, QStringLiteral("Plan"), QStringLiteral("plan"), QStringLiteral("string"), {}},
        {{}, QStringLiteral("Joined On"), QStringLiteral("joined_on"), QStringLiteral("date"), {}},
        {{}, QStringLiteral("Notes"), QStringLiteral("notes"), QStringLiteral("text_area"), {}}};
    plan.sheet = orExit(Sheet::open(path));
    lap("open");
    plan.mapping = ColumnMapping::suggest(*plan.sheet, plan.customFields);
    lap("columns");
    plan.check =
        std::make_shared<CheckReport>(orExit(checkRows(*plan.sheet, plan.mapping, plan.customFields)));
    lap("check");
    return plan;
}

void printCounts(const CheckReport &report)
{
    qint64 kinds[static_cast<size_t>(ProblemKind::Count)] = {};
    for (const Problem &problem : report.problems)
        ++kinds[static_cast<size_t>(problem.kind)];
    const CheckCounts &counts = report.counts;
    std::printf("rows %lld, ready %lld, to fix %lld, to look at %lld, duplicates %lld, left out %lld\n",
                counts.rows, counts.ready, counts.toFix, counts.toLookAt, counts.duplicates, counts.leftOut);
    for (size_t kind = 0; kind < std::size(kinds); ++kind) {
        if (kinds[kind] > 0)
            std::printf("  %s %lld\n", qPrintable(problemKindName(static_cast<ProblemKind>(kind))),
                        kinds[kind]);
    }
}

void writeBodies(const ImportPlan &plan, const QString &folder)
{
    QDir().mkpath(folder);
    std::atomic<qint64> bytes = 0;
    std::atomic<int> count = 0;
    const auto write = [&](BodyWriter::Limits limits) {
        BodyWriter writer(plan, {QString(36, QLatin1Char('0'))}, limits);
        for (Body body; writer.next(body); ++count) {
            QFile file(folder + QStringLiteral("/b%1.json").arg(body.rows.front(), 8, 10, QLatin1Char('0')));
            if (!file.open(QIODevice::WriteOnly) || file.write(body.json) != body.json.size())
                std::exit(1);
            bytes += body.json.size();
        }
        orExit(writer.status().map([] { return true; }));
    };
    const qint64 threads = std::max(1U, std::thread::hardware_concurrency());
    const qint64 share = plan.sheet->rowCount() / threads;
    std::vector<std::jthread> others;
    for (qint64 i = 1; i < threads; ++i)
        others.emplace_back(
            write, BodyWriter::Limits{.fromRow = i * share, .toRow = i + 1 < threads ? (i + 1) * share : -1});
    write({.toRow = threads > 1 ? share : -1});
    others.clear(); // waits
    std::printf("bodies %d, bytes %lld\n", count.load(), bytes.load());
}

/// Nanoseconds a contact, the faster of five rounds.
template <typename Write>
double nanoseconds(Write &&write)
{
    constexpr int contacts = 20'000;
    double best = 1e18;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < contacts; ++i)
            write();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / contacts);
    }
    return best;
}

void compareJson()
{
    constexpr std::pair<std::string_view, std::string_view> fields[] = {
        {"email", "jurgen.schroder1a2b+news@club-house.example.net"},
        {"first_name", "Jürgen"},
        {"last_name", "Schröder"},
        {"company_name", "Harbor Light \"Best of Town\""},
        {"job_title", "Director, Marketing"},
        {"phone", "(617) 555-0100"},
        {"street", "1234 Washington Ave, Apt 12"},
        {"city", "Winston-Salem"},
        {"state", "NC"},
        {"zip", "27101"},
        {"country", "United States"},
        {"cf:plan", "Gold"},
        {"cf:joined_on", "2011-04-05"},
        {"cf:notes", "Line one\nline two"}};
    JsonWriter json;
    const double byHand = nanoseconds([&] {
        json.clear();
        for (const auto &[key, value] : fields) {
            json.append(json.isEmpty() ? '{' : ',');
            json.appendString(key);
            json.append(':');
            json.appendString(value);
        }
        json.append('}');
    });
    QByteArray document;
    const double byQt = nanoseconds([&] {
        QJsonObject object;
        for (const auto &[key, value] : fields) {
            object.insert(QLatin1String(key.data(), static_cast<qsizetype>(key.size())),
                          QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
        }
        document = QJsonDocument(object).toJson(QJsonDocument::Compact);
    });
    const bool same = QJsonDocument::fromJson(QByteArrayView(json.text()).toByteArray()) ==
                      QJsonDocument::fromJson(document);
    std::printf("a contact by hand %.0f ns, by QJsonDocument %.0f ns: %.1f times as fast, %s\n", byHand, byQt,
                byQt / byHand, same ? "same" : "NOT THE SAME");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString command = arguments.value(1);
    if (command == QLatin1String("json")) {
        compareJson();
        return 0;
    }
    const bool bodies = command == QLatin1String("bodies");
    if ((!bodies && command != QLatin1String("check")) || arguments.size() < (bodies ? 4 : 3)) {
        std::fprintf(stderr, "usage: bench_check check FILE | bodies FILE DIR | json\n");
        return 2;
    }
    QElapsedTimer timer;
    timer.start();
    const ImportPlan plan = checkedPlan(arguments.at(2), timer);
    printCounts(*plan.check);
    if (bodies)
        writeBodies(plan, arguments.at(3));
    std::fprintf(stderr, "rest     %.3f s, peak %.1f MiB\n", static_cast<double>(timer.nsecsElapsed()) / 1e9,
                 peakMemory());
    return 0;
}
