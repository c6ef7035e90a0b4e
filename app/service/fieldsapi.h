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
    using Handler = std::function<void(const Result<QList<CustomField>> &)>;

    explicit FieldsApi(ServiceClient &client)
        : m_client(client)
    {}

    void all(QObject *context, Handler handle); ///< all pages of 100

private:
    ServiceClient &m_client;
};

} // namespace rollcall
