#pragma once

#include "support/result.h"

#include <QString>

#include <memory>

namespace rollcall {

/// The imports, bodies and rows of one account, kept in SQLite so that nothing is lost when the program or the
/// machine stops at any moment. Outbox, history and resume are views of it.
class Journal
{
public:
    /// `folder` is made private (0700) if need be. Storage error; a damaged database is set aside and said so.
    static Result<std::unique_ptr<Journal>> open(const QString &folder);
    ~Journal();

private:
    Journal();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
