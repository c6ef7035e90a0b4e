#pragma once

#include "import/answermodel.h"
#include "support/error.h"

#include <QWidget>

#include <array>
#include <memory>

class QGridLayout;
class QTableView;
class QVBoxLayout;

namespace rollcall {

class Button;
class ErrorPanel;
class Label;
class Notice;
class Sheet;
class Tile;

/// What became of each row; the totals filter, and what was refused can be saved as a file.
class ResultStep : public QWidget
{
    Q_OBJECT

public:
    explicit ResultStep(QWidget *parent = nullptr);

    /// `sheet` is the table that was sent; null where it is not at hand any more (an import of another start).
    void show(const ImportSummary &summary, const std::optional<Error> &error, AnswerModel::Source source,
              std::shared_ptr<const Sheet> sheet);
    /// Asks the journal no more.
    void forget();

Q_SIGNALS:
    void another();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTiles();
    void arrangeTiles();
    void tellHeadline();
    void setFilter(std::optional<Outcome> outcome);
    void saveRefused();
    void saveCorrected();
    void saveAs(const QString &name, const std::function<Result<void>(const QString &)> &write);

    ImportSummary m_summary;
    std::shared_ptr<const Sheet> m_sheet;
    QVBoxLayout *m_column;
    QWidget *m_mark;
    Label *m_headline;
    Label *m_about;
    ErrorPanel *m_error;
    QGridLayout *m_grid;
    std::array<Tile *, static_cast<size_t>(Outcome::Count)> m_tiles{};
    AnswerModel *m_model;
    QTableView *m_table;
    Notice *m_saved;
    Button *m_save;
    Button *m_saveCorrected;
};

} // namespace rollcall
