#pragma once

#include "support/result.h"

#include <QList>
#include <QString>

#include <functional>

class QObject;

namespace rollcall {

class ServiceClient;

struct ContactTag
{
    QString id;
    QString name;

    bool operator==(const ContactTag &) const = default;
};

/// The tag called so, in any case of its letters; null where there is none.
const ContactTag *tagNamed(const QString &name, const QList<ContactTag> &tags);

class TagsApi
{
public:
    using TagsHandler = std::function<void(const Result<QList<ContactTag>> &)>;
    using TagHandler = std::function<void(const Result<ContactTag> &)>;

    explicit TagsApi(ServiceClient &client)
        : m_client(client)
    {}

    void all(QObject *context, TagsHandler handle); ///< all pages of 500
    /// Refused when the name is taken (409). At most 255 characters.
    void create(const QString &name, QObject *context, TagHandler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
