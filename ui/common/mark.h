#pragma once

#include <QWidget>

namespace rollcall {

/// A check or a warning sign at the beginning of a line, or of a page; the words beside it say the same.
class Mark : public QWidget
{
    Q_OBJECT

public:
    explicit Mark(bool good, QSize size = {16, 20}, int sign = 16, QWidget *parent = nullptr);

    void setGood(bool good);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_good;
    const int m_sign; ///< its width, in the middle
};

} // namespace rollcall
