#pragma once

#include <QMetaType>
#include <QString>

namespace rollcall {

/// Why something did not happen: made where the cause is known, and carried unchanged to whoever shows it.
struct Error
{
    /// The names are promised to scripts (errorKindName).
    enum class Kind {
        Usage,     ///< asked for something that does not exist or does not go together
        Input,     ///< the file or value cannot be read as what it should be
        SignedOut, ///< no connection, or it was ended: a person has to connect
        Forbidden, ///< connected, but the grant or the role does not allow it
        Refused,   ///< the service understood and said no
        Throttled, ///< too fast, or its queue is full: passes by itself
        Quota,     ///< the day's allowance is used up
        Offline,   ///< no complete answer came
        BadReply,  ///< an answer came that cannot be understood
        Storage,   ///< cannot be kept on this computer
        Cancelled, ///< the person stopped it
    };

    Kind kind = Kind::BadReply;
    QString message; ///< One translated sentence: what happened.
    QString hint;    ///< What it means for the person's data and what to do now; translated; may be empty.
    QString detail;  ///< Endpoint, status, error_key, request id; never a token, a code or an e-mail address.

    bool operator==(const Error &) const = default;
};

/// A trouble of the network or the service that time makes good again: the same is tried later.
bool passesByItself(const Error &error);

/// "usage", "input", "signed_out", … as scripts read them.
QString errorKindName(Error::Kind kind);

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::Error)
