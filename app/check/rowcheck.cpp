#include "check/rowcheck.h"

#include "check/duplicates.h"
#include "check/rowchecker.h"
#include "support/text.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace rollcall {
namespace {

constexpr qint64 chunkRows = 8192;

/// One pass over the file by all cores, in chunks of rows.
class Pass
{
public:
    Pass(const Sheet &sheet, const CheckFrame &frame, const std::atomic_bool *cancel)
        : keys(static_cast<size_t>(sheet.rowCount()))
        , states(keys.size())
        , m_sheet(sheet)
        , m_frame(frame)
        , m_cancel(cancel)
        , m_chunks((keys.size() + chunkRows - 1) / chunkRows)
    {}

    Result<void> run(const std::function<void(qint64)> &progress)
    {
        const size_t threads =
            std::min<size_t>(std::max(1U, std::thread::hardware_concurrency()), m_chunks.size());
        std::vector<std::jthread> others;
        for (size_t i = 1; i < threads; ++i)
            others.emplace_back([this] { work({}); });
        work(progress);
        others.clear(); // waits
        return m_status;
    }

    std::vector<Problem> problems() const
    {
        std::vector<Problem> all;
        size_t count = 0;
        for (const Chunk &chunk : m_chunks)
            count += chunk.problems.size();
        all.reserve(count + m_frame.columns.size());
        for (const Chunk &chunk : m_chunks)
            all.insert(all.end(), chunk.problems.begin(), chunk.problems.end());
        return all;
    }

    std::vector<DateTally> tallies() const
    {
        std::vector<DateTally> all(m_frame.columns.size());
        for (const Chunk &chunk : m_chunks) {
            for (size_t i = 0; i < all.size(); ++i)
                all[i].add(chunk.tallies[i]);
        }
        return all;
    }

    std::vector<AddressKey> keys;
    std::vector<RowState> states;

private:
    struct Chunk
    {
        std::vector<Problem> problems;
        std::vector<DateTally> tallies;
    };

    void work(const std::function<void(qint64)> &progress)
    {
        RowChecker checker(m_frame);
        for (size_t chunk = m_next++; chunk < m_chunks.size(); chunk = m_next++) {
            if (m_cancel && *m_cancel)
                return fail(Error{Error::Kind::Cancelled, Text::tr("The check was stopped."), {}, {}});
            checkChunk(checker, chunk);
            m_done += chunkRows;
            if (progress)
                progress(std::min<qint64>(m_done, static_cast<qint64>(keys.size())));
        }
    }

    void checkChunk(RowChecker &checker, size_t number)
    {
        Chunk &chunk = m_chunks[number];
        const qint64 from = static_cast<qint64>(number) * chunkRows;
        Sheet::Reader reader(m_sheet, from, std::min(from + chunkRows, static_cast<qint64>(keys.size())));
        for (RowView row; reader.next(row);) {
            const RowChecker::Answer answer = checker.check(row, chunk.problems);
            states[static_cast<size_t>(row.row)] = answer.state;
            keys[static_cast<size_t>(row.row)] = answer.key;
        }
        chunk.problems.shrink_to_fit();
        chunk.tallies = std::exchange(checker.tallies, std::vector<DateTally>(m_frame.columns.size()));
        if (const Result<void> status = reader.status(); !status)
            fail(status.error());
    }

    void fail(const Error &error)
    {
        const std::lock_guard lock(m_mutex);
        if (m_status)
            m_status = tl::unexpected(error);
        m_next = m_chunks.size();
    }

