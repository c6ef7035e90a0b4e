#pragma once

#include "service/listsapi.h"

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace rollcall {

class Button;
class FlowLayout;

/// The lists to choose from: a field to filter, and a tick before each.
class ListPopup : public QFrame
{
    Q_OBJECT

public:
    explicit ListPopup(QWidget *parent = nullptr);

    void setLists(const QList<ContactList> &lists, const QStringList &chosen);

Q_SIGNALS:
    void toggled(const QString &id, bool chosen);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void filter(const QString &text);
    void toggle(QListWidgetItem *item);

    QLineEdit *m_filter;
    QListWidget *m_list;
};

/// A field that holds lists of the account: chosen ones as chips, the others behind "Add a list…".
class ListPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ListPicker(QWidget *parent = nullptr);

    /// Chosen lists that are no longer among them go.
    void setLists(const QList<ContactList> &lists);
    void setChosen(const QStringList &ids);
    QStringList chosen() const { return m_chosen; }
    void setWrong(bool wrong);

Q_SIGNALS:
    void chosenChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void rebuild();
    void open();
    void choose(const QString &id, bool chosen);

    QList<ContactList> m_lists;
    QStringList m_chosen;
    FlowLayout *m_flow;
    Button *m_add;
};

} // namespace rollcall
