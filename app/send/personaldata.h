#pragma once

#include "support/result.h"

#include <QList>
#include <QString>

class QDateTime;

namespace rollcall {

class Journal;
class SoughtPerson;
struct ImportRecord;

/// What was done about personal data that is kept on this computer.
struct Erasure
{
    int imports = 0;    ///< in which the person was found and is now nameless
    int waiting = 0;    ///< entries of the outbox that went
    int files = 0;      ///< files with refused rows, of ours, that went
    int unfinished = 0; ///< imports with the person that are not over: nothing was taken out of those
    int drafts = 0;     ///< drafts that named the person and went
    int setAside = 0;   ///< damaged databases that went: nobody can tell whom they name

    bool operator==(const Erasure &) const = default;
};

/// Personal data at rest: how a person is taken out of all records here, and how old ones go.
class PersonalData
{
public:
    explicit PersonalData(Journal &journal)
        : m_journal(journal)
    {}

    /// Blocking. In files' imports that are over their row stays, without address, reason and before-picture:
    /// the counts still add up. Theirs is a row whose address, or what is said of it, names them. Of others
    /// whom a note or a field has them only the before-picture goes. Such an import can then be taken back
    /// but for these people. Where they came alone nothing stays. Nothing of what went can be found in the
    /// files of this folder by its bytes; Storage error where that could not be brought about: the same once
    /// more does it.
    Result<Erasure> erase(const QString &email);

    /// What contacts were like before imports that began before `beforeMs`: such an import cannot be taken
    /// back any more. With it go damaged databases that were set aside before then. Answers how many pictures
    /// went.
    Result<qint64> purge(qint64 beforeMs);

    /// Blocking, with a journal of its own: purge(), and what a killed program left of the
    /// account while reading it. Where that does not work now, the next start does it.
    static void tidyUp(const QString &folder, qint64 beforeMs);

    /// All that is kept about an import that is over, and its file of refused rows. Usage error: there is
    /// none, it is not over, taking it back is not, or a list of ours may still be in the account because of
    /// it, which nobody would know of any more.
    Result<void> forget(const QString &importId);

private:
    Result<void> leaveNoTraces();
    void removeOrphans(const QDateTime &before);
    Result<void> eraseFrom(const ImportRecord &import, const SoughtPerson &person, Erasure &done);
    Result<void> eraseSingle(const ImportRecord &import, Erasure &done);

    Journal &m_journal;
};

} // namespace rollcall
