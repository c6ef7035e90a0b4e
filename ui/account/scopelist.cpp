#include "account/scopelist.h"

#include "common/colours.h"
#include "common/icon.h"
#include "common/label.h"

#include <QHBoxLayout>
#include <QPainter>

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

/// A check or a warning sign; the words beside it say the same.
class Mark : public QWidget
{
public:
    explicit Mark(bool granted)
        : m_granted(granted)
    {
        setFixedSize(scaled(16), scaled(20));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        const double size = scaled(16);
        paintIcon(&painter, m_granted ? QStringLiteral("check") : QStringLiteral("warning"),
                  QRectF(0, (height() - size) / 2, size, size), m_granted ? colours.good : colours.look);
    }

private:
    bool m_granted;
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
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Scope &scope : wanted) {
        const bool granted = scopes.contains(QLatin1String(scope.name));
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(new Mark(granted), 0, Qt::AlignTop);
        auto *words = new Label(tr(granted ? scope.granted : scope.missing), TextSize::Body,
                                granted ? Tone::Normal : Tone::Look);
        row->addWidget(words, 1);
        auto *name = new Label(QLatin1String(scope.name), TextSize::Small, Tone::Soft);
        name->setWordWrap(false);
        row->addWidget(name);
        m_column->addWidget(line);
    }
}

QString tokenStoreSentence(const QString &store)
{
    if (store == QLatin1String("keychain"))
        return ScopeList::tr("The refresh token is kept in the keychain of this computer.");
    if (store == QLatin1String("file"))
        return ScopeList::tr("The refresh token is kept in a file that only you can read, because that was chosen.");
    return ScopeList::tr("The refresh token is kept in memory only: when the window closes, you are signed out.");
}

} // namespace rollcall
