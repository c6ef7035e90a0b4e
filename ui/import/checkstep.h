#pragma once

#include "import/checkmodel.h"

#include <QWidget>

#include <array>
#include <utility>

class QBoxLayout;
class QTableView;
class QVBoxLayout;

namespace rollcall {

class Button;
class CheckDelegate;
class CheckProgress;
class ElidedLabel;
class ErrorPanel;
class FlowLayout;
class ImportDraft;
class Label;
class RepairButton;
class Tile;

/// The whole file checked: totals that filter, each problem in words and with its repair, cells mended in place.
class CheckStep : public QWidget
{
    Q_OBJECT

public:
    explicit CheckStep(ImportDraft &draft, QWidget *parent = nullptr);

Q_SIGNALS:
    void back();
    void goOn();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    std::array<std::pair<Tile *, RowFilter::Rows>, 4> tiles() const;
    void buildTiles(QVBoxLayout *column);
    void buildTable(QVBoxLayout *column);
    void buildFooter();
    void tellProgress(qint64 rows);
    void tellChecked();
    void checkTiles();
    void tellCounts();
    void tellHint(const CheckCounts &counts);
    void rebuildChips();
    void tellRepair();
    void tellDoubles();
    void sort(bool byProblem);
    void tellCurrent();
    void setFilter(RowFilter filter);
    void sizeColumns();
    void go(bool forward);
    void goTo(const Problem &problem);
    void takeCurrent();
    void stay(qint64 row, int tableColumn);

    ImportDraft &m_draft;
    CheckModel *m_model;
    QTableView *m_table;
    CheckDelegate *m_delegate;
    Tile *m_ready;
    Tile *m_toFix;
    Tile *m_duplicates;
    Tile *m_leftOut;
    QWidget *m_chips;
    FlowLayout *m_chipFlow;
    QBoxLayout *m_below; ///< of the tiles: chips and buttons
    RepairButton *m_repair;
    Button *m_doubles; ///< merged, or each kept
    Button *m_order;   ///< by problem, or as in the file
    ErrorPanel *m_error;
    CheckProgress *m_progress;
    ElidedLabel *m_current;
    Button *m_take;
    Button *m_undo;
    Label *m_hint;
    Button *m_goOn;
    std::shared_ptr<const Sheet> m_shownSheet; ///< whose columns have been sized
};

} // namespace rollcall
