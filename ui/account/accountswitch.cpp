#include "account/accountswitch.h"

#include "common/button.h"
#include "common/label.h"

#include <QVBoxLayout>

namespace rollcall {

AccountSwitch::AccountSwitch(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 8, 0, 0);
    m_column->setSpacing(4);
    hide();
}

void AccountSwitch::setAccounts(const QList<KnownAccount> &accounts)
{
    if (accounts == m_accounts)
        return;
    m_accounts = accounts;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->deleteLater(); // it may be telling of its press
        delete item;
    }
    m_column->addWidget(Label::soft(tr("Also on this computer, each with its own history and waiting work:")));
    for (const KnownAccount &account : accounts) {
        if (account.isCurrent)
            continue;
        const QString organization = account.organization.isEmpty() ? tr("an account without a name")
                                                                    : account.organization;
        auto *button = new Button(tr("Switch to %1").arg(organization), Button::Kind::Link);
        connect(button, &QPushButton::clicked, this, [this, name = account.name] { Q_EMIT wanted(name); });
        m_column->addWidget(button, 0, Qt::AlignLeft);
    }
    setVisible(accounts.size() > 1);
}

} // namespace rollcall
