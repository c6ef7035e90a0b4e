// How fast a table is opened and gone through: bench_table FILE [RUNS]
#include "table/csvindex.h"
#include "table/sheet.h"
#include "table/sourcefile.h"

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace rollcall;

namespace {

/// Medians of some calls, in seconds.
struct Times
{
    double clock = 0;
    double processor = 0; ///< of all cores together
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

template <typename Work>
Times seconds(int runs, Work &&work)
{
    std::vector<double> clock;
    std::vector<double> processor;
    for (int i = 0; i < runs; ++i) {
        const std::clock_t before = std::clock();
        QElapsedTimer timer;
        timer.start();
        work();
        clock.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        processor.push_back(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    }
    return {median(clock), median(processor)};
}

void line(const char *what, const Times &times, double amount, const char *unit)
{
    std::printf("%-28s %8.4f s  %8.2f %s; by processor time %8.4f s  %8.2f\n", what, times.clock,
                amount / times.clock, unit, times.processor, amount / times.processor);
}

void goThrough(const Sheet &sheet, qint64 &cells)
{
    Sheet::Reader reader(sheet);
    RowView row;
    while (reader.next(row)) {
        for (const std::string_view cell : row.cells)
            cells += !cell.empty();
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_table FILE [RUNS]\n");
        return 2;
    }
    const QString path = QString::fromLocal8Bit(argv[1]);
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
    const auto sheet = Sheet::open(path);
    const auto source = SourceFile::open(path);
    if (!sheet || !source) {
        std::fprintf(stderr, "%s\n", qPrintable(sheet ? source.error().message : sheet.error().message));
        return 5;
    }
    const double gigabytes = static_cast<double>((*sheet)->fileSize()) / 1e9;
    const double rows = static_cast<double>((*sheet)->rowCount());
    std::printf("%lld rows, %d columns, %.1f MB, %s\n", static_cast<long long>((*sheet)->rowCount()),
                (*sheet)->columnCount(), gigabytes * 1e3, qPrintable((*sheet)->format().encoding));

    const TextBounds bounds{0, (*source)->size(), false, 1, 1, false, (*sheet)->columnCount()};
    line("index", seconds(runs, [&] { (void)CsvIndex::build(**source, Dialect{}, bounds, false); }),
         gigabytes, "GB/s");
    line("index with UTF-8 check",
         seconds(runs, [&] { (void)CsvIndex::build(**source, Dialect{}, bounds, true); }), gigabytes, "GB/s");
    line("preview", seconds(runs, [&] { (void)Sheet::preview(path); }), 1, "a second");
    line("open", seconds(runs, [&] { (void)Sheet::open(path); }), gigabytes, "GB/s");
    qint64 cells = 0;
    line("every cell", seconds(runs, [&] { goThrough(**sheet, cells); }), rows / 1e6, "million rows/s");
    std::printf("%lld cells with text\n", static_cast<long long>(cells / runs));
    return 0;
}