    const Sheet &m_sheet;
    const CheckFrame &m_frame;
    const std::atomic_bool *m_cancel;
    std::vector<Chunk> m_chunks;
    std::atomic<size_t> m_next = 0;
    std::atomic<qint64> m_done = 0;
    std::mutex m_mutex;
    Result<void> m_status;
};

/// "02139" or "02139-4307"
bool isUsPostalCode(std::string_view cell)
{
    return (cell.size() == 5 || (cell.size() == 10 && cell[5] == '-')) &&
           cell.substr(0, 5).find_first_not_of("0123456789") == std::string_view::npos;
}

/// What the beginning of the file says of its columns: a first idea of the order of dates, so that mostly one
/// pass is enough, how long its postal codes are, and whether its phone numbers begin with a zero.
Result<void> lookAtBeginning(const Sheet &sheet, CheckFrame &frame)
{
    RowChecker checker(frame);
    std::vector<Problem> nobodyAsks;
    std::vector<int> usual(frame.columns.size()); // more such cells than others
    Sheet::Reader reader(sheet, 0, std::min<qint64>(sheet.rowCount(), 1000));
    for (RowView row; reader.next(row);) {
        checker.check(row, nobodyAsks);
        for (size_t i = 0; i < frame.columns.size(); ++i) {
            const std::string_view cell = row.cells[frame.columns[i].column];
            if (cell.empty())
                continue;
            if (frame.columns[i].kind == FieldKind::Zip)
                usual[i] += isUsPostalCode(cell) ? 1 : -1;
            else if (frame.columns[i].kind == FieldKind::Phone && !cell.starts_with("00"))
                usual[i] += cell.front() == '0' ? 1 : cell.front() >= '1' && cell.front() <= '9' ? -1 : 0;
        }
    }
    for (size_t i = 0; i < frame.columns.size(); ++i) {
        frame.columns[i].hasFiveDigits = usual[i] >= 0;
        frame.columns[i].beginsWithZero = usual[i] > 0;
        if (frame.columns[i].order == DateOrder::Auto)
            frame.columns[i].order = checker.tallies[i].order();
    }
    return reader.status();
}

/// Sets each column's order to what all its values say; true where that is another one than was used.
bool decideOrders(const ColumnMapping &mapping, const std::vector<DateTally> &tallies, CheckFrame &frame)
{
    bool changed = false;
    for (size_t i = 0; i < frame.columns.size(); ++i) {
        CheckedColumn &column = frame.columns[i];
        if (mapping.at(static_cast<qsizetype>(column.column)).dateOrder != DateOrder::Auto)
            continue;
        changed = changed || column.order != tallies[i].order();
        column.order = tallies[i].order();
    }
    return changed;
}

/// One word of warning for a column whose dates can be read both ways while nothing, or not everything, in it
/// speaks for one of them.
void warnOfOrders(const ColumnMapping &mapping, const std::vector<DateTally> &tallies,
                  const CheckFrame &frame, std::vector<Problem> &problems)
{
    for (size_t i = 0; i < frame.columns.size(); ++i) {
        const CheckedColumn &column = frame.columns[i];
        const bool decided = mapping.at(static_cast<qsizetype>(column.column)).dateOrder != DateOrder::Auto ||
                             (tallies[i].monthFirst == 0) != (tallies[i].dayFirst == 0);
        if (decided || tallies[i].bothWays == 0)
            continue;
        const Problem problem{tallies[i].firstBothWays, static_cast<qint16>(column.column),
                              ProblemKind::DateAmbiguous, ProblemLevel::Warning};
        const auto place = std::upper_bound(problems.begin(), problems.end(), problem,
                                            [](const Problem &a, const Problem &b) { return a.row < b.row; });
        problems.insert(place, problem);
    }
}

/// The rows that were merged become rows to fix.
void takeApart(const ColumnMapping &mapping, CheckReport &report)
{
    const auto before = static_cast<std::ptrdiff_t>(report.problems.size());
    for (const auto &[row, into] : report.mergedInto) {
        report.states[row] = RowState::ToFix;
        report.problems.push_back({row, static_cast<qint16>(mapping.columnOf(Field::Email)),
                                   ProblemKind::EmailRepeated, ProblemLevel::Error});
    }
    std::inplace_merge(report.problems.begin(), report.problems.begin() + before, report.problems.end(),
                       [](const Problem &a, const Problem &b) {
                           return std::pair(a.row, a.column) < std::pair(b.row, b.column);
                       });
    report.mergedInto.clear();
}

CheckCounts counted(const CheckReport &report)
{
    CheckCounts counts;
    counts.rows = static_cast<qint64>(report.states.size());
    for (const RowState state : report.states) {
        counts.ready += state == RowState::Ready;
        counts.toFix += state == RowState::ToFix;
        counts.duplicates += state == RowState::Duplicate;
        counts.leftOut += state == RowState::LeftOut;
    }
    qint64 lastRow = -1;
    for (const Problem &problem : report.problems) {
        if (problem.row != lastRow && report.states[problem.row] == RowState::Ready)
            ++counts.toLookAt;
        lastRow = problem.row;
    }
    return counts;
}

} // namespace

Result<CheckReport> checkRows(const Sheet &sheet, const ColumnMapping &mapping,
                              const QList<CustomField> &customFields, const std::atomic_bool *cancel,
                              const std::function<void(qint64)> &progress)
{
    if (const Result<void> problem = mapping.problem(sheet); !problem)
        return tl::unexpected(problem.error());
    CheckFrame frame(sheet, mapping, customFields);
    if (const Result<void> guessed = lookAtBeginning(sheet, frame); !guessed)
        return tl::unexpected(guessed.error());
    for (bool again = true; again;) {
        Pass pass(sheet, frame, cancel);
        if (const Result<void> ran = pass.run(progress); !ran)
            return tl::unexpected(ran.error());
        const std::vector<DateTally> tallies = pass.tallies();
        again = decideOrders(mapping, tallies, frame);
        if (again)
            continue;
        CheckReport report;
        report.problems = pass.problems();
        warnOfOrders(mapping, tallies, frame, report.problems);
        report.states = std::move(pass.states);
        report.mergedInto = mergeDuplicates(pass.keys, report.states);
        if (mapping.keepsEach())
            takeApart(mapping, report);
        std::erase_if(report.problems, [&report](const Problem &problem) {
            return report.states[problem.row] == RowState::LeftOut; // by another row with the same address
        });
        report.dateOrders.resize(static_cast<size_t>(mapping.size()));
        for (const CheckedColumn &column : frame.columns)
            report.dateOrders[column.column] = column.order;
        report.counts = counted(report);
        return report;
    }
    Q_UNREACHABLE();
}

} // namespace rollcall
