#pragma once

#include <QFrame>

class QVBoxLayout;

namespace rollcall {

/// A surface on the page with things that belong together; a column from top to bottom.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr, int padding = 20);

    QVBoxLayout *column() const { return m_column; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
};

/// A thin line between two parts of a card.
class Divider : public QWidget
{
    Q_OBJECT

public:
    explicit Divider(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Holds a table and gives it the round corners that a viewport of its own would not have.
class TableFrame : public QWidget
{
    Q_OBJECT

public:
    explicit TableFrame(QWidget *table, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_corners;
};

} // namespace rollcall
