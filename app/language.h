#pragma once

class QCoreApplication;
class QLocale;

namespace rollcall {

/// The program in the person's language, as far as it speaks it; else in English, whose plurals are translations too.
void speak(QCoreApplication &application, const QLocale &locale);

} // namespace rollcall
