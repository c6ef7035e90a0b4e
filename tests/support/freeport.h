#pragma once

#include <QtGlobal>

namespace rollcall::test {

/// A port that nobody listens on, neither on 127.0.0.1 nor on ::1, and that stays free until it is used: it is
/// not among those that systems give to connections by themselves (32768 and above), which tests beside this one use.
quint16 freePort();

} // namespace rollcall::test
