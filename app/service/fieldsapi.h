#pragma once

#include "check/columnmapping.h"
#include "support/result.h"

#include <functional>

class QObject;

namespace rollcall {

class ServiceClient;

class FieldsApi
{
public:
    using FieldHandler = std::function<void(const Result<CustomField> &)>;
    using Handler = std::function<void(const Result<QList<CustomField>> &)>;

    explicit FieldsApi(ServiceClient &client)
        : m_client(client)
    {}

    void all(QObject *context, Handler handle); ///< all pages of 100
    /// `type`: "string", "date", "number", …. Refused when the label is taken (409), or when there are 100
    /// already. At most 50 characters.
    void create(const QString &label, const QString &type, QObject *context, FieldHandler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
