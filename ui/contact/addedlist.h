#pragma once

#include "send/contactadd.h"
#include "send/undoreceipt.h"

#include <QWidget>

#include <optional>

namespace rollcall {

class AddedRow;
class Card;
class Label;

/// Who was added just now, newest first, and what became of each; what was changed can be taken back.
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
    void setUndoing(const QString &importId);
    /// What taking back came to; nothing: it failed, and can be tried again.
    void tellUndone(const QString &importId, const std::optional<UndoReceipt> &receipt);
    void clear();

Q_SIGNALS:
    void undoWanted(const rollcall::AddAnswer &added);

private:
    AddedRow *insert(const Contact &contact);
    AddedRow *rowOf(const QString &email) const;
    AddedRow *rowOfImport(const QString &importId) const;
    void settle(AddedRow *row, const AddAnswer &answer);

    Card *m_card;
    Label *m_empty;
    QList<AddedRow *> m_rows;
};

} // namespace rollcall
