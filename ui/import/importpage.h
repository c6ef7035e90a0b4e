#pragma once

#include "common/page.h"
#include "import/sending.h"

#include <functional>
#include <memory>
#include <optional>

class QStackedWidget;

namespace rollcall {

class AccountLists;
class Archive;
class CheckStep;
class ColumnsStep;
class FileStep;
class FormerSearch;
class ImportDraft;
class InterruptedImport;
class Notice;
class ResultStep;
class Resumer;
class SendStep;
class Stepper;
class WalkKeeper;

/// From a file to an answer for each of its rows: File, Columns, Check, Send, Result, each to be gone back to.
class ImportPage : public Page
{
    Q_OBJECT

public:
    ImportPage(AccountLists &lists, Archive &archive, Resumer &resumer, QWidget *parent = nullptr);
    ~ImportPage() override;

    QString title() const override;
    void use(Application *application) override;

    /// Ends long readings of the archive, which is about to wait for them.
    void stopReading();
    /// False while another import is being sent: it is not given up for a file that was dropped by the way.
    bool openFile(const QString &path);
    /// The refused rows of an import as a file to mend and send again, to the same lists, for the same reason.
    void retry(const QString &importId);
    /// Who was erased is not in what is kept of an unsent import any more.
    void forget(const QString &address);
    bool isSending() const { return m_sending->isUnderWay(); }

Q_SIGNALS:
    void sendingChanged(const QString &text); ///< for the status line; empty: nothing is being sent
    void historyWanted(const QString &importId);
    void undoWanted(const rollcall::ImportSummary &import);

private:
    enum Step { File, Columns, Check, Send, Result };

    void build();
    void connectSteps();
    void showStep(int step);
    void replaceFile(const std::function<void()> &open);
    void leaveFile();
    int reachable() const;
    void tellConnection();
    void readFields();
    void tellFormer();
    void tellInterrupted();
    void startAfresh();
    void send();
    void tellProgress(const ImportProgress &progress);
    void finish(const ImportSummary &summary, const std::optional<Error> &error);
    void showResult(const ImportSummary &summary, const std::optional<Error> &error);
    void tellWays();
    void tellResumer();
    void goOn();
    void readTold();
    void takeTold(const rollcall::Result<ImportSummary> &import);

    AccountLists &m_lists;
    Archive &m_archive;
    Resumer &m_resumer;
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;
    std::unique_ptr<QObject> m_call;
    std::unique_ptr<QObject> m_reading; ///< context of reading anew what is told
    std::unique_ptr<QObject> m_retrying; ///< context of looking up whose refused rows are wanted
    std::optional<ImportSummary> m_told; ///< on the result step
    std::optional<Error> m_toldError;    ///< what stopped that
    bool m_jumped = false; ///< the columns were shown by themselves for this file

    ImportDraft *m_draft;
    Sending *m_sending;
    Stepper *m_stepper;
    Notice *m_fileChanged;
    Notice *m_busy; ///< a file was dropped while another is being sent
    InterruptedImport *m_interrupted;
    FormerSearch *m_formerSearch;
    Notice *m_former; ///< it was imported before
    QStackedWidget *m_steps;
    FileStep *m_file;
    ColumnsStep *m_columns;
    CheckStep *m_check;
    SendStep *m_send;
    WalkKeeper *m_keeper;
    ResultStep *m_result;
    Notice *m_going;
};

} // namespace rollcall
