#pragma once

#include "support/error.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace rollcall {

/// What became of a row. The script names are promised (outcomeName).
enum class Outcome : quint8 {
    Added,
    Updated,
    Unchanged,
    Unsubscribed,
    Refused,
    Duplicate,
    LeftOut,
    NotSent,
    Count
};

QString outcomeName(Outcome outcome);  ///< "added", "left_out", …
QString outcomeLabel(Outcome outcome); ///< "added", "merged doubles", …; translated, for a tile

/// One row's answer, made when someone looks at it.
struct RowAnswer
{
    qint64 row = 0;    ///< from 0
    qint64 line = 0;   ///< physical line in the file
    qint64 number = 0; ///< the row number a spreadsheet shows
    QString email;
    Outcome outcome = Outcome::NotSent;
    QString by;     ///< "check" or "service" where refused
    QString reason; ///< why, in a sentence; empty where the outcome says it all
    QString hint;   ///< what to do about it

    bool operator==(const RowAnswer &) const = default;
};

/// An import as scripts, history and the result page tell it. The outcome counts add up to `rows`, always.
struct ImportSummary
{
    enum class State { Forecast, Waiting, Sending, Processing, ReadingBack, Done, Paused, Cancelled, Failed };

    QString id;
    QString file;  ///< as it was given; empty: it is a single contact
    QString email; ///< of a single contact
    State state = State::Waiting;
    /// By a person, and not over: nothing more is sent, what was sent gets its answers.
    bool isStopped = false;
    QString started;   ///< RFC 3339, UTC
    QStringList lists; ///< names
    QString source;    ///< consent record: where the permission comes from
    qint64 rows = 0;
    qint64 counts[static_cast<int>(Outcome::Count)] = {};
    int calls = 0;
    double seconds = 0;
    QStringList activities;
    QString refusedFile; ///< absolute path of the refused rows; empty: none written
    QString error;       ///< why it stopped, in a sentence; empty when it did not

    qint64 count(Outcome outcome) const { return counts[static_cast<int>(outcome)]; }
    bool isSingle() const { return file.isEmpty(); }
    QString title() const; ///< the file's name, or the single contact's address

    bool operator==(const ImportSummary &) const = default;
};

QString importStateName(ImportSummary::State state);  ///< "reading_back", …
QString importStateLabel(ImportSummary::State state); ///< "Reading back", …; translated

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::ImportSummary)
