#pragma once

#include "common/label.h"

namespace rollcall {

/// A figure and what it counts, side by side; hidden when it counts nothing.
class FigureLine : public Label
{
    Q_OBJECT

public:
    explicit FigureLine(Tone tone = Tone::Normal, QWidget *parent = nullptr);

    void say(qint64 figure, const QString &words);
};

} // namespace rollcall
