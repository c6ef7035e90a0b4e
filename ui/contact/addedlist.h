#pragma once

#include "send/contactadd.h"

#include <QWidget>

class QVBoxLayout;

namespace rollcall {

class Card;
class Label;

/// Who was added just now, newest first, and what became of each.
class AddedList : public QWidget
{
    Q_OBJECT

public:
    explicit AddedList(QWidget *parent = nullptr);

    void add(const AddAnswer &answer);
    void clear();

private:
    Card *m_card;
    Label *m_empty;
    QList<QWidget *> m_rows;
};

} // namespace rollcall
