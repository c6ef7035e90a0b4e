#pragma once

#include <QProcessEnvironment>
#include <QUrl>

namespace rollcall {

/// Opens an address in the person's browser: the one named in BROWSER, else the system's. False when none
/// could be started. The client secret is not handed on.
bool openInBrowser(const QUrl &address, const QProcessEnvironment &environment);

bool canOpenBrowser(const QProcessEnvironment &environment);

} // namespace rollcall
