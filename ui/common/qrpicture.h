#pragma once

#include <QImage>
#include <QWidget>

namespace rollcall {

/// A QR code, dark on white in any theme: cameras expect it so. Shows nothing when there is no text, or too much.
class QrPicture : public QWidget
{
    Q_OBJECT

public:
    explicit QrPicture(QWidget *parent = nullptr);

    void setText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules; ///< a pixel each; null: none
};

} // namespace rollcall
