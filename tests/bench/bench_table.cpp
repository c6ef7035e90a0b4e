// How fast a table is opened and gone through: bench_table FILE [RUNS]
#include "table/csvindex.h"
#include "table/sheet.h"
#include "table/sourcefile.h"

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace rollcall;

namespace {

/// Median seconds of `runs` calls.
template <typename Work>
double seconds(int runs, Work &&work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void line(const char *what, double time, double amount, const char *unit)
{
    std::printf("%-28s %8.4f s  %8.2f %s\n", what, time, amount / time, unit);
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
