#pragma once

#include "contact/fields.h"

#include <QWidget>

class QComboBox;
class QStandardItemModel;
class QTableView;

namespace rollcall {

class Button;
class ElidedLabel;
class ImportDraft;
class Label;
class MappingModel;
class Notice;

/// What each column of the file becomes.
class ColumnsStep : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnsStep(ImportDraft &draft, QWidget *parent = nullptr);

Q_SIGNALS:
    void back();
    void goOn();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setTable();
    void setMapping();
    void tellState();
    void fillFields();
    int placeOf(Field field, const QString &customName) const; ///< in the boxes; -1: not in them

    ImportDraft &m_draft;
    ElidedLabel *m_name;
    Label *m_summary;
    Notice *m_optOut;
    MappingModel *m_model;
    QStandardItemModel *m_fields; ///< what the boxes offer
    QTableView *m_table;
    Notice *m_problem;
    Label *m_taken;
    Button *m_back;
    Button *m_goOn;
    QList<QComboBox *> m_boxes; ///< one a column of the file
};

} // namespace rollcall
