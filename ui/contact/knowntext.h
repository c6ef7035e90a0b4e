#pragma once

#include "contact/contact.h"

#include <QString>

namespace rollcall {

/// By what somebody is called on a page: the name, or the address where there is none.
QString nameOf(const Contact &contact);

/// The day of a moment that the service wrote.
QString dayOf(const QString &timestamp);

/// Who ended the subscription, and when: "Jane Doe has unsubscribed. That was on 3 March 2026."
QString unsubscribedText(const KnownContact &known);

/// Whether somebody may be written to, and why.
QString permissionText(const KnownContact &known);

/// "Mobile", "Work", "Home", "Other"
QString kindLabel(const QString &kind);

} // namespace rollcall
