#include "cli/checkcommand.h"

#include "cli/checkanswer.h"
#include "cli/printer.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <limits>

namespace rollcall::cli {
namespace {

constexpr qint64 problemsToScripts = 1'000;
constexpr qint64 problemsToPeople = 50;

/// A corrected file is text, and never takes the place of what it was made from.
Result<void> checkTarget(const QString &file, const QString &target)
{
    if (target.isEmpty())
        return {};
    const QFileInfo info(target);
    if (info.exists() && QFileInfo(file).canonicalFilePath() == info.canonicalFilePath()) {
        return failure(Error::Kind::Usage, CheckCommand::tr("This is the file that is read."),
                       CheckCommand::tr("Give another name for the corrected file."));
    }
    if (info.exists() && !info.isFile()) {
        return failure(Error::Kind::Usage,
                       CheckCommand::tr("“%1” is not a file, so the corrected file cannot take its place.")
                           .arg(QDir::toNativeSeparators(target)),
                       CheckCommand::tr("Give it the name of a file."));
    }
    constexpr std::array formats{"xlsx", "xlsm", "xls", "ods", "vcf", "zip"};
    if (std::any_of(formats.begin(), formats.end(), [&info](const char *format) {
            return info.suffix().compare(QLatin1String(format), Qt::CaseInsensitive) == 0;
        })) {
        return failure(Error::Kind::Usage, CheckCommand::tr("The corrected file is written as text."),
                       CheckCommand::tr("Give it a name that ends in .csv."));
    }
    return {};
}

} // namespace

CheckCommand::CheckCommand(CommandContext &context)
    : Command(context)
{
    connect(&m_job, &TableJob::opened, this, &CheckCommand::check);
    connect(&m_job, &TableJob::checked, this, &CheckCommand::answer);
    connect(&m_job, &TableJob::saved, this, &CheckCommand::finishFixed);
    connect(&m_job, &TableJob::progressed, this, [this](qint64 done, qint64 rows) {
        printer().progress(tr("Checking: %L1 of %L2 rows.").arg(done).arg(rows));
    });
}

QString CheckCommand::summary() const
{
    return tr("Say what is wrong in a file before it is imported; needs no connection.");
}

void CheckCommand::addOptions(CLI::App &options)
{
    m_table.addTo(options);
    options.add_flag("--all-problems", m_allProblems,
                     tr("Tell of every problem, however many there are.").toStdString());
    options
        .add_option(
            "--fixed", m_fixed,
            tr("Write the file there with everything mended that Rollcall knows how to mend.").toStdString())
        ->type_name("OUT");
}

void CheckCommand::start()
{
    const Result<TableChoice> choice = m_table.choice();
    if (!choice)
        fail(choice.error());
    else if (const Result<void> good = checkTarget(m_table.file(), QString::fromStdString(m_fixed)); !good)
        fail(good.error());
    else
        m_job.open(m_table.file(), *choice);
}

void CheckCommand::interrupt()
{
    m_job.cancel();
    Command::interrupt();
}

void CheckCommand::check(const Result<std::shared_ptr<Sheet>> &sheet)
{
    if (sheet)
        m_job.check(*sheet, m_table, {});
    else
        fail(sheet.error());
}

void CheckCommand::answer(const Result<CheckedTable> &table)
{
    if (!table) {
        fail(table.error());
        return;
    }
    const qint64 most = m_allProblems ? std::numeric_limits<qint64>::max()
                        : json()      ? problemsToScripts
                                      : problemsToPeople;
    m_result.status = table->report->counts.toFix > 0 ? ExitStatus::SomeRefused : ExitStatus::Done;
    if (json())
        m_result.object = checkObject(*table, most);
    else
        m_result.text = checkText(*table, most);
    if (m_fixed.empty())
        Q_EMIT finished(m_result);
    else // only now, because messages are made from the cells as they were
        m_job.saveFixed(*table, QString::fromStdString(m_fixed));
}

void CheckCommand::finishFixed(const Result<qint64> &cells)
{
    if (!cells) {
        fail(cells.error());
        return;
    }
    const QString path = QFileInfo(QString::fromStdString(m_fixed)).absoluteFilePath();
    m_result.object.insert(QStringLiteral("fixed"),
                           QJsonObject{{QStringLiteral("file"), path}, {QStringLiteral("cells"), *cells}});
    m_result.text +=
        QStringLiteral("\n\n") +
        tr("Mended cells: %L1. The file with them is %2.").arg(*cells).arg(QDir::toNativeSeparators(path));
    Q_EMIT finished(m_result);
}

} // namespace rollcall::cli
