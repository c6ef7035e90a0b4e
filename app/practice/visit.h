#pragma once

#include "practice/call.h"
#include "practice/counters.h"
#include "practice/faults.h"
#include "practice/ids.h"
#include "practice/state.h"
#include "practice/troubles.h"
#include "practice/users.h"

namespace rollcall::practice {

/// What an endpoint is given to serve one call. The state is locked meanwhile.
struct Visit
{
    const Call &call;
    State &state;
    Counters &counters;
    Troubles &troubles;
    const User &user;
    qint64 now = 0;       ///< milliseconds since 1970 on the account's clock
    bool hurried = false; ///< activities end within a second
    std::string id;       ///< of the path's {id}; empty where it has none

    void changed() { ++state.changes; }
};

using Serve = Answer (*)(Visit &);

/// A method and path below /v3, and what it asks of the caller (the specification's security and privileges).
struct Endpoint
{
    std::string_view method;
    std::string_view path;      ///< "contacts/{id}"
    std::string_view scope;     ///< empty: any token
    std::string_view privilege; ///< empty: any user
    Serve serve;
};

/// 404 for what is no path, 405 for a known one with another method.
struct Match
{
    const Endpoint *endpoint = nullptr;
    std::string id;
    bool pathKnown = false;
};

Match matchEndpoint(QByteArrayView method, QByteArrayView path);

/// The query as the specification has it: faults for parameters that it does not name, or twice.
void allowOnly(const Parameters &query, std::initializer_list<const char *> names, Faults &faults);
int limitOf(const Parameters &query, int most, Faults &faults);
std::optional<bool> flagOf(const Parameters &query, const char *name, Faults &faults);

/// The place to go on from: the query it belongs to and a position, in the letters of base64.
QByteArray cursorFor(const QByteArray &query, qint64 position);
/// Empty when it is none of ours.
std::optional<std::pair<Parameters, qint64>> cursorFrom(const QByteArray &cursor);

/// The query and the position that it starts at: the cursor's own where there is one.
std::optional<std::pair<Parameters, qint64>> pageOf(const Call &call, Faults &faults);
void linkNext(class JsonText &json, const char *path, const Parameters &query, qint64 position);

/// The numbers of ids that exist; faults for the others.
std::vector<quint32> existing(IdKind kind, const std::vector<std::string> &ids, const State &state,
                              const QString &name, Faults &faults);

} // namespace rollcall::practice
