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
    /// A role can withhold what was granted. None: not known yet.
    void setRights(std::optional<ContactRights> rights);
    /// It could not be found out; `why` is said instead.
    void setRightsUnknown(const QString &why);

private:
    void build();
    void addLine(bool good, const QString &sentence, const QString &name);

    QStringList m_scopes;
    std::optional<ContactRights> m_rights;
    QString m_noRights;
    QVBoxLayout *m_column;
};

/// Where the tokens are kept, as a sentence. `store`: "keychain", "file" or "memory".
QString tokenStoreSentence(const QString &store);

} // namespace rollcall
