#pragma once

#include <QList>
#include <QWidget>

class QAbstractButton;

namespace rollcall {

/// The steps of a longer piece of work: what is done, where one is, where one can go back to.
class Stepper : public QWidget
{
    Q_OBJECT

public:
    explicit Stepper(const QStringList &names, QWidget *parent = nullptr);

    /// `current` is where one is; steps up to `reachable` can be pressed.
    void setState(int current, int reachable);

Q_SIGNALS:
    void stepChosen(int step);

private:
    QList<QAbstractButton *> m_steps;
};

} // namespace rollcall
