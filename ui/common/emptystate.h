#pragma once

#include <QWidget>

namespace rollcall {

/// Stands where a page's table would while there is nothing in it: why, and what to do next.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &heading, const QString &text, const QString &action, QWidget *parent = nullptr);

Q_SIGNALS:
    void actionPressed();
};

} // namespace rollcall
