#pragma once

namespace rollcall {

/// From now on this process leaves no picture of its memory, where the tokens are, on the disk when it
/// crashes. Debuggers work all the same.
void leaveNoCoreDumps();

} // namespace rollcall
