#pragma once

#include "common/page.h"
#include "history/historyentry.h"
#include "support/result.h"

#include <QTimer>

#include <memory>
#include <optional>

class QStackedWidget;
class QTableView;

namespace rollcall {

class Archive;
class Button;
class ErasePanel;
class ErrorPanel;
class HistoryModel;
class Notice;
class Question;
class ResultStep;
class SetAsideNotice;
class Resumer;
class UndoView;

/// What was imported from this computer: all of it, one import with its rows, or taking one back.
class HistoryPage : public Page
{
    Q_OBJECT

public:
    HistoryPage(Archive &archive, Resumer &resumer, QWidget *parent = nullptr);
    ~HistoryPage() override;

    QString title() const override;
    void use(Application *application) override;

    /// As if it had been chosen in the list.
    void open(const QString &importId);
    /// As if *Undo this import…* had been pressed there.
    void undo(const ImportSummary &import);
    void reload();

Q_SIGNALS:
    void importWanted();
    void retryWanted(const QString &importId); ///< its refused rows
    void erased(const QString &email); ///< somebody, perhaps from the outbox, too
    void progressed(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *list();
    QWidget *table();
    QWidget *nothingYet();
    void connectViews();
    void take(const Result<QList<HistoryEntry>> &entries);
    void show(QWidget *view);
    void openRow(int row);
    void showEntry(const HistoryEntry &entry);
    void tellEntry();
    void tellResumer();
    void goOn();
    void forgetImport();

    Archive &m_archive;
    Resumer &m_resumer;
    std::unique_ptr<QObject> m_calls;
    std::optional<HistoryEntry> m_shown; ///< in the detail
    QString m_wanted;                    ///< to be opened when it has been read
    bool m_reading = false;
    QTimer m_look;

    QStackedWidget *m_views;
    QWidget *m_list;
    Notice *m_going;
    ErrorPanel *m_error;
    SetAsideNotice *m_setAside;
    ErasePanel *m_erase;
    HistoryModel *m_model;
    QTableView *m_table;
    QWidget *m_tableFrame;
    QWidget *m_nothing;
    Button *m_eraseWanted;
    ResultStep *m_detail;
    Notice *m_detailGoing;
    Question *m_forget;
    UndoView *m_undo;
};

} // namespace rollcall
