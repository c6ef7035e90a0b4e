#include "import/formersearch.h"

#include "send/archive.h"
#include "history/historyentry.h"
#include "import/importdraft.h"
#include "send/history.h"
#include "support/span.h"
#include "support/text.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

namespace rollcall {
namespace {

using SameFile = std::optional<FormerImport>;

/// Blocking. The newest import of that very content.
Result<SameFile> sameContent(Journal &journal, const QString &path)
{
    const auto records = journal.records();
    if (!records)
        return tl::unexpected(records.error());
    if (records->isEmpty())
        return SameFile();
    const QByteArray content = contentOf(path);
    for (const ImportRecord &record : *records) {
        if (!content.isEmpty() && record.content == content)
            return SameFile({summaryOf(record), true, 0, 0});
    }
    return SameFile();
}

QString momentOf(const ImportSummary &import)
{
    return momentText(QDateTime::currentDateTimeUtc(), QDateTime::fromString(import.started, Qt::ISODate));
}

} // namespace

FormerSearch::FormerSearch(ImportDraft &draft, Archive &archive, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_archive(archive)
{
    connect(&m_draft, &ImportDraft::previewed, this, &FormerSearch::stop);
    connect(&m_draft, &ImportDraft::opened, this, &FormerSearch::lookByContent);
    connect(&m_draft, &ImportDraft::checked, this, &FormerSearch::lookByPeople);
}

FormerSearch::~FormerSearch()
{
    if (m_stop)
        *m_stop = true;
}

void FormerSearch::restart()
{
    stop();
    if (m_draft.report())
        lookByPeople();
    else if (m_draft.sheet())
        lookByContent();
}

void FormerSearch::stop()
{
    if (m_stop)
        *m_stop = true;
    m_call.reset();
    m_found = {};
    Q_EMIT changed();
}

void FormerSearch::lookByContent()
{
    const QString path = m_draft.sheet()->path();
    if (path.isEmpty())
        return;
    m_call = std::make_unique<QObject>();
    m_archive.ask([path](Journal &journal) { return sameContent(journal, path); }, m_call.get(),
                  [this](const Result<SameFile> &found) { takeContent(found); });
}

void FormerSearch::lookByPeople()
{
    if (m_stop)
        *m_stop = true;
    ImportPlan plan;
    plan.sheet = m_draft.sheet();
    plan.mapping = m_draft.mapping();
    plan.check = m_draft.report();
    plan.customFields = m_draft.customFields();
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_call = std::make_unique<QObject>();
    m_archive.ask([plan, stop = m_stop](Journal &journal) { return formerImports(journal, plan, *stop); }, m_call.get(),
                  [this](const Result<FormerImports> &found) { takePeople(found); });
}

void FormerSearch::takeContent(const Result<SameFile> &found)
{
    // A journal that cannot be read is said when something is to be written to it.
    if (found && *found) {
        m_found.imports = {**found};
        Q_EMIT changed();
    }
}

void FormerSearch::takePeople(const Result<FormerImports> &found)
{
    m_found = found ? *found : FormerImports();
    Q_EMIT changed();
}

QString FormerSearch::importId() const
{
    return m_found.imports.isEmpty() ? QString() : m_found.imports.first().import.id;
}

qint64 FormerSearch::newPeople() const
{
    return m_found.ready - std::ssize(m_found.known);
}

QString FormerSearch::sentence() const
{
    if (m_found.imports.isEmpty())
        return {};
    const FormerImport &last = m_found.imports.first();
    const QString lists = last.import.lists.join(QStringLiteral(", "));
    QString said = last.sameContent
                       ? tr("This very file was imported before: %1, to %2 (%3).").arg(momentOf(last.import), lists, countsText(last.import))
                       : tr("%Ln of these people were imported before: %1, from %2, to %3.", nullptr, Text::plural(last.people))
                             .arg(momentOf(last.import), QFileInfo(last.import.file).fileName(), lists);
    if (last.takenBack > 0)
        said += QLatin1Char(' ') +
                tr("%Ln of them were taken back since.", nullptr, Text::plural(last.takenBack));
    if (m_found.imports.size() > 1)
        said += QLatin1Char(' ') + tr("And %Ln time(s) before that.", nullptr, int(m_found.imports.size()) - 1);
    if (m_found.ready > 0) {
        said += QLatin1Char(' ')
                + (newPeople() == 0 ? tr("Nobody in it is new.") : tr("%Ln in it are new.", nullptr, Text::plural(newPeople())));
    }
    return said;
}

} // namespace rollcall
