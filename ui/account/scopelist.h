#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace rollcall {

/// What was granted, in plain words, and what a missing grant means.
class ScopeList : public QWidget
{
    Q_OBJECT

public:
    explicit ScopeList(QWidget *parent = nullptr);

    void setGranted(const QStringList &scopes);

private:
    QVBoxLayout *m_column;
};

/// Where the refresh token is kept, as a sentence. `store`: "keychain", "file" or "memory".
QString tokenStoreSentence(const QString &store);

} // namespace rollcall
