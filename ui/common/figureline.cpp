#include "common/figureline.h"

#include "common/theme.h"

#include <QLocale>

namespace rollcall {

FigureLine::FigureLine(Tone tone, QWidget *parent)
    : Label({}, TextSize::Body, tone, parent)
{
    setTextFormat(Qt::RichText);
    hide();
}

void FigureLine::say(qint64 figure, const QString &words)
{
    setVisible(figure > 0);
    const QString number = QLocale().toString(figure);
    setText(QStringLiteral("<span style='font-size:%1px;font-weight:600'>%2</span>&nbsp;&nbsp;%3")
                .arg(scaled(20)).arg(number, words.toHtmlEscaped()));
    setAccessibleName(number + QLatin1Char(' ') + words);
}

} // namespace rollcall
