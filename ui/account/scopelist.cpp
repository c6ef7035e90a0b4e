#include "account/scopelist.h"

#include "common/label.h"
#include "common/mark.h"
#include "common/page.h"

#include <QHBoxLayout>

namespace rollcall {
namespace {

struct Scope
{
    const char *name;
    const char *granted;
    const char *missing;
};

constexpr Scope wanted[] = {
    {"contact_data", QT_TRANSLATE_NOOP("rollcall::ScopeList", "Read and change contacts and lists"),
     QT_TRANSLATE_NOOP("rollcall::ScopeList", "Contacts and lists are closed to Rollcall: nothing can be added.")},
    {"account_read", QT_TRANSLATE_NOOP("rollcall::ScopeList", "See the account's name"),
     QT_TRANSLATE_NOOP("rollcall::ScopeList", "Rollcall cannot tell which account this is.")},
    {"offline_access", QT_TRANSLATE_NOOP("rollcall::ScopeList", "Stay signed in"),
     QT_TRANSLATE_NOOP("rollcall::ScopeList", "You have to sign in again every 24 hours.")},
};

} // namespace

ScopeList::ScopeList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
}

void ScopeList::setGranted(const QStringList &scopes)
{
    m_scopes = scopes;
    build();
}

void ScopeList::setRights(std::optional<ContactRights> rights)
{
    m_rights = rights;
    m_noRights.clear();
    build();
}

void ScopeList::setRightsUnknown(const QString &why)
{
    m_rights.reset();
    m_noRights = why;
    build();
}

void ScopeList::build()
{
    emptyLayout(m_column);
    for (const Scope &scope : wanted) {
        const bool granted = m_scopes.contains(QLatin1String(scope.name));
        addLine(granted, tr(granted ? scope.granted : scope.missing), QLatin1String(scope.name));
    }
    if (m_rights)
        addLine(*m_rights == ContactRights::Change, contactRightsSentence(*m_rights), tr("role"));
    else if (!m_noRights.isEmpty())
        m_column->addWidget(Label::soft(m_noRights));
}

void ScopeList::addLine(bool good, const QString &sentence, const QString &name)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new Mark(good), 0, Qt::AlignTop);
    row->addWidget(new Label(sentence, TextSize::Body, good ? Tone::Normal : Tone::Look), 1);
    auto *tag = new Label(name, TextSize::Small, Tone::Soft);
    tag->setWordWrap(false);
    row->addWidget(tag);
    m_column->addWidget(line);
}

QString tokenStoreSentence(const QString &store)
{
    if (store == QLatin1String("keychain"))
        return ScopeList::tr("The tokens are kept in the keychain of this computer.");
    if (store == QLatin1String("file"))
        return ScopeList::tr("The tokens are kept in a file that only you can read, because that was chosen.");
    return ScopeList::tr("The tokens are kept in memory only: when the window closes, you are signed out.");
}

} // namespace rollcall
