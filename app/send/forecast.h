#pragma once

#include "send/contactmerge.h"
#include "send/importplan.h"
#include "send/importrun.h"
#include "send/outcome.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace rollcall {

/// What an import would do.
struct ForecastResult
{
    /// What sending would do to one contact of the account.
    struct Change
    {
        qint64 number = 0;                  ///< the row number a spreadsheet shows
        qint64 line = 0;                    ///< physical line in the file
        QString email;                      ///< as it stands there
        QList<FieldDifference> differences; ///< old → new; lists, tags and choices by their names

        bool operator==(const Change &) const = default;
    };
    static constexpr int mostChanges = 200;

    ImportSummary summary; ///< state Forecast; the counts add up to the rows; rows NotSent: it can't be said
    qint64 activeAdded =
        0; ///< contacts that count for the bill from then on: new ones, and deleted ones that come back
    qint64 unwanted = 0; ///< people who are left out because only new ones, or only known ones, are wanted
    qint64 deleted = 0;  ///< people who are left out because they were deleted in the account
    qint64 joining = 0; ///< people of the account who come onto a list by it
    int bodies = 0;
    qint64 singles = 0;         ///< people who go one by one, because bulk cannot do it
    qint64 singleCalls = 0;     ///< what they take: one call for somebody new, else two
    QStringList newTags;        ///< that the file names and the account has not: they are made
    qint64 phonesTooMany = 0;   ///< rows with more telephone numbers than a contact can have
    qint64 withoutRoom = 0;     ///< people whose contact has no room for a number or an address of the file
    QStringList columnsNotSent; ///< headers: the service writes by itself when and how somebody agreed
    int calls = 0;      ///< that the import will take, about
    double minutes = 0; ///< it will take at least
    QList<std::pair<QString, qint64>> changedFields; ///< label → of how many contacts; most first
    QList<Change> changes;                           ///< the first `mostChanges`

    /// People who are in the account, and do not join a list by it.
    qint64 alreadyOnTheLists() const
    {
        return summary.count(Outcome::Updated) + summary.count(Outcome::Unchanged) - joining;
    }
};

/// What of the file cannot be sent, whatever is paid for it: whole sentences, translated.
QStringList leftBehind(const ForecastResult &forecast);

/// Says what an import would do, by reading the account and comparing; sends nothing and keeps nothing.
class Forecast : public QObject
{
    Q_OBJECT

public:
    Forecast(const ImportRun::Needs &needs, ImportPlan plan, QObject *parent = nullptr);
    ~Forecast() override;

    void start();
    /// Where it is known already that the account can't be read: what the check alone says.
    void startWithoutAccount(const Error &why);
    /// At once; finished() tells it as an error.
    void cancel();

    /// What would become of each row, in the order of the file; false from `take` ends early. Blocking; after
    /// finished().
    Result<void> eachAnswer(const std::function<bool(const RowAnswer &)> &take) const;

Q_SIGNALS:
    void progressed(const rollcall::ImportProgress &progress);
    /// Once, last. With an error (offline, signed out) the rows that depend on the account are NotSent: not
    /// guessed.
    void finished(const rollcall::ForecastResult &result, const std::optional<rollcall::Error> &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
