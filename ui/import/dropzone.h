#pragma once

#include <QWidget>

namespace rollcall {

/// The empty Import page: where to drop a file, and the button for who would rather look for it. The window takes
/// the drop itself, wherever it falls.
class DropZone : public QWidget
{
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);

Q_SIGNALS:
    void browsePressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_picture;
};

} // namespace rollcall
