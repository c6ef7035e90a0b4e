#include "account/accountswitch.h"

#include "common/button.h"
#include "common/label.h"

#include <QVBoxLayout>

#include <algorithm>

namespace rollcall {
namespace {

/// By its organization; where several are of that one, also by who signed in, and where that is the same person
/// as well, by its name here.
QString titleOf(const KnownAccount &account, const QList<KnownAccount> &accounts)
{
    const auto isAlone = [&](auto member) {
        return std::count_if(accounts.begin(), accounts.end(), [&](const KnownAccount &other) {
                   return other.organization == account.organization && other.*member == account.*member;
               }) == 1;
    };
    const QString organization =
        account.organization.isEmpty() ? AccountSwitch::tr("an account without a name") : account.organization;
    if (isAlone(&KnownAccount::organization))
        return organization;
    if (!account.user.isEmpty() && isAlone(&KnownAccount::user))
        return AccountSwitch::tr("%1 as %2").arg(organization, account.user);
    return account.name.isEmpty() ? AccountSwitch::tr("%1 (the first account)").arg(organization)
                                  : AccountSwitch::tr("%1 (account %2)").arg(organization, account.name);
}

} // namespace

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
        auto *button = new Button(tr("Switch to %1").arg(titleOf(account, accounts)), Button::Kind::Link);
        connect(button, &QPushButton::clicked, this, [this, name = account.name] { Q_EMIT wanted(name); });
        m_column->addWidget(button, 0, Qt::AlignLeft);
    }
    setVisible(accounts.size() > 1);
}

} // namespace rollcall
