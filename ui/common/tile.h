#pragma once

#include "common/label.h"

#include <QAbstractButton>

namespace rollcall {

/// A figure and a word; pressed, it filters the table below.
class Tile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Tile(const QString &word, Tone tone = Tone::Normal, QWidget *parent = nullptr);

    /// `tone` colours the figure only when it is not zero: a zero is nothing to worry about.
    void setFigure(qint64 figure);
    void setWord(const QString &word);
    /// What lies across the tiles: "23 to look at".
    void setNote(const QString &note);
    /// Figure and word in one line, where the window is low and the table below needs the room.
    void setFlat(bool flat);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say();
    void paintWord(QPainter *painter, const QRect &place) const;

    qint64 m_figure = 0;
    QString m_word;
    QString m_note;
    Tone m_tone;
    bool m_flat = false;
};

} // namespace rollcall
