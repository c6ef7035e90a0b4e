#include "practice/clients.h"

namespace rollcall::practice {
namespace {

QStringList registeredRedirects()
{
    QStringList addresses;
    for (const int port : {8743, 8744, 8745}) {
        for (const char *host : {"localhost", "127.0.0.1"})
            addresses << QStringLiteral("http://%1:%2/callback").arg(QLatin1String(host)).arg(port);
    }
    return addresses << QStringLiteral("https://localhost");
}

} // namespace

const Client &browserClient()
{
    static const Client client{"5d1f2c54-7c6b-4b7e-9a61-2f0e9d7a1b34",
                               "Rollcall",
                               "practice-secret-is-no-secret",
                               true,
                               false,
                               registeredRedirects()};
    return client;
}

const Client &deviceClient()
{
    static const Client client{
        "c3a8e0d2-91b5-4f0c-8d27-6e4b1f5a9c70", "Rollcall on another device", {}, false, true, {}};
    return client;
}

const Client *clientById(const QByteArray &id)
{
    return id == browserClient().id ? &browserClient() : id == deviceClient().id ? &deviceClient() : nullptr;
}

} // namespace rollcall::practice
