#pragma once

#include "practice/visit.h"

namespace rollcall::practice {

/// Puts it in the queue and answers with its first status; 429 when the queue is full.
Answer queueActivity(Visit &visit, Activity activity, int status = 201);

/// Carries on what is queued, up to the present moment. Called before anything is looked at.
void carryOn(State &state, Counters &counters, Troubles &troubles, qint64 now);

/// The next rows of an import, up to `until`.
void importRows(Activity &activity, qint64 until, State &state, Counters &counters, Troubles &troubles,
                qint64 now);

/// Whether the activity is about this contact. Deleted ones are in nothing but exports that ask for them.
bool isSelected(const Selection &selection, const State &state, quint32 number, qint64 now);

/// The CSV file of a completed export.
QByteArray exportFile(const Activity &activity, const State &state);
/// The columns of an export by the names of the request; faults for unknown ones.
std::vector<std::string> exportColumns(const std::optional<std::vector<std::string>> &fields, Faults &faults);

} // namespace rollcall::practice
