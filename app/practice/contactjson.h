#pragma once

#include "practice/faults.h"
#include "practice/jsontext.h"
#include "practice/state.h"

namespace rollcall::practice {

/// Which sub-resources an answer has.
struct Includes
{
    bool fields = false, lists = false, tags = false, notes = false, phones = false, streets = false;

    static Includes all() { return {true, true, true, true, true, true}; }
    /// From the "include" parameter.
    static Includes read(const Parameters &query, Faults &faults);
};

void writeContact(JsonText &json, const State &state, quint32 number, const Includes &includes);

} // namespace rollcall::practice
