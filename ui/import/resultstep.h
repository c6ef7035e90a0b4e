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

class Archive;
class Button;
class ErrorPanel;
class Journal;
class Label;
class Mark;
class Notice;
class Sheet;
class Tile;

/// What became of each row; the totals filter, and what was refused can be saved as a file.
class ResultStep : public QWidget
{
    Q_OBJECT

public:
    /// `leave`: the way out of here.
    ResultStep(Archive &archive, const QString &leave, QWidget *parent = nullptr);

    /// `sheet` is the table that was sent; null where it is not at hand any more (an import of another start).
    void show(const ImportSummary &summary, const std::optional<Error> &error, std::shared_ptr<const Sheet> sheet);
    /// What else is to be said about it: consent record, what was taken back.
    void setFacts(const QString &facts);
    /// Whether it can be gone on with, taken back or forgotten; each with the button's words. Empty: not.
    void setWays(const QString &goOn, const QString &undo, const QString &forget);
    void setRowsShown(bool shown);
    /// Asks the journal no more.
    void forget();
    QString importId() const { return m_summary.id; }
    QVBoxLayout *below() const { return m_below; } ///< under the head

Q_SIGNALS:
    void left();
    void retryWanted(); ///< the refused rows, to be mended and sent again
    void goOnWanted();
    void undoWanted();
    void forgetWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTiles();
    void arrangeTiles();
    void tellHeadline();
    void setFilter(std::optional<Outcome> outcome);
    void saveRefused();
    void saveCorrected();
    void saveReport();
    void saveAs(const QString &name, const std::function<Result<void>(Journal &, const QString &)> &write);
    void tellSaved(const QString &path, const Result<void> &written);

    Archive &m_archive;
    std::unique_ptr<QObject> m_calls;
    ImportSummary m_summary;
    std::optional<Outcome> m_filter;
    std::shared_ptr<const Sheet> m_sheet;
    QVBoxLayout *m_column;
    Mark *m_mark;
    Label *m_headline;
    Label *m_about;
    Label *m_facts;
    Button *m_goOn;
    Button *m_undo;
    Button *m_forget;
    QVBoxLayout *m_below;
    ErrorPanel *m_error;
    QGridLayout *m_grid;
    std::array<Tile *, static_cast<size_t>(Outcome::Count)> m_tiles{};
    AnswerModel *m_model;
    QTableView *m_table;
    QWidget *m_rows; ///< tiles and table
    Notice *m_saved;
    Button *m_save;
    Button *m_retry;
    Button *m_saveCorrected;
};

} // namespace rollcall
