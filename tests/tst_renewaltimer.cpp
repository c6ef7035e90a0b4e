#include "account/renewaltimer.h"
#include "support/answers.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Each test looks at when it was told, on its own clock, four thousand times as fast as the system's.
class RenewalTimerTest : public QObject
{
    Q_OBJECT

    Clock m_clock;
    QDateTime m_start;
    std::unique_ptr<RenewalTimer> m_timer;
    QList<qint64> m_told; ///< seconds after the start

    /// A token that has just been got, for that many seconds.
    Tokens tokensFor(int life) const
    {
        Tokens tokens = tokensUntil(m_clock, life);
        tokens.issuedAt = m_clock.now();
        return tokens;
    }

private Q_SLOTS:
    void init()
    {
        m_clock = fastClock(4000);
        m_start = m_clock.now();
        m_told.clear();
        m_timer = std::make_unique<RenewalTimer>(m_clock, [this] { m_told << m_start.secsTo(m_clock.now()); });
    }

    void itIsDueAtFourFifthsOfTheLifeOrAtItsEnd_data()
    {
        QTest::addColumn<bool>("isToItsEnd");
        QTest::addColumn<int>("due");
        QTest::newRow("four fifths") << false << 240;
        QTest::newRow("its end") << true << 300;
    }

    void itIsDueAtFourFifthsOfTheLifeOrAtItsEnd()
    {
        QFETCH(bool, isToItsEnd);
        QFETCH(int, due);
        m_timer->setFor(tokensFor(300), isToItsEnd);
        QTRY_COMPARE(m_told.size(), 1);
        QVERIFY2(m_told.first() >= due, qPrintable(QString::number(m_told.first())));
    }

    void whatIsOverIsDueAtOnce()
    {
        m_timer->setFor(tokensUntil(m_clock, -10), true);
        QTRY_COMPARE(m_told.size(), 1);
    }

    void withoutATokenItIsNeverDue()
    {
        m_timer->setFor(tokensFor(100), false);
        m_timer->setFor({}, false);
        QTest::qWait(200);
        QVERIFY(m_told.isEmpty());
    }

    void pausesAfterAFailureGrow()
    {
        m_timer->setFor(tokensUntil(m_clock, -10), false);
        QTRY_COMPARE(m_told.size(), 1);
        for (const int pause : {5, 10, 20, 40, 80, 160, 320, 600, 600}) {
            m_told.clear();
            m_start = m_clock.now();
            m_timer->tryAgainLater();
            QTRY_COMPARE(m_told.size(), 1);
            QVERIFY2(m_told.first() >= pause, qPrintable(QString::number(m_told.first())));
        }
    }

    void afterASuccessTheyAreShortAgain()
    {
        const auto fails = [](RenewalTimer &timer, const Tokens &tokens) {
            for (int i = 0; i < 8; ++i) {
                timer.setFor(tokens, false);
                timer.tryAgainLater();
            }
        };
        QStringList told;
        RenewalTimer patient(m_clock, [&told] { told << QStringLiteral("still failing"); });
        RenewalTimer glad(m_clock, [&told] { told << QStringLiteral("was successful"); });
        fails(patient, tokensUntil(m_clock, -10));
        fails(glad, tokensUntil(m_clock, -10));
        glad.forgetFailures();
        patient.tryAgainLater();
        glad.setFor(tokensUntil(m_clock, -10), false);
        glad.tryAgainLater();
        QTRY_COMPARE(told, QStringList({QStringLiteral("was successful"), QStringLiteral("still failing")}));
    }

    void aFailureDoesNotBringItForward()
    {
        m_timer->setFor(tokensFor(500), false);
        m_timer->tryAgainLater();
        QTRY_COMPARE(m_told.size(), 1);
        QVERIFY2(m_told.first() >= 400, qPrintable(QString::number(m_told.first())));
    }

    void deletedByTheOneWhoIsTold()
    {
        m_timer = std::make_unique<RenewalTimer>(m_clock, [this] {
            m_told << 0;
            m_timer.reset();
        });
        m_timer->setFor(tokensUntil(m_clock, -10), false);
        QTRY_VERIFY(!m_timer);
        QCOMPARE(m_told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(RenewalTimerTest)
#include "tst_renewaltimer.moc"
