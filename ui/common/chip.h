#pragma once

#include "common/label.h"

#include <QAbstractButton>

namespace rollcall {

/// A short word in a pill: a filter to press ("Too long 9"), or, not checkable, something chosen that goes when
/// pressed ("Newsletter ✕").
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, Tone tone, QWidget *parent = nullptr);

    /// Shows a cross: pressing takes it away.
    void setRemovable(bool removable);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    bool m_removable = false;
};

/// Paints a pill with a word in it; as wide as it needs. Returns the rectangle it took.
QRect paintPill(QPainter *painter, const QRect &within, const QString &text, Tone tone, const Colours &colours);

} // namespace rollcall
