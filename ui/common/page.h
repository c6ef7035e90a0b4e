#pragma once

#include <QWidget>

class QHBoxLayout;
class QLayout;
class QVBoxLayout;

namespace rollcall {

class Application;

/// One page of the window. Pages live as long as the window; the account behind them may change.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;

    /// From now on this account; null: none. Answers of the one before no longer arrive, what was typed stays.
    virtual void use(Application *application) = 0;

Q_SIGNALS:
    void titleChanged();
    void connectWanted(); ///< the person wants to connect an account
};

/// What takes the keyboard when `part`, a page or a field made of several, is gone to. Not a focus proxy: with one,
/// Tab never stops at what stands before it.
void setFirst(QWidget *part, QWidget *first);
QWidget *firstOf(QWidget *part);
/// For what is made later than the page: Tab stops at it before `next`, not behind everything else.
void putBefore(QWidget *next, QWidget *late);
void goTo(QWidget *part);
/// Scrolls so that `part` is seen, its beginning where it is too tall. Later, when it has its place.
void bringIntoView(QWidget *part);

/// Whether `page` is so low that a table on it needs the room that other things could take less of.
bool isLow(const QWidget *page);

/// Takes out and deletes the widgets that are in it.
void emptyLayout(QLayout *layout);

/// A column that scrolls when the window is small; as wide as `maximumWidth`, or the page when 0.
QVBoxLayout *scrollingColumn(QWidget *page, int maximumWidth = 0);

/// A column that fills the page: what is in it, a table, scrolls by itself. `bottom`: room below it.
QVBoxLayout *fillingColumn(QWidget *page, int bottom = 16);

/// Below a scrolling or filling column: where the page's buttons are, always in sight. Its parentWidget() can be
/// hidden.
QHBoxLayout *footer(QWidget *page);

} // namespace rollcall
