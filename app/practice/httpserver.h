#pragma once

#include "practice/busytime.h"
#include "practice/call.h"
#include "support/clock.h"
#include "support/result.h"

#include <functional>
#include <memory>

namespace rollcall::practice {

/// HTTP/1.1 on 127.0.0.1, in threads of its own, with the faults of a bad line where asked for: it closes a
/// connection before the answer or in its middle, answers late, or never.
class HttpServer
{
public:
    /// Called from several threads at once.
    using Handler = std::function<Answer(const Call &)>;
    /// The trouble (troubles.h) that this call is to have; empty: none.
    using TroublePicker = std::function<QByteArray(const QByteArray &method, const QByteArray &path)>;

    HttpServer(const Clock &clock, Handler handle, TroublePicker pick, BusyTime &busy);
    ~HttpServer(); ///< ends what is under way, hung calls too, and returns when no thread is left

    /// 0 takes any free port; Usage error when the port is taken. Calls wait until listen().
    Result<quint16> bind(quint16 port);
    void listen();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall::practice
