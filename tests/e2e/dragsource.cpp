// A window with one thing in it: a file to drag somewhere else. Stands for a file manager in mainwindow.py.

#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

namespace {

class FileToDrag : public QLabel
{
public:
    explicit FileToDrag(const QString &path)
        : QLabel(path)
        , m_path(path)
    {
    }

protected:
    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (!(event->buttons() & Qt::LeftButton))
            return;
        auto *content = new QMimeData;
        content->setUrls({QUrl::fromLocalFile(m_path)});
        auto *drag = new QDrag(this);
        drag->setMimeData(content);
        drag->exec(Qt::CopyAction);
    }

private:
    QString m_path;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    FileToDrag file(QApplication::arguments().value(1));
    file.setWindowTitle(QStringLiteral("Files"));
    file.setFixedSize(180, 120);
    file.show();
    return QApplication::exec();
}
