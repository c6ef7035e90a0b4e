#pragma once

#include "support/error.h"

#include <QWidget>

class QComboBox;
class QTableView;

namespace rollcall {

class Button;
class Card;
class ElidedLabel;
class ErrorPanel;
class ImportDraft;
class Label;
class Notice;
class PreviewModel;
class Spinner;

/// Where the file comes from, how it is read, and what that looks like.
class FileStep : public QWidget
{
    Q_OBJECT

public:
    explicit FileStep(ImportDraft &draft, QWidget *parent = nullptr);

    void showError(const Error &error);
    /// What an earlier run left unfinished; empty: nothing.
    void setInterrupted(const QString &sentence, const QString &action);
    /// The draft was emptied.
    void refresh();

Q_SIGNALS:
    void fileChosen(const QString &path);
    void pasted(const QString &text); ///< cells, to be opened instead
    void goOn();
    void interruptedWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *dropZone();
    QWidget *reading();
    void browse();
    void fillChoices();
    void choose(const QComboBox *box);

    ImportDraft &m_draft;
    QWidget *m_zone;
    QWidget *m_reading;
    QWidget *m_footer;
    Notice *m_interrupted;
    ErrorPanel *m_error;
    ElidedLabel *m_name;
    Label *m_summary;
    Spinner *m_spinner;
    QComboBox *m_encoding;
    QComboBox *m_delimiter;
    QComboBox *m_quote;
    QComboBox *m_header;
    QComboBox *m_sheetName;
    QWidget *m_sheetField;
    Notice *m_doubt;
    PreviewModel *m_model;
    QTableView *m_table;
    Button *m_goOn;
};

/// "1,204 rows · semicolons · windows-1252 · header in line 3"
QString readingSummary(const ImportDraft &draft);

} // namespace rollcall
