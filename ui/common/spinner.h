#pragma once

#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace rollcall {

/// Something is under way, and nobody can say how long it takes. Stands still where animations are off.
class Spinner : public QWidget
{
    Q_OBJECT

public:
    explicit Spinner(int size = 22, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_tick;
    int m_angle = 0;
};

/// A heading with something under way before it.
QHBoxLayout *besideSpinner(Spinner *spinner, QWidget *heading);

} // namespace rollcall
