#include "practice/pages.h"

#include "practice/users.h"

#include <QString>

namespace rollcall::practice {
namespace {

constexpr auto style = R"(
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1f2328}
.band{background:#b45309;color:#fff;padding:.6rem 1rem;text-align:center}
main{max-width:26rem;margin:3rem auto;padding:2rem;background:#fff;border:1px solid #d7dbe0;border-radius:8px}
h1{font-size:1.35rem;margin:0 0 1rem}
label{display:block;margin:1rem 0 .25rem}
input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #8c939c;border-radius:4px}
button{font:inherit;margin:1.5rem .5rem 0 0;padding:.5rem 1.25rem;border-radius:4px;border:1px solid #8c939c;cursor:pointer}
button.main{background:#1d4ed8;border-color:#1d4ed8;color:#fff}
.fault{color:#b42318;font-weight:600}
@media(prefers-color-scheme:dark){body{background:#15181c;color:#e6e8eb}main{background:#1e2227;border-color:#3a4048}
.fault{color:#fda29b}}
)";

QByteArray escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

QByteArray hidden(const QByteArray &handle)
{
    return "<input type=\"hidden\" name=\"request\" value=\"" + escaped(handle) + "\">";
}

QByteArray faultLine(const QByteArray &fault)
{
    return fault.isEmpty() ? QByteArray() : "<p class=\"fault\" role=\"alert\">" + escaped(fault) + "</p>";
}

QByteArray page(const QByteArray &title, const QByteArray &content)
{
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title) +
           "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + style +
           "</style></head><body><div class=\"band\">Practice account: everything here is made up and stays "
           "on this "
           "computer.</div><main><h1>" +
           escaped(title) + "</h1>" + content + "</main></body></html>\n";
}

QByteArray meaning(const QByteArray &scope)
{
    return scope == "contact_data"     ? "See and change contacts, lists, tags and custom fields"
           : scope == "campaign_data"  ? "See and change campaigns"
           : scope == "account_read"   ? "See the account's details"
           : scope == "account_update" ? "Change the account's details"
                                       : "Stay connected when you are not there";
}

QByteArray text(std::string_view view)
{
    return QByteArray(view.data(), qsizetype(view.size()));
}

} // namespace

QByteArray signInPage(const QByteArray &handle, const QByteArray &clientName, const QByteArray &email,
                      const QByteArray &fault)
{
    return page("Sign in",
                "<p>to go on to " + escaped(clientName) + "</p>" + faultLine(fault) +
                    "<form method=\"post\" action=\"/oauth2/default/v1/sign-in\">" + hidden(handle) +
                    "<label for=\"email\">E-mail address</label><input id=\"email\" name=\"email\" value=\"" +
                    escaped(email) +
                    "\" autocomplete=\"off\"><label for=\"password\">Password</label>"
                    "<input id=\"password\" name=\"password\" type=\"password\" value=\"" +
                    text(password) +
                    "\" autocomplete=\"off\"><button class=\"main\" id=\"sign-in\">Sign in</button></form>");
}

QByteArray consentPage(const QByteArray &handle, const QByteArray &clientName, const QByteArray &person,
                       const QByteArrayList &scopes)
{
    QByteArray items;
    for (const QByteArray &scope : scopes)
        items += "<li>" + meaning(scope) + "</li>";
    return page("Allow access?",
                "<p>" + escaped(clientName) + " asks to do this for " + text(organization) + ", as " +
                    escaped(person) + ":</p><ul>" + items +
                    "</ul><form method=\"post\" action=\"/oauth2/default/v1/consent\">" + hidden(handle) +
                    "<button class=\"main\" id=\"allow\" name=\"decision\" value=\"allow\">Allow</button>"
                    "<button id=\"deny\" name=\"decision\" value=\"deny\">Deny</button></form>");
}

QByteArray userCodePage(const QByteArray &userCode, const QByteArray &fault)
{
    return page("Connect a device",
                faultLine(fault) +
                    "<form method=\"get\" action=\"/activate\"><label for=\"user_code\">The code that the "
                    "device shows"
                    "</label><input id=\"user_code\" name=\"user_code\" value=\"" +
                    escaped(userCode) +
                    "\" autocomplete=\"off\"><button class=\"main\" id=\"next\">Next</button></form>");
}

QByteArray messagePage(const QByteArray &title, const QByteArray &text)
{
    return page(title, "<p>" + escaped(text) + "</p>");
}

} // namespace rollcall::practice
