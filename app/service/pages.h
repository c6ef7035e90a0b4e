#pragma once

#include "service/serviceclient.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QString>

#include <functional>

namespace rollcall {

/// The href of the page after this one; empty: it was the last (constant-contact-v3.md 2.4).
QString nextPage(const QJsonObject &page);

/// BadReply: a 2xx answer that is not what it should be.
Error notUnderstoodError(const QString &call);

/// Reads a collection page by page to its end, and answers with all of its items.
class Pages : public QObject
{
public:
    using Handler = std::function<void(const Result<QJsonArray> &)>;

    /// `key` is where the items of a page are: "lists". Deletes itself when it has answered.
    static void read(ServiceClient &client, const ServiceRequest &first, const QString &key, QObject *context,
                     Handler handle);

private:
    Pages(ServiceClient &client, QString key, QObject *context, Handler handle);

    void took(const Result<ServiceAnswer> &answer);
    void end(const Result<QJsonArray> &result);

    ServiceClient &m_client;
    const QString m_key;
    Handler m_handle;
    QJsonArray m_items;
};

} // namespace rollcall
