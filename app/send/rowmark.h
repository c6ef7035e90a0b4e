#pragma once

#include "send/outcome.h"

namespace rollcall {

/// What the journal keeps of each row, in a byte.
struct RowMark
{
    Outcome outcome = Outcome::NotSent;
    bool known = false;       ///< was in the account before: sending updates it
    bool pending = false;     ///< to be sent, or sent and not read back yet
    bool inBody = false;      ///< is in a body that was not given up
    bool again = false;       ///< was sent and did not arrive, as far as is known: sent a second time
    bool needsOwnCall = false; ///< of somebody known: it changes what bulk cannot change

    static RowMark fromByte(quint8 byte)
    {
        return {static_cast<Outcome>(byte & 7),
                (byte & 8) != 0,
                (byte & 16) != 0,
                (byte & 32) != 0,
                (byte & 64) != 0,
                (byte & 128) != 0};
    }

    quint8 toByte() const
    {
        return static_cast<quint8>(static_cast<int>(outcome) | known << 3 | pending << 4 | inBody << 5 |
                                   again << 6 | needsOwnCall << 7);
    }
};

static_assert(static_cast<int>(Outcome::Count) <= 8, "an outcome takes three bits of a mark");

} // namespace rollcall
