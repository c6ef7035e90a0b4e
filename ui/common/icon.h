#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QPainter;

namespace rollcall {

/// Line drawings of resources/icons, in the colour of the text they stand with.
QIcon icon(const QString &name, QPalette::ColorRole role = QPalette::ButtonText);

void paintIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour);

/// The program's own picture, in its own colours.
QIcon applicationIcon();

} // namespace rollcall
