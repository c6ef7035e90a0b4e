#pragma once

#include <QWidget>

class QGridLayout;

namespace rollcall {

class Label;
class Notice;

/// Label and field side by side, the notice under the field it concerns.
class FormGrid : public QWidget
{
    Q_OBJECT

public:
    explicit FormGrid(QWidget *parent = nullptr);

    /// `name` with its mnemonic; it also names the field for those who cannot see it. Returns the field's notice.
    Notice *addField(const QString &name, QWidget *field);
    /// Something below the fields, in their column.
    void addBelow(QWidget *widget);

private:
    QGridLayout *m_grid;
    int m_row = 0;
};

/// Frames a field as one that holds what cannot be taken.
void setWrong(QWidget *field, bool wrong);

} // namespace rollcall
