#include "check/repairs.h"
#include "table/sheet.h"

#include <QTest>

using namespace rollcall;

namespace {

std::shared_ptr<Sheet> sheetOf(const QByteArray &text)
{
    TableChoice choice;
    choice.delimiter = ',';
    choice.headerLine = 1;
    const auto sheet = Sheet::fromText(QString::fromUtf8(text), choice);
    return sheet ? *sheet : nullptr;
}

} // namespace

class RepairsTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<Sheet> m_sheet;
    ColumnMapping m_mapping;

    CheckReport check() { return checkRows(*m_sheet, m_mapping).value(); }

private Q_SLOTS:
    void init()
    {
        m_sheet = sheetOf("Email,First Name,State,Zip\n"
                          "mailto:a@example.org,Jane,MA,2138\n"
                          "b@gmial.com,#N/A,MA,02139\n"
                          "Joe <c@example.org>,JosÃ©,NY,10001\n"
                          "nothing,Jim,CA,94110\n");
        QVERIFY(m_sheet);
        m_mapping = ColumnMapping::suggest(*m_sheet);
    }

    void repairsAreOfferedByKindWithTheirCount()
    {
        QStringList offers;
        for (const Repairs::Offer &offer : Repairs::offers(check(), *m_sheet, m_mapping)) {
            offers.append(QStringLiteral("%1 %2: %3 > %4")
                              .arg(problemKindName(offer.kind))
                              .arg(offer.cells)
                              .arg(offer.before, offer.after));
        }
        QCOMPARE(offers, (QStringList{QStringLiteral("email_syntax 2: mailto:a@example.org > a@example.org"),
                                      QStringLiteral("email_domain_typo 1: b@gmial.com > b@gmail.com"),
                                      QStringLiteral("zeros_lost 1: 2138 > 02138"),
                                      QStringLiteral("cell_error 1: #N/A > "),
                                      QString::fromUtf8("mojibake 1: JosÃ© > José")}));
    }

    void tagsAreNotCutAndPhonesGetTheirZeroBack()
    {
        QByteArray tags;
        for (int i = 0; i < 60; ++i)
            tags += "Tag number " + QByteArray::number(i) + "; ";
        m_sheet = sheetOf("Email,Tags,Phone\na@example.org,\"" + tags +
                          "\",7700900123\n"
                          "b@example.org,One,07700900124\nc@example.org,Two,07700900125\n");
        QVERIFY(m_sheet);
        m_mapping = ColumnMapping::suggest(*m_sheet);
        m_mapping.choose(1, Field::Tag);
        Repairs repairs(m_sheet);
        QCOMPARE(repairs.applyAll(check(), m_mapping), 1);
        QCOMPARE(m_sheet->cell(0, 1).toUtf8(), tags.trimmed());
        QCOMPARE(m_sheet->cell(0, 2), QStringLiteral("07700900123"));
    }

    void correctionsAreLaidOverTheSameRowsOfAChangedFile_data()
    {
        QTest::addColumn<bool>("kept");
        QTest::newRow("at once") << false;
        QTest::newRow("at a later start, from a file of ours") << true;
    }

    void correctionsAreLaidOverTheSameRowsOfAChangedFile()
    {
        QFETCH(bool, kept);
        Repairs repairs(m_sheet);
        repairs.correct(0, 1, QStringLiteral("Janet"));
        repairs.correct(2, 2, QStringLiteral("NJ"));
        repairs.correct(3, 0, QStringLiteral("jim@example.org"));
        repairs.correct(3, 1, QStringLiteral("James"));
        const auto changed = sheetOf("Email,First Name,State,Zip\n"
                                     "new@example.org,New,MA,02138\n"
                                     "nothing,Jim,CA,94110\n"
                                     "nothing,Jim,CA,94110\n"
                                     "mailto:a@example.org,Jane,MA,2138\n"
                                     "Joe <c@example.org>,Joe,NY,10001\n");
        Repairs after(changed);
        QCOMPARE(after.takeOver(kept ? Repairs::fromKept(repairs.toKept()) : repairs), Result<qint64>(3));
        QCOMPARE(changed->cell(0, 1), QStringLiteral("New"));
        QCOMPARE(changed->cell(1, 0), QStringLiteral("jim@example.org"));
        QCOMPARE(changed->cell(1, 1), QStringLiteral("James"));
        QCOMPARE(changed->cell(2, 1), QStringLiteral("Jim")); // it was one row that was corrected
        QCOMPARE(changed->cell(3, 1), QStringLiteral("Janet"));
        QCOMPARE(changed->cell(4, 2), QStringLiteral("NY")); // another row now
        after.undo();
        QVERIFY(!changed->hasCorrections());
        QCOMPARE(after.takeOver(Repairs(m_sheet)), Result<qint64>(0));
        QVERIFY(!after.canUndo());
    }

    void allOfAKindAreMendedAndTakenBackInOneStep()
    {
        Repairs repairs(m_sheet);
        QCOMPARE(repairs.applyAll(ProblemKind::EmailSyntax, check(), m_mapping), 2);
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("a@example.org"));
        QCOMPARE(m_sheet->cell(2, 0), QStringLiteral("c@example.org"));
        QCOMPARE(m_sheet->cell(3, 0), QStringLiteral("nothing"));
        QCOMPARE(check().counts.toFix, 2);

        repairs.undo();
        QVERIFY(!repairs.canUndo());
        QVERIFY(!m_sheet->hasCorrections());
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("mailto:a@example.org"));
    }

    void whichOfTwoPeopleIsKeptIsDecidedCellByCell()
    {
        m_sheet = sheetOf("Email,Name\na@example.org; b@example.org,x\nmailto:c@example.org,y\n");
        m_mapping = ColumnMapping::suggest(*m_sheet);
        const CheckReport report = check();
        const auto offers = Repairs::offers(report, *m_sheet, m_mapping);
        QCOMPARE(offers.size(), 1u);
        QCOMPARE(offers.front().kind, ProblemKind::EmailSyntax);
        Repairs repairs(m_sheet);
        QCOMPARE(repairs.applyAll(ProblemKind::TwoAddresses, report, m_mapping), 0);
        QCOMPARE(repairs.applyAll(report, m_mapping), 1);
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("a@example.org; b@example.org"));
        QVERIFY(repairs.apply(report.problems.front(), m_mapping));
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("a@example.org"));
    }

    void anErrorOfASpreadsheetBecomesAnEmptyCell()
    {
        Repairs repairs(m_sheet);
        QCOMPARE(repairs.applyAll(ProblemKind::CellError, check(), m_mapping), 1);
        QCOMPARE(m_sheet->cell(1, 1), QString());
    }

    void everythingKnownIsMendedAtOnce()
    {
        Repairs repairs(m_sheet);
        QCOMPARE(repairs.applyAll(check(), m_mapping), 6);
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("a@example.org"));
        QCOMPARE(m_sheet->cell(0, 3), QStringLiteral("02138"));
        QCOMPARE(m_sheet->cell(1, 0), QStringLiteral("b@gmail.com"));
        QCOMPARE(m_sheet->cell(1, 1), QString());
        QCOMPARE(m_sheet->cell(2, 1), QString::fromUtf8("José"));
        QCOMPARE(m_sheet->cell(3, 0), QStringLiteral("nothing"));
        repairs.undo();
        QVERIFY(!m_sheet->hasCorrections());
    }

    void oneCellIsMended()
    {
        Repairs repairs(m_sheet);
        const CheckReport report = check();
        QVERIFY(repairs.apply(report.problems.front(), m_mapping));
        QCOMPARE(m_sheet->cell(0, 0), QStringLiteral("a@example.org"));
        QCOMPARE(m_sheet->cell(2, 0), QStringLiteral("Joe <c@example.org>"));
        QVERIFY(!repairs.apply(report.problems.back(), m_mapping)); // nothing is known for "nothing"
    }

    void whatWasTypedIsTakenBackStepByStep()
    {
        Repairs repairs(m_sheet);
        repairs.correct(3, 0, QStringLiteral("d@example.org"));
        repairs.correct(3, 0, QStringLiteral("e@example.org"));
        QCOMPARE(check().states.at(3), RowState::Ready);
        repairs.undo();
        QCOMPARE(m_sheet->cell(3, 0), QStringLiteral("d@example.org"));
        repairs.undo();
        QCOMPARE(m_sheet->cell(3, 0), QStringLiteral("nothing"));
        repairs.undo(); // nothing left: nothing happens
        QVERIFY(!m_sheet->hasCorrections());
    }
};

QTEST_GUILESS_MAIN(RepairsTest)
#include "tst_repairs.moc"
