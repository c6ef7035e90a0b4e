#include "common/accountlists.h"

#include "application.h"
#include "common/picker.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace rollcall {

AccountLists::AccountLists(QObject *parent)
    : QObject(parent)
{
}

AccountLists::~AccountLists() = default;

void AccountLists::use(Application *application)
{
    m_call.reset();
    m_ties = std::make_unique<QObject>();
    m_application = application;
    m_lists.clear();
    m_error.reset();
    m_known = false;
    Q_EMIT changed();
    if (!application)
        return;
    connect(&application->session(), &Session::stateChanged, m_ties.get(), [this](Session::State state) {
        if (state == Session::State::Connected && !m_known)
            reload();
    });
    reload();
}

QStringList AccountLists::names(const QStringList &ids) const
{
    QStringList names;
    for (const ContactList &list : m_lists) {
        if (ids.contains(list.id))
            names << list.name;
    }
    return names;
}

QList<ContactList> AccountLists::named(const QStringList &ids) const
{
    QList<ContactList> named;
    QStringList unknown = ids;
    for (const ContactList &list : m_lists) {
        if (unknown.removeAll(list.id) > 0)
            named << list;
    }
    for (const QString &id : std::as_const(unknown))
        named << ContactList{id, id, 0};
    return named;
}

PickerWords AccountLists::pickerWords(bool mayMake)
{
    return {tr("Add a list…"), tr("Lists: add a list"), mayMake ? tr("Find a list, or name a new one") : tr("Find a list"),
            tr("Lists of the account"), mayMake ? tr("Make the list “%1”") : QString()};
}

void AccountLists::fill(Picker &picker) const
{
    if (m_error)
        return;
    QList<PickerItem> items;
    for (const ContactList &list : m_lists)
        items << PickerItem{list.id, list.name, tr("%1 (%2)").arg(list.name, QLocale().toString(list.contacts))};
    picker.setItems(items, m_known);
}

void AccountLists::reload()
{
    if (!m_application || m_application->session().state() != Session::State::Connected)
        return;
    m_call = std::make_unique<QObject>();
    m_application->lists().all(m_call.get(), [this](const Result<QList<ContactList>> &lists) { take(lists); });
}

void AccountLists::take(const Result<QList<ContactList>> &lists)
{
    if (lists) {
        m_lists = *lists;
        m_error.reset();
        m_known = true;
        QCollator collator;
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::ranges::sort(m_lists, [&](const ContactList &a, const ContactList &b) {
            return collator.compare(a.name, b.name) < 0;
        });
    } else {
        m_error = lists.error();
    }
    Q_EMIT changed();
}

} // namespace rollcall
