#pragma once

#include "practice/state.h"

namespace rollcall::practice {

/// Hillside Library as it is at the beginning: lists, custom fields of each type, tags, and as many made-up
/// people as asked for; always the same ones.
void makeUp(State &state, int people, qint64 now);

} // namespace rollcall::practice
