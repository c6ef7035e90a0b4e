#pragma once

#include "account/accounts.h"

#include <QWidget>

class QVBoxLayout;

namespace rollcall {

/// The other accounts that are kept on this computer, each a press away; not there while there is only one.
class AccountSwitch : public QWidget
{
    Q_OBJECT

public:
    explicit AccountSwitch(QWidget *parent = nullptr);

    void setAccounts(const QList<KnownAccount> &accounts);

Q_SIGNALS:
    void wanted(const QString &name);

private:
    QVBoxLayout *m_column;
    QList<KnownAccount> m_accounts;
};

} // namespace rollcall
