#pragma once

#include <QByteArray>
#include <QStringList>

namespace rollcall::practice {

/// An application as it is registered with the practice account. The made-up keys are always the same.
struct Client
{
    QByteArray id;
    QByteArray name;
    QByteArray secret;     ///< empty: has none
    bool codeFlow = false; ///< in the browser, with PKCE or with the secret
    bool deviceFlow = false;
    QStringList redirectUris; ///< compared letter by letter
};

const Client &browserClient();
const Client &deviceClient();
const Client *clientById(const QByteArray &id); ///< null when there is none

} // namespace rollcall::practice
