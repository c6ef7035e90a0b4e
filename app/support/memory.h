#pragma once

namespace rollcall {

/// Big blocks (request bodies, an export) go back to the system as soon as they are freed. By itself the C library
/// learns from the first of them to keep such blocks, and a million rows then cost half as much memory again.
void giveBigBlocksBack();

} // namespace rollcall
