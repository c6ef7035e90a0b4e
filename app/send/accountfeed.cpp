#include "send/accountfeed.h"

#include "check/columnmapping.h"
#include "send/accountreader.h"
#include "send/exportedaccount.h"
#include "send/polling.h"
#include "send/worker.h"

#include <utility>

namespace rollcall {
namespace {

/// Small enough for a progress that moves, large enough not to be felt.
constexpr qsizetype contactsAtOnce = 2000;

} // namespace

AccountFeed::AccountFeed(Needs needs, Wish wish, PageFeed::Take take, QObject *parent)
    : QObject(parent)
    , m_needs(std::move(needs))
    , m_wish(std::move(wish))
    , m_take(std::move(take))
{}

AccountFeed::~AccountFeed()
{
    if (m_exported)
        m_exported->stop();
}

void AccountFeed::start()
{
    auto *reader = new AccountReader(m_needs.contacts, m_wish.addresses);
    if (m_wish.mayExport)
        reader->setExportCalls(callsForExports(1 + static_cast<int>(m_wish.listIds.size())));
    connect(reader, &AccountReader::exportIsCheaper, this, &AccountFeed::askForExport);
    feed(reader);
    m_pages->start();
}

void AccountFeed::feed(AccountReader *reader)
{
    m_pages = new PageFeed(reader, m_needs.worker, m_take, this);
    connect(m_pages, &PageFeed::progressed, this, &AccountFeed::progressed);
    connect(m_pages, &PageFeed::finished, this, &AccountFeed::end);
}

void AccountFeed::askForExport(const ContactsPage &first)
{
    m_first = first;
    m_pages->disconnect(this);
    m_pages->deleteLater();
    m_exported = std::make_shared<ExportedAccount>(m_needs.folder, m_wish.listIds, m_wish.customFields);
    m_exports = new Exports(m_needs.activities, m_needs.clock, m_exported->exports(), this);
    connect(m_exports, &Exports::finished, this, &AccountFeed::exported);
    m_exports->start();
    Q_EMIT progressed(0, m_first.total);
}

void AccountFeed::exported(const std::optional<Error> &error)
{
    m_exports->deleteLater();
    if (error)
        goOnByPages();
    else
        m_needs.worker.run([exported = m_exported, first = m_first] { return exported->open(first); }, this,
                           [this](const Result<bool> &understood) { opened(understood); });
}

void AccountFeed::opened(const Result<bool> &understood)
{
    if (!understood)
        end(understood.error());
    else if (*understood)
        takeNext();
    else
        goOnByPages();
}

void AccountFeed::takeNext()
{
    const auto take = [exported = m_exported, take = m_take]() -> Result<qsizetype> {
        const auto contacts = exported->next(contactsAtOnce);
        if (!contacts)
            return tl::unexpected(contacts.error());
        return contacts->isEmpty() ? Result<qsizetype>(0)
                                   : take(*contacts).map([&contacts] { return contacts->size(); });
    };
    m_needs.worker.run(take, this, [this](const Result<qsizetype> &contacts) { taken(contacts); });
}

void AccountFeed::taken(const Result<qsizetype> &contacts)
{
    if (!contacts || *contacts == 0) {
        end(contacts ? std::nullopt : std::optional(contacts.error()));
        return;
    }
    m_read += *contacts;
    takeNext();
    Q_EMIT progressed(m_read, std::max(m_read, m_first.total));
}

/// The page that was read already is taken, and the others follow.
void AccountFeed::goOnByPages()
{
    m_exported.reset();
    m_needs.worker.run([take = m_take, first = m_first.contacts] { return take(first); }, this,
                       [this](const Result<void> &done) {
                           if (!done) {
                               end(done.error());
                               return;
                           }
                           feed(new AccountReader(m_needs.contacts, QStringList()));
                           m_pages->startFrom(m_first.next, m_first.contacts.size());
                       });
}

void AccountFeed::end(const std::optional<Error> &error)
{
    m_exported.reset();
    Q_EMIT finished(error);
}

} // namespace rollcall
