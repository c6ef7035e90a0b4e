#include "send/singleadd.h"

#include "send/archive.h"
#include "send/missingparts.h"
#include "send/singleimport.h"
#include "service/serviceclient.h"
#include "support/text.h"

#include <memory>
#include <utility>

namespace rollcall {

/// One person on the way; lives as long as one of its steps is under way.
struct SingleAdd::OnTheWay : std::enable_shared_from_this<OnTheWay>
{
    OnTheWay(SingleAdd &adder, bool someoneWaits, QObject *asker, SingleAdd::Handler answer)
        : owner(adder)
        , isAsked(someoneWaits)
        , context(asker)
        , handle(std::move(answer))
        , single(std::make_shared<SingleImport>(adder.m_needs.clock))
        , callsBefore(adder.m_needs.client.callsMade())
    {}

    void begin(const OutboxItem &item);
    void take(qint64 id);
    void begun(const Result<void> &kept);
    void findLists();
    void listsCame(const Result<QList<ContactList>> &lists);
    void nameLists();
    void findTags();
    void tagsCame(const Result<QList<ContactTag>> &tags);
    void endBefore(const Error &error);
    void send();
    void keep(const std::optional<KnownContact> &before, std::function<void(const Result<void> &)> then);
    void answered(const Result<AddAnswer> &answer);
    template <typename Work>
    void close(Work work);
    void end(const AddAnswer &answer);
    void endRefused(const Error &refusal);
    void wait(const Error &why, bool isKnown);
    void giveUp(const Error &error);
    void tell(const Result<AddAnswer> &answer) { handle(single->item(), answer); }
    int calls() const { return owner.m_needs.client.callsMade() - callsBefore; }

