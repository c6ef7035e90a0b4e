#pragma once

#include <QWidget>

namespace rollcall {

/// A check or a warning sign at the beginning of a line; the words beside it say the same.
class Mark : public QWidget
{
    Q_OBJECT

public:
    explicit Mark(bool good, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_good;
};

} // namespace rollcall
