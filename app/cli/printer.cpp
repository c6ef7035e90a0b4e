#include "cli/printer.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall::cli {
namespace {

QByteArray lineOf(const QString &text)
{
    QByteArray line = text.toUtf8();
    if (!line.endsWith('\n'))
        line += '\n';
    return line;
}

} // namespace

Printer::Printer(QIODevice &out, QIODevice &log, bool live)
    : m_out(out)
    , m_log(log)
    , m_live(live)
{}

void Printer::object(const QJsonObject &object)
{
    write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Printer::text(const QString &text)
{
    write(lineOf(text));
}

void Printer::sentence(const QString &text)
{
    clearProgress();
    m_log.write(lineOf(text));
}

void Printer::progress(const QString &text)
{
    if (!m_live)
        return;
    clearProgress();
    m_log.write(text.toUtf8());
    m_progressShown = true;
}

void Printer::error(const Error &error)
{
    sentence(error.message);
    if (!error.hint.isEmpty())
        sentence(error.hint);
    if (!error.detail.isEmpty())
        sentence(QLatin1Char('(') + error.detail + QLatin1Char(')'));
}

void Printer::write(const QByteArray &line)
{
    clearProgress();
    m_reached = m_out.write(line) == line.size() && m_reached;
}

void Printer::clearProgress()
{
    if (m_progressShown)
        m_log.write("\r\033[K");
    m_progressShown = false;
}

} // namespace rollcall::cli
