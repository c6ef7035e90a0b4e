#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

/// An import as the journal knows it. Times are milliseconds since 1970, UTC.
struct ImportRecord
{
    /// The import's own list in the account: what its members are is what arrived.
    enum class OwnList {
        None,       ///< not asked for yet
        Wanted,     ///< asked for: it may be there without our knowing its id
        Made,       ///< ownListId is known
        Gone,       ///< deleted again
        Impossible, ///< the service did not let us make one
    };

    enum class Kind {
        File,
        Single, ///< one person, without a file
    };

    QString id; ///< given by Journal::begin()
    Kind kind = Kind::File;
    QString file; ///< as it was given; of a single contact, the address
    qint64 started = 0;
    quint8 state = 0; ///< ImportSummary::State
    QStringList listIds;
    QStringList listNames;
    QString source; ///< consent record: where the permission comes from
    bool revive = false;
    bool express = false;
    QStringList tagIds; ///< for everybody who arrived
    QStringList tagNames;
    bool tagged = false; ///< that is done
    bool cancelled = false; ///< a person stopped it: nothing more is sent, whatever state it is in
    QByteArray content;  ///< what makes the file that very file
    QByteArray
        plan; ///< how the file is read and mapped, for going on after a stop; the journal never looks in
    qint64 rows = 0;
    bool accountRead = false; ///< the rows' marks say what the account held
    OwnList ownList = OwnList::None;
    QString ownListId;
    QString ownListName;  ///< made up by us and unlike any other: by it the list is found again
    QList<qint64> counts; ///< by Outcome; add up to rows
    int calls = 0;
    double seconds = 0;
    QString refusedFile;        ///< absolute path; empty: none written
    std::optional<Error> error; ///< why it stopped

    bool operator==(const ImportRecord &) const = default;
};

/// What of a record has no column of its own.
QByteArray aboutOf(const ImportRecord &record);
void setAbout(ImportRecord &record, const QByteArray &about);

} // namespace rollcall
