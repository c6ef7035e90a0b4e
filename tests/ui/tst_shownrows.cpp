#include "import/shownrows.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace rollcall;

Q_DECLARE_METATYPE(rollcall::RowFilter::Rows)

/// The rows of a checked table that a filter shows, against the plainest way to find and to sort them.
class TestShownRows : public QObject
{
    Q_OBJECT

private:
    /// Rows of every state; every third has a problem or some, in the order in which a check tells them.
    static CheckReport report(unsigned seed)
    {
        std::mt19937 random(seed);
        const auto any = [&random](int below) {
            return static_cast<int>(random() % static_cast<unsigned>(below));
        };
        CheckReport report;
        report.states.resize(500);
        for (quint32 row = 0; row < report.states.size(); ++row) {
            report.states[row] = std::array{RowState::Ready, RowState::ToFix, RowState::Duplicate,
                                            RowState::LeftOut}[static_cast<size_t>(any(4))];
            for (int count = any(3) == 0 ? 1 + any(3) : 0; count > 0; --count)
                report.problems.push_back({row, 0, static_cast<ProblemKind>(any(int(ProblemKind::Count))),
                                           any(2) ? ProblemLevel::Error : ProblemLevel::Warning});
        }
        return report;
    }

    static std::span<const Problem> problemsOf(const CheckReport &report, quint32 row)
    {
        const auto [first, end] = std::ranges::equal_range(report.problems, row, {}, &Problem::row);
        return {first, end};
    }

    static std::vector<quint32> plainly(const CheckReport &report, const RowFilter &filter)
    {
        std::vector<quint32> rows(report.states.size());
        std::iota(rows.begin(), rows.end(), 0U);
        std::erase_if(rows, [&](quint32 row) {
            const auto problems = problemsOf(report, row);
            return filter.kind ? std::ranges::find(problems, *filter.kind, &Problem::kind) == problems.end()
                               : !filter.shows(report.states[row]);
        });
        if (filter.byProblem)
            std::ranges::stable_sort(
                rows, {}, [&](quint32 row) { return ShownRows::groupOf(problemsOf(report, row), filter); });
        return rows;
    }

private Q_SLOTS:
    void eachRowIsShownWhereThePlainestWayPutsIt_data()
    {
        QTest::addColumn<RowFilter::Rows>("rows");
        QTest::addColumn<int>("kind");
        QTest::newRow("all") << RowFilter::Rows::All << -1;
        QTest::newRow("ready") << RowFilter::Rows::Ready << -1;
        QTest::newRow("to fix") << RowFilter::Rows::ToFix << -1;
        QTest::newRow("duplicates") << RowFilter::Rows::Duplicates << -1;
        QTest::newRow("left out") << RowFilter::Rows::LeftOut << -1;
        QTest::newRow("of one kind") << RowFilter::Rows::All << int(ProblemKind::EmailSyntax);
    }
    void eachRowIsShownWhereThePlainestWayPutsIt()
    {
        QFETCH(RowFilter::Rows, rows);
        QFETCH(int, kind);
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const CheckReport checked = report(seed);
            for (const bool byProblem : {false, true}) {
                RowFilter filter{rows, {}, byProblem};
                if (kind >= 0)
                    filter.kind = static_cast<ProblemKind>(kind);
                const ShownRows shown(checked, filter);
                const std::vector<quint32> expected = plainly(checked, filter);
                QCOMPARE(shown.size(), int(expected.size()));
                int withProblem = 0;
                for (int place = 0; place < shown.size(); ++place) {
                    const quint32 row = expected[static_cast<size_t>(place)];
                    QCOMPARE(shown.at(place), qint64(row));
                    const auto problems = problemsOf(checked, row);
                    withProblem += !problems.empty();
                    QCOMPARE(shown.placeOf(row, byProblem ? ShownRows::groupOf(problems, filter) : 0), place);
                }
                if (byProblem)
                    QCOMPARE(shown.withProblem(), withProblem);
            }
        }
    }

    void nothingIsShownOfAnEmptyTable()
    {
        const ShownRows shown(CheckReport(), {RowFilter::Rows::All, {}, true});
        QCOMPARE(shown.size(), 0);
        QCOMPARE(shown.withProblem(), 0);
    }
};

QTEST_GUILESS_MAIN(TestShownRows)
#include "tst_shownrows.moc"
