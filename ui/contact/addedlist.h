#pragma once

#include "send/contactadd.h"
#include "send/contactchange.h"

#include <QWidget>

#include <optional>

namespace rollcall {

class AddedRow;
class Card;
class Label;

/// Who was added just now, newest first, and what became of each; who is new can be taken back.
class AddedList : public QWidget
{
    Q_OBJECT

public:
    explicit AddedList(QWidget *parent = nullptr);

    void add(const AddAnswer &answer);
    /// Somebody who went to the outbox.
    void addWaiting(const Contact &contact);
    /// Somebody of the outbox was sent; does nothing where nobody of that address is shown.
    void settle(const QString &email, const AddAnswer &answer);
    void setUndoing(const QString &email);
    /// What taking back came to; nothing: it failed, and can be tried again.
    void tellUndone(const QString &email, std::optional<ChangeAnswer::Kind> kind);
    void clear();

Q_SIGNALS:
    void undoWanted(const rollcall::KnownContact &added);

private:
    AddedRow *insert(const Contact &contact);
    AddedRow *rowOf(const QString &email) const;
    void settle(AddedRow *row, const AddAnswer &answer);

    Card *m_card;
    Label *m_empty;
    QList<AddedRow *> m_rows;
};

} // namespace rollcall
