#pragma once

#include <QWidget>

class QBoxLayout;

namespace rollcall {

/// Parts beside each other where there is room for it, else one below the other.
class SideBySide : public QWidget
{
    Q_OBJECT

public:
    /// `least`: the width, before scaling, from which they stand side by side.
    explicit SideBySide(int least, int spacing = 16, QWidget *parent = nullptr);

    void add(QWidget *part, int stretch = 0);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int m_least;
    QBoxLayout *m_row;
};

} // namespace rollcall
