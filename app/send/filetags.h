#pragma once

#include "service/tagsapi.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace rollcall {

/// Finds the tags that a file names for its people in the account, and makes those that are missing.
class FileTags : public QObject
{
    Q_OBJECT

public:
    FileTags(TagsApi &tags, QStringList names, QObject *parent = nullptr);

    void find(); ///< ends with all tags of the account
    void make(); ///< as find(), with those that were missing

Q_SIGNALS:
    /// Once, last.
    void finished(const rollcall::Result<QList<rollcall::ContactTag>> &tags);

private:
    void look();
    void looked(const Result<QList<ContactTag>> &tags);
    void makeNext();
    void made(const Result<ContactTag> &tag);

    TagsApi &m_tags;
    const QStringList m_names;
    QList<ContactTag> m_found;
    QStringList m_missing;
    bool m_makes = false;
    std::optional<Error> m_notMade; ///< the service said no: perhaps somebody else was quicker
};

} // namespace rollcall
