#pragma once

#include "send/importrun.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;
class QTableView;

namespace rollcall {

class AccountLists;
class Application;
class Button;
class Card;
class ChangesModel;
class ErrorPanel;
class ForecastCard;
class FormerSearch;
class ImportDraft;
class Label;
class Notice;
class Picker;
class SendOptions;

/// Where the rows go and why that is allowed; then how far it is.
class SendStep : public QWidget
{
    Q_OBJECT

public:
    SendStep(ImportDraft &draft, AccountLists &lists, FormerSearch &former, QWidget *parent = nullptr);

    /// The draft with the choices made here.
    ImportPlan plan() const;
    void use(Application *application);
    void setConnected(bool connected);
    void setSending(bool sending);
    void showProgress(const ImportProgress &progress);
    void showError(const Error &error);
    /// As for an earlier import.
    void choose(const QStringList &listNames, const QString &source);
    /// For the next file: its lists stay, what was said about the people does not.
    void clear();
    QJsonObject kept() const;
    void restore(const QJsonObject &kept);

Q_SIGNALS:
    void edited(); ///< something was chosen or typed
    void back();
    void sendWanted();
    void pauseWanted();
    void cancelWanted();
    void connectWanted();

private:
    QWidget *choices();
    QWidget *changes();
    QWidget *progress();
    void explainPermission();
    void showChanges(bool shown);
    void tellFormer();
    void refresh();
    void nameButton();
    void send();
    void askPause();
    void askCancel();

    ImportDraft &m_draft;
    AccountLists &m_accountLists;
    FormerSearch &m_former;
    bool m_connected = false;
    bool m_sending = false;

    Notice *m_connection;
    ErrorPanel *m_error;
    QWidget *m_choices;
    Picker *m_lists;
    Notice *m_listsNotice;
    QLineEdit *m_source;
    Notice *m_sourceNotice;
    QCheckBox *m_agreed;
    Notice *m_agreedNotice;
    QComboBox *m_permission;
    Notice *m_permissionNotice;
    QCheckBox *m_onlyNew;
    SendOptions *m_options;
    ForecastCard *m_forecast;
    ChangesModel *m_changes;
    QTableView *m_table;
    Label *m_fields;
    QWidget *m_changesPart;
    Card *m_progressCard;
    Label *m_state;
    Label *m_sentence;
    QProgressBar *m_bar;
    Button *m_pause;
    Button *m_cancel;
    QWidget *m_footer;
    Button *m_back;
    Button *m_send;
};

} // namespace rollcall
