#pragma once

#include <QWidget>

class QProgressBar;

namespace rollcall {

class Label;

/// How far the check of a file is, in a line; seen only while there is something to tell.
class CheckProgress : public QWidget
{
    Q_OBJECT

public:
    explicit CheckProgress(QWidget *parent = nullptr);

    void tell(qint64 done, qint64 rows);

private:
    QProgressBar *m_bar;
    Label *m_text;
};

} // namespace rollcall
