#pragma once

#include <QWidget>

class QScrollArea;

namespace rollcall {

/// Keeps `part`, which stands beside something taller, in sight while the page scrolls.
class InSight : public QWidget
{
    Q_OBJECT

public:
    explicit InSight(QWidget *part, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void place();

    QWidget *m_part;
    QScrollArea *m_area = nullptr; ///< the page's, from the first time it is shown
};

} // namespace rollcall
