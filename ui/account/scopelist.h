#pragma once

#include "service/accountapi.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace rollcall {

/// What was granted, in plain words, and what a missing grant means.
class ScopeList : public QWidget
{
    Q_OBJECT

public:
    explicit ScopeList(QWidget *parent = nullptr);

    void setGranted(const QStringList &scopes);
    /// A role can withhold what was granted. None: not known (yet).
    void setRights(std::optional<ContactRights> rights);

private:
    void build();
    void addLine(bool good, const QString &sentence, const QString &name);

    QStringList m_scopes;
    std::optional<ContactRights> m_rights;
    QVBoxLayout *m_column;
};

/// Where the refresh token is kept, as a sentence. `store`: "keychain", "file" or "memory".
QString tokenStoreSentence(const QString &store);

} // namespace rollcall
