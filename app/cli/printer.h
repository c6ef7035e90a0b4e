#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QString>

class QIODevice;
class QJsonObject;

namespace rollcall::cli {

/// Where words go: results to standard output, progress and everything said on the way to standard error.
class Printer
{
public:
    /// `out` and `log` are open for writing and outlive the printer. `live`: the log is a terminal, on which
    /// progress may write over itself.
    Printer(QIODevice &out, QIODevice &log, bool live);

    void object(const QJsonObject &object); ///< one line of JSON on standard output
    void text(const QString &text);         ///< on standard output, with a line end where it has none
    void sentence(const QString &text);     ///< on standard error
    void progress(const QString &text); ///< on standard error; only on a terminal, the last one stays visible
    void error(const Error &error);     ///< what happened, what to do, and the detail, on standard error

    /// Everything reached standard output; false when its disk is full or its reader gone.
    bool reachedOutput() const { return m_reached; }

private:
    void write(const QByteArray &line);
    void clearProgress();

    QIODevice &m_out;
    QIODevice &m_log;
    const bool m_live;
    bool m_progressShown = false;
    bool m_reached = true;
};

} // namespace rollcall::cli
