#pragma once

#include "support/result.h"

#include <QList>
#include <QString>

#include <functional>

class QObject;

namespace rollcall {

class ServiceClient;

struct ContactList
{
    QString id;
    QString name;
    int contacts = 0; ///< membership count, all

    bool operator==(const ContactList &) const = default;
};

/// The list called so, in any case of its letters; null where there is none.
const ContactList *listNamed(const QString &name, const QList<ContactList> &lists);

class ListsApi
{
public:
    using ListsHandler = std::function<void(const Result<QList<ContactList>> &)>;
    using ListHandler = std::function<void(const Result<ContactList> &)>;
    using Handler = std::function<void(const Result<void> &)>;

    explicit ListsApi(ServiceClient &client)
        : m_client(client)
    {}

    void all(QObject *context, ListsHandler handle); ///< all pages
    /// Refused when the name is taken (409). At most 255 characters.
    void create(const QString &name, const QString &description, QObject *context, ListHandler handle);
    /// Asks for deletion (202, done by the service in its own time).
    void remove(const QString &id, QObject *context, Handler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
