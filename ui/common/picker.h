#pragma once

#include <QFrame>
#include <QJsonArray>
#include <QList>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace rollcall {

class Button;
class FlowLayout;

/// What can be chosen in a Picker.
struct PickerItem
{
    QString id;
    QString name;
    QString shown = {}; ///< where it is chosen, if that is more than its name

    bool operator==(const PickerItem &) const = default;
};

/// How a picker speaks of what it holds.
struct PickerWords
{
    QString add;  ///< "Add a list…"
    QString hint; ///< of that, for those who do not see the field around it: "Lists: add a list"
    QString find; ///< "Find a list"
    QString all;  ///< "Lists of the account"
    QString make; ///< "Make the list “%1”"; empty: what is not there can't be chosen
};

/// The things to choose from: a field to filter, and a tick before each.
class PickerPopup : public QFrame
{
    Q_OBJECT

public:
    PickerPopup(const PickerWords &words, bool mayMake, QWidget *parent = nullptr);

    void setItems(const QList<PickerItem> &items, const QStringList &chosen);

Q_SIGNALS:
    void toggled(const QString &id, bool chosen);
    void makeWanted(const QString &name);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void filter();
    void take(QListWidgetItem *item);

    QString m_makeText;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QListWidgetItem *m_make = nullptr; ///< the last one, for what is not there yet
};

/// A field that holds things of a kind: chosen ones as chips, the others behind "Add a list…". What is not there yet
/// can be chosen by a new name, where the words have one for it; it has a made-up id (PlanParts) until it is there.
class Picker : public QWidget
{
    Q_OBJECT

public:
    explicit Picker(const PickerWords &words, QWidget *parent = nullptr);

    /// Chosen ones that are no longer among them go; those that were new and have come are taken from them. `areAll`:
    /// what is not among them is not there.
    void setItems(const QList<PickerItem> &items, bool areAll = true);
    void setChosen(const QStringList &ids);
    void choose(const QString &id, bool chosen);
    void makeNew(const QString &name); ///< and chooses it
    QStringList chosen() const { return m_chosen; }
    QList<PickerItem> chosenItems() const; ///< those of the account first, then the new ones
    /// What is chosen, and back, also before it is known what there is.
    QJsonArray kept() const;
    void restore(const QJsonArray &kept);
    void setWrong(bool wrong);

Q_SIGNALS:
    void chosenChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void addNew(const QString &name);
    void rebuild();
    void open();

    PickerWords m_words;
    QList<PickerItem> m_items;
    QList<PickerItem> m_new;
    bool m_mayMake = false;
    QStringList m_chosen;
    FlowLayout *m_flow;
    Button *m_add;
};

} // namespace rollcall
