#pragma once

#include <QByteArray>

namespace rollcall {

/// How a sign-in ends, for the person in front of the browser.
enum class BrowserPage {
    SignedIn,    ///< the tokens are there: not before
    Denied,      ///< the person said no
    Expired,     ///< too late, or the code was used already
    WrongAnswer, ///< it belongs to another attempt
    Failed,      ///< anything else: the window says what
    NotFound,    ///< some other address of ours
};

/// A page of ours, as HTML in the person's language, light or dark as the browser is.
QByteArray browserPage(BrowserPage page);

} // namespace rollcall
