#include "import/interruptedimport.h"

#include "history/resumer.h"
#include "send/archive.h"
#include "send/history.h"

#include <QFileInfo>
#include <QLocale>

namespace rollcall {

InterruptedImport::InterruptedImport(Archive &archive, Resumer &resumer, QObject *parent)
    : QObject(parent)
    , m_archive(archive)
    , m_resumer(resumer)
{
    connect(&m_resumer, &Resumer::changed, this, &InterruptedImport::look);
}

InterruptedImport::~InterruptedImport() = default;

void InterruptedImport::look()
{
    forget();
    if (!m_resumer.about().isEmpty()) {
        tell(m_resumer.about(), m_resumer.importId());
        return;
    }
    m_call = std::make_unique<QObject>();
    m_archive.ask([](Journal &journal) { return History(journal).interrupted(); }, m_call.get(),
                  [this](const Result<QList<ImportSummary>> &interrupted) { take(interrupted); });
}

void InterruptedImport::forget()
{
    m_call.reset();
    tell({}, {});
}

void InterruptedImport::take(const Result<QList<ImportSummary>> &interrupted)
{
    if (!interrupted || interrupted->isEmpty())
        return; // a journal that cannot be read is said when something is to be written to it
    const ImportSummary &last = interrupted->last();
    const QLocale locale;
    tell((wasPausedByPerson(last) ? tr("The import of %1 is paused. %2 of %3 rows have an answer.")
                                  : tr("The import of %1 was interrupted. %2 of %3 rows have an answer."))
             .arg(QFileInfo(last.file).fileName(), locale.toString(last.rows - last.count(Outcome::NotSent)),
                  locale.toString(last.rows)),
         last.id);
}

void InterruptedImport::tell(const QString &sentence, const QString &importId)
{
    m_sentence = sentence;
    m_importId = importId;
    Q_EMIT changed();
}

} // namespace rollcall
