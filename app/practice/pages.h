#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace rollcall::practice {

// What people see in the browser. Plain HTML: no script, nothing from elsewhere.
QByteArray signInPage(const QByteArray &handle, const QByteArray &clientName, const QByteArray &email,
                      const QByteArray &fault);
QByteArray consentPage(const QByteArray &handle, const QByteArray &clientName, const QByteArray &person,
                       const QByteArrayList &scopes);
QByteArray userCodePage(const QByteArray &userCode, const QByteArray &fault);
QByteArray messagePage(const QByteArray &title, const QByteArray &text);

} // namespace rollcall::practice