    SingleAdd &owner;
    const bool isAsked;     ///< else whoever is not taken waits on
    QObject *const context; ///< alive whenever one of the steps answers
    const SingleAdd::Handler handle;
    const std::shared_ptr<SingleImport> single; ///< the journal's thread may be at it when all this is gone
    const int callsBefore;
};

void SingleAdd::OnTheWay::begin(const OutboxItem &item)
{
    owner.m_archive.ask([its = single, item](Journal &journal) { return its->begin(journal, item); }, context,
                        [self = shared_from_this()](const Result<void> &kept) { self->begun(kept); });
}

void SingleAdd::OnTheWay::take(qint64 id)
{
    owner.m_archive.ask([its = single, id](Journal &journal) { return its->take(journal, id); }, context,
                        [self = shared_from_this()](const Result<void> &kept) { self->begun(kept); });
}

void SingleAdd::OnTheWay::begun(const Result<void> &kept)
{
    if (!kept)
        tell(tl::unexpected(kept.error()));
    else
        findLists();
}

void SingleAdd::OnTheWay::findLists()
{
    const OutboxItem &item = single->item();
    const auto came = [self = shared_from_this()](const auto &lists) { self->listsCame(lists); };
    if (item.wantedLists.isEmpty())
        findTags();
    else if (item.makeLists)
        MissingParts<ContactList>::make(listKind(owner.m_needs.lists, {}), item.wantedLists, context, came);
    else if (owner.m_lists)
        nameLists();
    else
        owner.m_needs.lists.all(context, came);
}

void SingleAdd::OnTheWay::listsCame(const Result<QList<ContactList>> &lists)
{
    if (!lists) {
        endBefore(lists.error());
        return;
    }
    owner.m_lists = *lists;
    nameLists();
}

void SingleAdd::OnTheWay::nameLists()
{
    QStringList ids = single->item().contact.listIds;
    QStringList names = single->item().listNames;
    for (const QString &name : single->item().wantedLists) {
        const ContactList *list = listNamed(name, *owner.m_lists);
        if (!list) {
            endBefore({Error::Kind::Refused, Text::tr("The account has no list “%1”.").arg(name), {}, {}});
            return;
        }
        if (!ids.contains(list->id)) {
            ids.append(list->id);
            names.append(list->name);
        }
    }
    single->setLists(ids, names);
    findTags();
}

void SingleAdd::OnTheWay::findTags()
{
    const QStringList &wanted = single->item().wantedTags;
    if (wanted.isEmpty())
        send();
    else
        MissingParts<ContactTag>::make(
            tagKind(owner.m_needs.tags), wanted, context,
            [self = shared_from_this()](const auto &tags) { self->tagsCame(tags); });
}

void SingleAdd::OnTheWay::tagsCame(const Result<QList<ContactTag>> &tags)
{
    if (!tags) {
        endBefore(tags.error());
        return;
    }
    QStringList ids = single->item().contact.tagIds;
    for (const QString &name : single->item().wantedTags) {
        if (const ContactTag *tag = tagNamed(name, *tags); tag && !ids.contains(tag->id))
            ids.append(tag->id);
    }
    single->setTags(ids);
    send();
}

/// They have not left in this turn.
void SingleAdd::OnTheWay::endBefore(const Error &error)
{
    if (isAsked && error.kind == Error::Kind::Refused)
        endRefused(error);
    else
        wait(error, false);
}

void SingleAdd::OnTheWay::send()
{
    const auto keep = [self = shared_from_this()](const std::optional<KnownContact> &before, QObject *,
                                                  std::function<void(const Result<void> &)> then) {
        self->keep(before, std::move(then));
    };
    const OutboxItem &item = single->item();
    ContactAdd(owner.m_needs.contacts, keep)
        .add(item.contact, item.permission, item.update, context,
             [self = shared_from_this()](const Result<AddAnswer> &answer) { self->answered(answer); });
}

void SingleAdd::OnTheWay::keep(const std::optional<KnownContact> &before,
                               std::function<void(const Result<void> &)> then)
{
    owner.m_archive.ask([its = single, before](Journal &journal) { return its->leave(journal, before); },
                        context, std::move(then));
}

void SingleAdd::OnTheWay::answered(const Result<AddAnswer> &answer)
{
    if (!answer && answer.error().kind == Error::Kind::Storage && isAsked)
        giveUp(answer.error());
    else if (!answer && answer.error().kind == Error::Kind::Refused && isAsked)
        endRefused(answer.error());
    else if (!answer)
        wait(answer.error(), answer.error().kind == Error::Kind::Refused);
    else if (const QString no = notTakenBecause(single->inTruth(*answer).kind); !no.isEmpty() && !isAsked)
        wait({Error::Kind::Refused, no, {}, {}}, true);
    else
        end(*answer);
}

/// Its last step: tells what `work` in the journal answers.
template <typename Work>
void SingleAdd::OnTheWay::close(Work work)
{
    owner.m_archive.ask(
        [its = single, work = std::move(work)](Journal &journal) { return work(*its, journal); }, context,
        [self = shared_from_this()](const Result<AddAnswer> &told) { self->tell(told); });
}

void SingleAdd::OnTheWay::end(const AddAnswer &answer)
{
    close([answer, made = calls()](SingleImport &its, Journal &journal) {
        return its.end(journal, answer, made).map_error([](const Error &error) {
            return Error{error.kind, error.message,
                         Text::tr("The account was changed, only that is not written down yet. Once there is "
                                  "room, “Outbox” sends it again, finds it there, and writes it down."),
                         error.detail};
        });
    });
}

void SingleAdd::OnTheWay::endRefused(const Error &refusal)
{
    close([refusal, made = calls()](SingleImport &its, Journal &journal) -> Result<AddAnswer> {
        (void)its.endRefused(journal, refusal, made); // told in any case
        return tl::unexpected(refusal);
    });
}

void SingleAdd::OnTheWay::wait(const Error &why, bool isKnown)
{
    close([why, isKnown, made = calls()](SingleImport &its, Journal &journal) {
        return its.wait(journal, why, isKnown, made);
    });
}

/// Nothing was sent, and who asked is told so: it does not wait either.
void SingleAdd::OnTheWay::giveUp(const Error &error)
{
    close([error](SingleImport &its, Journal &journal) -> Result<AddAnswer> {
        its.giveUp(journal);
        return tl::unexpected(error);
    });
}

void SingleAdd::add(const OutboxItem &item, QObject *context, Handler handle)
{
    std::make_shared<OnTheWay>(*this, true, context, std::move(handle))->begin(item);
}

void SingleAdd::send(qint64 id, QObject *context, Handler handle)
{
    std::make_shared<OnTheWay>(*this, false, context, std::move(handle))->take(id);
}

} // namespace rollcall
