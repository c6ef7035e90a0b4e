#pragma once

#include "common/theme.h"

#include <QLabel>

namespace rollcall {

enum class Tone { Normal, Soft, Accent, Good, Look, Bad };

struct Colours;
QColor colourOf(Tone tone, const Colours &colours);

/// Text on a page: wraps, in one of the sizes and tones, and keeps its colour right when the theme changes.
/// Plain text unless setTextFormat says otherwise.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(const QString &text = {}, TextSize size = TextSize::Body, Tone tone = Tone::Normal,
                   QWidget *parent = nullptr);

    static Label *soft(const QString &text, QWidget *parent = nullptr);
    static Label *heading(const QString &text, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setBold(bool bold);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Tone m_tone;
};

/// One line of text that gives way where there is too little room, with the whole text as a tool tip then.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(Qt::TextElideMode mode, TextSize size = TextSize::Body, Tone tone = Tone::Normal,
                         QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setAlignment(Qt::Alignment alignment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void explain();

    QString m_text;
    Qt::TextElideMode m_mode;
    Tone m_tone;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

} // namespace rollcall
