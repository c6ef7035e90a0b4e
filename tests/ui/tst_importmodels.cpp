#include "import/answermodel.h"
#include "import/checkmodel.h"
#include "import/mappingmodel.h"
#include "import/previewmodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

namespace {

constexpr auto visitors = "E-mail,First name,Phone\n"
                          "ana@example.org,Ana,6175550142\n"
                          "nobody,Tom,\n"
                          "li@gmial.com,Li,\n"
                          "ana@example.org,A.,\n"
                          "max@,Max,4.47E+11\n";

/// A table with its mapping and check, as the page has them.
struct Checked
{
    explicit Checked(const QByteArray &text = visitors)
    {
        sheet = *Sheet::fromText(QString::fromUtf8(text));
        mapping = ColumnMapping::suggest(*sheet);
        report = std::make_shared<const CheckReport>(*checkRows(*sheet, mapping));
    }

    std::shared_ptr<Sheet> sheet;
    ColumnMapping mapping;
    std::shared_ptr<const CheckReport> report;
};

QStringList shownRows(const CheckModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.index(row, CheckModel::Number).data().toString();
    return rows;
}

/// An import whose rows are added, except every tenth, which is refused.
AnswerModel::Source answersOf(qint64 rows, int *asked = nullptr)
{
    return [rows, asked](std::optional<Outcome> outcome, qint64 offset, qint64 limit, QObject *context,
                         const AnswerModel::Handler &handle) {
        if (asked)
            ++*asked;
        QList<RowAnswer> answers;
        for (qint64 row = 0; row < rows && answers.size() < limit; ++row) {
            const Outcome became = row % 10 == 9 ? Outcome::Refused : Outcome::Added;
            if (outcome && *outcome != became)
                continue;
            if (offset-- > 0)
                continue;
            answers << RowAnswer{row, row + 3, row + 2, QStringLiteral("p%1@example.org").arg(row), became, {}, {}, {}};
        }
        QMetaObject::invokeMethod(
            context, [=] { handle(answers); }, Qt::QueuedConnection);
    };
}

/// What the model shows there when it has been read.
QString shownAt(const AnswerModel &model, int row, int column)
{
    const QModelIndex index = model.index(row, column);
    (void)QTest::qWaitFor([&index] { return !index.data().toString().isEmpty(); });
    return index.data().toString();
}

ImportSummary summaryOf(qint64 rows)
{
    ImportSummary summary;
    summary.rows = rows;
    summary.counts[static_cast<int>(Outcome::Refused)] = rows / 10;
    summary.counts[static_cast<int>(Outcome::Added)] = rows - rows / 10;
    return summary;
}

} // namespace

class ImportModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPreviewShowsRowsAsTheyAreReadNow()
    {
        PreviewModel model;
        QAbstractItemModelTester tester(&model);
        model.setSheet(*Sheet::fromText(QString::fromUtf8("a;b\n1;2\n3;4\n")));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("b"));
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("4"));
        model.setSheet(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void aColumnTellsItsSamplesItsTargetAndWhy()
    {
        Checked table;
        MappingModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(table.sheet, table.mapping, {});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, MappingModel::Target).data().toString(), fieldLabel(Field::Email));
        QVERIFY(model.index(0, MappingModel::Samples).data().toString().startsWith(QStringLiteral("ana@example.org · nobody")));
        table.mapping.choose(1, Field::LastName);
        model.setMapping(table.mapping, {});
        QCOMPARE(model.index(1, MappingModel::Target).data().toString(), fieldLabel(Field::LastName));
    }

    void aGuessSaysSoBeforeItsReason()
    {
        Checked table("E-mail,Frist Name,Status,City\nana@example.org,Ana,active,Rome\n");
        MappingModel model;
        model.setTable(table.sheet, table.mapping, {});
        const auto isGuess = [&model](int column) {
            return model.index(column, MappingModel::Why)
                .data()
                .toString()
                .startsWith(QStringLiteral("A guess: "));
        };
        QVERIFY(!isGuess(0));
        QVERIFY(isGuess(1));
        QVERIFY(isGuess(2)); // who opted out
        QVERIFY(!isGuess(3));
    }

    void aCellThatIsTakenApartShowsItsParts()
    {
        Checked table("Name,E-mail\n\"Ruiz, Ana\",ana@example.org\nLi Wei,li@example.org\n");
        MappingModel model;
        model.setTable(table.sheet, table.mapping, {});
        const auto samples = [&model] { return model.index(0, MappingModel::Samples).data().toString(); };
        QCOMPARE(samples(), QStringLiteral("Ruiz, Ana → Ana | Ruiz · Li Wei → Li | Wei"));
        table.mapping.choose(0, Field::CompanyName);
        model.setMapping(table.mapping, {});
        QCOMPARE(samples(), QStringLiteral("Ruiz, Ana · Li Wei"));
    }

    void theTotalsAreFilters()
    {
        Checked table;
        CheckModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(table.sheet, table.mapping, {}, table.report, {});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("2 3 4 5 6"));
        model.setFilter({RowFilter::Rows::ToFix, {}});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("3 6"));
        model.setFilter({RowFilter::Rows::Ready, {}});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("2 4"));
        model.setFilter({RowFilter::Rows::Duplicates, {}});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("5"));
        QVERIFY(model.index(0, CheckModel::Words).data().toString().contains(QLatin1Char('2'))); // the row it went into
        model.setFilter({RowFilter::Rows::All, ProblemKind::EmailDomainTypo});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("4"));
        QCOMPARE(model.index(0, CheckModel::Words).data(CheckModel::SuggestionRole).toString(), QStringLiteral("li@gmail.com"));
    }

    void problemsAreFoundOneAfterTheOtherAmongTheRowsShown()
    {
        Checked table;
        CheckModel model;
        model.setTable(table.sheet, table.mapping, {}, table.report, {});
        const auto next = [&](qint64 row, int column, bool forward = true) {
            const Problem *problem = model.nextProblem(row, column, forward);
            return problem ? QStringLiteral("%1/%2").arg(problem->row).arg(problem->column) : QStringLiteral("none");
        };
        QCOMPARE(next(-1, -1), QStringLiteral("1/0"));
        QCOMPARE(next(1, 0), QStringLiteral("2/0"));
        QCOMPARE(next(2, 0), QStringLiteral("4/0"));
        QCOMPARE(next(4, 0), QStringLiteral("4/2"));
        QCOMPARE(next(4, 2), QStringLiteral("none"));
        QCOMPARE(next(4, 0, false), QStringLiteral("2/0"));
        model.setFilter({RowFilter::Rows::ToFix, {}});
        QCOMPARE(next(1, 0), QStringLiteral("4/0")); // the typo's row is ready: not among them
    }

    void rowsAreSortedByWhatMustBeMendedFirst()
    {
        Checked table;
        CheckModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(table.sheet, table.mapping, {}, table.report, {});
        model.setFilter({RowFilter::Rows::All, {}, true});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("3 6 4 2 5"));
        for (int place = 0; place < model.rowCount(); ++place)
            QCOMPARE(model.indexOf(model.rowAt(place)), place);
        const auto next = [&](qint64 row, int column, bool forward = true) {
            const Problem *problem = model.nextProblem(row, column, forward);
            return problem ? QStringLiteral("%1/%2").arg(problem->row).arg(problem->column) : QStringLiteral("none");
        };
        QCOMPARE(next(-1, -1), QStringLiteral("1/0"));
        QCOMPARE(next(1, 0), QStringLiteral("4/0"));
        QCOMPARE(next(4, 0), QStringLiteral("2/0"));
        QCOMPARE(next(2, 0), QStringLiteral("none"));
        QCOMPARE(next(0, 0), QStringLiteral("none")); // a row without a problem: they stand behind
        QCOMPARE(next(5, 0, false), QStringLiteral("2/0"));
        QCOMPARE(next(2, 0, false), QStringLiteral("4/0"));
        model.setFilter({RowFilter::Rows::ToFix, {}, true});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("3 6"));
        model.setFilter({RowFilter::Rows::All, ProblemKind::NumberDamaged, true});
        QCOMPARE(shownRows(model).join(QLatin1Char(' ')), QStringLiteral("6"));
        QCOMPARE(model.firstProblem(4)->kind, ProblemKind::NumberDamaged); // what was asked for comes first
    }

    void aCellWithAProblemSaysSoAndIsEdited()
    {
        Checked table;
        CheckModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(table.sheet, table.mapping, {}, table.report, {});
        const QModelIndex bad = model.index(1, CheckModel::Email);
        QCOMPARE(bad.data(CheckModel::LevelRole).toInt(), static_cast<int>(ProblemLevel::Error));
        QVERIFY(!model.index(0, CheckModel::Email).data(CheckModel::LevelRole).isValid());
        QVERIFY(!model.index(1, CheckModel::Words).flags().testFlag(Qt::ItemIsEditable));
        QSignalSpy edited(&model, &CheckModel::cellEdited);
        QVERIFY(model.setData(bad, QStringLiteral("tom@example.org"), Qt::EditRole));
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.first().at(0).toLongLong(), 1);
        QCOMPARE(edited.first().at(1).toInt(), 0);
        QVERIFY(model.setData(bad, QStringLiteral("nobody"), Qt::EditRole));
        QCOMPARE(edited.size(), 1); // as it was: nothing to mend
    }

    void answersAreReadPageByPage()
    {
        AnswerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setImport(summaryOf(100'000), answersOf(100'000));
        QCOMPARE(model.rowCount(), 100'000);
        QCOMPARE(shownAt(model, 99'998, AnswerModel::Email), QStringLiteral("p99998@example.org"));
        model.setFilter(Outcome::Refused);
        QCOMPARE(model.rowCount(), 10'000);
        QCOMPARE(shownAt(model, 9'999, AnswerModel::Email), QStringLiteral("p99999@example.org"));
        QCOMPARE(shownAt(model, 0, AnswerModel::Answer), outcomeLabel(Outcome::Refused));

        int asked = 0;
        model.setImport(summaryOf(100'000), answersOf(100'000, &asked));
        for (int row = 0; row < 100; ++row)
            model.index(row, AnswerModel::Why).data();
        QCOMPARE(asked, 1);
        QCOMPARE(shownAt(model, 0, AnswerModel::Email), QStringLiteral("p0@example.org"));
        for (int row = 0; row < 100; ++row) // a view at the border of two pages
            model.index(950 + row, AnswerModel::Why).data();
        QCOMPARE(shownAt(model, 1049, AnswerModel::Email), QStringLiteral("p1049@example.org"));
        QCOMPARE(shownAt(model, 999, AnswerModel::Email), QStringLiteral("p999@example.org"));
        QCOMPARE(asked, 2);
    }

    void anAnswerThatComesAfterAnotherImportWasShownIsNotItsOwn()
    {
        AnswerModel model;
        model.setImport(summaryOf(10), answersOf(10));
        model.index(0, AnswerModel::Email).data();
        int asked = 0;
        model.setImport(summaryOf(20), answersOf(20, &asked));
        QCoreApplication::processEvents();
        QCOMPARE(model.index(0, AnswerModel::Email).data().toString(), QString());
        QCOMPARE(asked, 1);
        QCOMPARE(shownAt(model, 19, AnswerModel::Answer), outcomeLabel(Outcome::Refused));
    }

    void rowsThatCannotBeReadAreSaid()
    {
        AnswerModel model;
        QSignalSpy failed(&model, &AnswerModel::failed);
        model.setImport(summaryOf(10), [](std::optional<Outcome>, qint64, qint64, QObject *context,
                                          const AnswerModel::Handler &handle) {
            QMetaObject::invokeMethod(
                context, [=] { handle(failure(Error::Kind::Storage, QStringLiteral("Gone."), {})); }, Qt::QueuedConnection);
        });
        model.index(0, AnswerModel::Email).data();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(model.index(0, AnswerModel::Email).data().toString(), QString());
        QCOMPARE(failed.size(), 1); // and is not asked for without end
    }

    void aMillionRowsAreHeldAsNumbersOnly()
    {
        CheckReport report;
        report.states.assign(1'000'000, RowState::Ready);
        report.states[999'999] = RowState::ToFix;
        report.problems.push_back({999'999, 0, ProblemKind::EmailMissing, ProblemLevel::Error});
        Checked table;
        CheckModel model;
        model.setTable(table.sheet, table.mapping, {}, std::make_shared<const CheckReport>(std::move(report)), {});
        QCOMPARE(model.rowCount(), 1'000'000);
        model.setFilter({RowFilter::Rows::ToFix, {}});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowAt(0), 999'999);
        QCOMPARE(model.indexOf(999'999), 0);
        QCOMPARE(model.indexOf(3), -1);
    }
};

QTEST_MAIN(ImportModelsTest)
#include "tst_importmodels.moc"
