#pragma once

#include "send/undo.h"

#include <QWidget>

#include <memory>
#include <optional>

class QTableView;

namespace rollcall {

class AnswerModel;
class Application;
class Button;
class ErrorPanel;
class FigureLine;
class Label;
class Spinner;

/// Takes an import back: first what that would do, then, when asked, doing it, and what was done.
class UndoView : public QWidget
{
    Q_OBJECT

public:
    explicit UndoView(QWidget *parent = nullptr);
    ~UndoView() override;

    void use(Application *application);
    /// Looks what it would do; one that is under way is not given up for it.
    void open(const ImportSummary &import);
    /// It was begun before.
    void goOn(const ImportSummary &import);
    bool isUnderWay() const { return m_stage == Stage::Running; }
    QString importId() const { return m_import.id; }
    bool isWaiting() const
    {
        return m_stage == Stage::Stopped && m_isMeant && m_mayPass;
    } ///< for what passes by itself
    /// Somebody else goes on with what it was stopped at, or will; empty: nobody.
    void tellGoing(const QString &about);
    void leave();

Q_SIGNALS:
    void left();
    void begun();
    void progressed(const QString &sentence); ///< for the status line; empty: nothing is done
    void ended();

private:
    enum class Stage { Idle, Looking, Receipt, Running, Stopped, Done };

    void build();
    std::unique_ptr<Undo> make(const ImportSummary &import);
    void start();
    void take(const UndoReceipt &receipt, const std::optional<Error> &error);
    void setStage(Stage stage);
    void tellHeading();
    void tellReceipt();
    QString priceText() const;
    void tellButtons();

    Application *m_application = nullptr;
    std::unique_ptr<Undo> m_undo;
    ImportSummary m_import;
    UndoReceipt m_receipt;
    Stage m_stage = Stage::Idle;
    bool m_isMeant = false; ///< it was begun, not only looked at
    bool m_mayPass = false; ///< what stopped it
    QString m_going;        ///< who goes on with it

    Spinner *m_spinner;
    Label *m_heading;
    Label *m_sentence;
    ErrorPanel *m_error;
    QWidget *m_card;
    FigureLine *m_removed;
    FigureLine *m_restored;
    FigureLine *m_leftAlone;
    FigureLine *m_failed;
    Label *m_price;
    Label *m_namedHeading;
    AnswerModel *m_named;
    QTableView *m_table;
    QWidget *m_tableFrame;
    Button *m_back;
    Button *m_do;
};

} // namespace rollcall
