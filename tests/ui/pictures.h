#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>

namespace rollcall::test {

inline bool isWorkedWith(const QWidget *widget)
{
    if (qobject_cast<const QHeaderView *>(widget)) // spoken with the table's cells, never by itself
        return false;
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
           || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
}

inline QStringList unnamed(const QWidget *window)
{
    QStringList found;
    for (auto *widget : window->findChildren<QWidget *>()) {
        const bool inside = widget->objectName().startsWith(QLatin1String("qt_")); // parts of Qt's own controls
        if (!widget->isVisible() || inside || !isWorkedWith(widget))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className());
    }
    return found;
}

inline bool scrolls(const QWidget *widget)
{
    for (QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<QAbstractScrollArea *>(parent))
            return true;
    }
    return false;
}

/// Buttons that do not fit where they stand, or not their words, and labels of one line that are cut.
inline QStringList cutOff(const QWidget *window)
{
    QStringList found;
    for (auto *button : window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty())
            continue;
        const QRect place(button->mapTo(window, QPoint()), button->size());
        if (!scrolls(button) && !window->rect().contains(place))
            found << button->text();
        if (button->width() < button->minimumSizeHint().width() || button->height() < button->fontMetrics().height())
            found << button->text();
    }
    for (auto *label : window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            continue;
        const int needed = label->hasHeightForWidth() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < needed || (!label->wordWrap() && label->width() < label->sizeHint().width()))
            found << label->text();
    }
    return found;
}

/// What two things would be pressed by: the key then only goes to one and the other in turn.
inline QStringList keysTwice(const QWidget *window)
{
    QHash<QString, QString> taken;
    QStringList found;
    const auto take = [&](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty())
            return;
        if (taken.contains(key))
            found << QStringLiteral("%1: %2 and %3").arg(key, taken.value(key), text);
        taken.insert(key, text);
    };
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->isEnabled())
            take(button->text());
    }
    for (const auto *label : window->findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy() && label->buddy()->isEnabled())
            take(label->text());
    }
    return found;
}

/// Looks whether all of a screen can be read and named. With ROLLCALL_PICTURES=FOLDER it leaves a picture of each
/// there, for people to look at.
class Pictures
{
public:
    explicit Pictures(const char *name = "")
        : m_name(QString::fromLatin1(name).replace(QLatin1Char(' '), QLatin1Char('-')))
    {}

    /// As a person finds the page: laid out, and nothing half done.
    void look(QWidget &window, const char *page)
    {
        QTest::qWait(50); // what folds out or in takes a few turns to find its place
        (void)QTest::qWaitFor([&window] { return cutOff(&window).isEmpty(); }, 2000);
        const QString folder = qEnvironmentVariable("ROLLCALL_PICTURES");
        const QString name = QStringLiteral("%1-%2-%3.png").arg(m_name).arg(++m_number, 2, 10, QLatin1Char('0')).arg(QLatin1String(page));
        if (!folder.isEmpty())
            QVERIFY(window.grab().save(folder + QLatin1Char('/') + name));
        for (const QString &widget : unnamed(&window))
            m_faults << QStringLiteral("%1: %2 has no name").arg(name, widget);
        for (const QString &keys : keysTwice(&window))
            m_faults << QStringLiteral("%1: %2").arg(name, keys);
        for (const QString &text : cutOff(&window))
            m_faults << QStringLiteral("%1: “%2” is cut off").arg(name, text);
    }

    QString faults() const { return m_faults.join(QLatin1Char('\n')); }

private:
    QString m_name;
    int m_number = 0;
    QStringList m_faults;
};

} // namespace rollcall::test
