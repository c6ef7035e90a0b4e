#include "send/ownlist.h"

#include "service/listsapi.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <optional>

namespace rollcall {
namespace {

struct Making : std::enable_shared_from_this<Making>
{
    Making(ListsApi &api, QString called, QObject *asker, OwnList::Handler answer)
        : lists(api)
        , name(std::move(called))
        , context(asker)
        , handle(std::move(answer))
    {}

    void create();
    void created(const Result<ContactList> &list);
    void look();
    void looked(const Result<QList<ContactList>> &all);
    void notThere();

    ListsApi &lists;
    const QString name;
    QObject *const context; ///< alive whenever one of the calls below answers
    const OwnList::Handler handle;
    std::optional<Error> notCreated;
    int tries = 0;
};

void Making::create()
{
    ++tries;
    const QString description = QCoreApplication::translate(
        "OwnList", "Rollcall works with this list while it imports, and deletes it when it is done.");
    lists.create(name, description, context,
                 [self = shared_from_this()](const auto &list) { self->created(list); });
}

void Making::created(const Result<ContactList> &list)
{
    if (list) {
        handle(list->id);
        return;
    }
    notCreated = list.error();
    const auto kind = list.error().kind;
    if (kind == Error::Kind::Refused || kind == Error::Kind::Offline || kind == Error::Kind::BadReply)
        look(); // there already, perhaps because the answer of an earlier try got lost
    else
        handle(tl::unexpected(list.error()));
}

void Making::look()
{
    lists.all(context, [self = shared_from_this()](const auto &all) { self->looked(all); });
}

void Making::looked(const Result<QList<ContactList>> &all)
{
    if (!all) {
        handle(tl::unexpected(all.error()));
        return;
    }
    const auto ours =
        std::find_if(all->cbegin(), all->cend(), [this](const ContactList &one) { return one.name == name; });
    if (ours != all->cend())
        handle(ours->id);
    else
        notThere();
}

void Making::notThere()
{
    if (notCreated && notCreated->kind == Error::Kind::Refused)
        handle(QString());
    else if (tries < 2)
        create();
    else
        handle(tl::unexpected(*notCreated));
}

} // namespace

void OwnList::make(const QString &name, bool mayBeThere, QObject *context, Handler handle)
{
    const auto making = std::make_shared<Making>(m_lists, name, context, std::move(handle));
    if (mayBeThere)
        making->look();
    else
        making->create();
}

} // namespace rollcall
