#include "import/filestep.h"

#include "common/button.h"
#include "common/card.h"
#include "common/flowlayout.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/spinner.h"
#include "common/tablestyle.h"
#include "import/dropzone.h"
#include "import/importdraft.h"
#include "import/previewmodel.h"
#include "table/encoding.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QTableView>

namespace rollcall {
namespace {

constexpr int headerLinesOffered = 12;
constexpr int cellsMeasured = 180; // for the widths of columns: to measure many keeps the window waiting

struct Named
{
    const char *value;
    const char *name;
};

constexpr Named delimiters[] = {
    {",", QT_TRANSLATE_NOOP("rollcall::FileStep", "commas")},
    {";", QT_TRANSLATE_NOOP("rollcall::FileStep", "semicolons")},
    {"\t", QT_TRANSLATE_NOOP("rollcall::FileStep", "tabs")},
    {"|", QT_TRANSLATE_NOOP("rollcall::FileStep", "bars")},
};

/// A small word over a field, so that five of them fit in a row.
QWidget *labelled(const QString &name, QComboBox *box)
{
    auto *field = new QWidget;
    auto *column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *label = new Label(name, TextSize::Small, Tone::Soft);
    label->setBuddy(box);
    column->addWidget(label);
    column->addWidget(box);
    box->setAccessibleName(QString(name).remove(QLatin1Char('&')));
    return field;
}

void select(QComboBox *box, const QVariant &value, const QString &name)
{
    int index = box->findData(value);
    if (index < 0) {
        box->addItem(name, value);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

/// What was left out, or else the finding that is least certain: it is the first to look at.
QString doubtText(const TableFormat &format)
{
    if (const QString damage = format.damageText(); !damage.isEmpty())
        return damage;
    const QString look = FileStep::tr("Look at the rows below, and change it if they look wrong.");
    const double least = qMin(format.encodingConfidence, qMin(format.dialectConfidence, format.headerConfidence));
    if (least == format.encodingConfidence)
        return FileStep::tr("The encoding is the likeliest one, but not certain: accented letters would show it.") + QLatin1Char(' ') + look;
    if (least == format.dialectConfidence)
        return FileStep::tr("What divides the columns is likely, but not certain.") + QLatin1Char(' ') + look;
    return FileStep::tr("Which line holds the headers, if any, is likely, but not certain.") + QLatin1Char(' ') + look;
}

QString encodingLabel(const QString &encoding)
{
    if (encoding == QLatin1String("windows-1252"))
        return FileStep::tr("Windows 1252");
    return encoding == QLatin1String("macintosh") ? FileStep::tr("Old Mac") : encoding;
}

QString delimiterName(char delimiter)
{
    for (const Named &known : delimiters) {
        if (known.value[0] == delimiter)
            return FileStep::tr(known.name);
    }
    return QString(QLatin1Char(delimiter));
}

} // namespace

FileStep::FileStep(ImportDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_interrupted(Notice::banner())
    , m_error(new ErrorPanel)
    , m_name(new ElidedLabel(Qt::ElideMiddle, TextSize::Heading))
    , m_summary(Label::soft({}))
    , m_spinner(new Spinner)
    , m_encoding(new QComboBox)
    , m_delimiter(new QComboBox)
    , m_quote(new QComboBox)
    , m_header(new QComboBox)
    , m_sheetName(new QComboBox)
    , m_doubt(Notice::banner())
    , m_model(new PreviewModel(this))
    , m_table(new QTableView)
    , m_goOn(new Button(tr("Go on to the &columns"), Button::Kind::Primary))
{
    auto *column = fillingColumn(this);
    m_zone = dropZone();
    m_reading = reading();
    for (QWidget *part : std::initializer_list<QWidget *>{m_interrupted, m_error})
        column->addWidget(part);
    column->addWidget(m_zone, 1);
    column->addWidget(m_reading, 1);
    QHBoxLayout *buttons = footer(this);
    m_footer = buttons->parentWidget();
    auto *other = new Button(tr("Choose another &file…"));
    buttons->addWidget(other);
    buttons->addStretch(1);
    buttons->addWidget(m_goOn);

    connect(other, &QPushButton::clicked, this, &FileStep::browse);
    connect(m_goOn, &QPushButton::clicked, this, &FileStep::goOn);
    connect(m_interrupted, &Notice::actionPressed, this, &FileStep::interruptedWanted);
    for (const QComboBox *box : {m_encoding, m_delimiter, m_quote, m_header, m_sheetName})
        connect(box, &QComboBox::activated, this, [this, box] { choose(box); });
    connect(&m_draft, &ImportDraft::previewed, this, &FileStep::refresh);
    connect(&m_draft, &ImportDraft::opened, this, &FileStep::refresh);
    connect(&m_draft, &ImportDraft::openFailed, this, &FileStep::showError);
    refresh();
}

QWidget *FileStep::dropZone()
{
    auto *zone = new DropZone;
    connect(zone, &DropZone::browsePressed, this, &FileStep::browse);
    return zone;
}

QWidget *FileStep::reading()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_summary->setWordWrap(false);
    head->addWidget(m_name);
    head->addWidget(m_summary);
    head->addStretch(1);
    head->addWidget(m_spinner);
    column->addLayout(head);

    for (const QString &encoding : commonEncodings())
        m_encoding->addItem(encodingLabel(encoding), encoding);
    for (const Named &delimiter : delimiters)
        m_delimiter->addItem(tr(delimiter.name), int(delimiter.value[0]));
    m_quote->addItem(tr("double \""), int('"'));
    m_quote->addItem(tr("single '"), int('\''));
    m_quote->addItem(tr("none"), 0);
    m_header->addItem(tr("no header"), 0);
    for (int line = 1; line <= headerLinesOffered; ++line)
        m_header->addItem(tr("line %1").arg(line), line);
    for (QComboBox *box : {m_delimiter, m_header})
        box->setPlaceholderText(tr("choose…"));
    auto *choices = new QWidget;
    auto *flow = new FlowLayout(12, choices);
    m_sheetField = labelled(tr("&Sheet"), m_sheetName);
    flow->addWidget(m_sheetField);
    flow->addWidget(labelled(tr("Columns &divided by"), m_delimiter));
    flow->addWidget(labelled(tr("&Header in"), m_header));
    flow->addWidget(labelled(tr("&Encoding"), m_encoding));
    flow->addWidget(labelled(tr("&Quotes"), m_quote));
    column->addWidget(choices);
    column->addWidget(m_doubt);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Preview of the file"));
    styleTable(m_table);
    softenColumn(m_table, PreviewModel::Number);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(new TableFrame(m_table), 1);
    return part;
}

void FileStep::setInterrupted(const QString &sentence, const QString &action)
{
    if (sentence.isEmpty())
        m_interrupted->clear();
    else
        m_interrupted->show(Tone::Look, sentence, action);
}

void FileStep::showError(const Error &error)
{
    m_error->show(error);
    refresh();
}

void FileStep::browse()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileStep::fileChosen);
    dialog->open();
}

void FileStep::refresh()
{
    const auto sheet = m_draft.shown();
    if (m_draft.sheet() || m_draft.isOpening())
        m_error->clear();
    // Where reading it fails, the choices are there: one of them has to be made, or taken back.
    const bool somethingToRead = sheet || m_draft.isOpening() || m_draft.choice() != TableChoice{};
    if (somethingToRead && m_zone->isAncestorOf(window()->focusWidget()))
        setFocus(); // else the keyboard would leave the page with the button that goes
    m_zone->setVisible(!somethingToRead);
    setFirst(this, somethingToRead ? static_cast<QWidget *>(m_goOn) : m_zone);
    m_reading->setVisible(somethingToRead);
    m_footer->setVisible(somethingToRead);
    m_spinner->setVisible(m_draft.isOpening());
    m_goOn->setEnabled(m_draft.sheet() != nullptr);
    m_model->setSheet(sheet);
    m_name->setText(m_draft.isEmpty() ? QString() : m_draft.name());
    m_summary->setText(readingSummary(m_draft));
    if (!sheet)
        return;
    fillChoices();
    if (m_draft.sheet() && !m_draft.isReadSurely())
        m_doubt->show(Tone::Look, doubtText(sheet->format()));
    else
        m_doubt->clear();
    m_table->horizontalHeader()->setResizeContentsPrecision(qMax(1, cellsMeasured / m_model->columnCount()));
    m_table->resizeColumnsToContents();
    for (int column = 0; column + 1 < m_model->columnCount(); ++column) // the last takes what is left
        m_table->setColumnWidth(column, qBound(60, m_table->columnWidth(column), 260));
}

void FileStep::fillChoices()
{
    const auto sheet = m_draft.shown();
    const TableFormat format = sheet->format();
    const QStringList names = sheet->sheetNames();
    select(m_encoding, format.encoding, format.encoding);
    select(m_delimiter, int(format.delimiter), QString(QLatin1Char(format.delimiter)));
    select(m_quote, int(format.quote), QString());
    select(m_header, int(format.headerLine), tr("line %1").arg(format.headerLine));
    m_sheetField->setVisible(names.size() > 1);
    m_sheetName->clear();
    m_sheetName->addItems(names);
    m_sheetName->setCurrentText(format.sheetName);
    if (!m_draft.sheet() && !m_draft.isOpening()) { // lines as they stand: what is not chosen yet is not known
        const TableChoice &choice = m_draft.choice();
        m_delimiter->setCurrentIndex(choice.delimiter ? m_delimiter->findData(int(*choice.delimiter)) : -1);
        m_header->setCurrentIndex(choice.headerLine ? m_header->findData(int(*choice.headerLine)) : -1);
    }
    for (QComboBox *box : {m_encoding, m_delimiter, m_quote})
        box->parentWidget()->setVisible(!sheet->isMade());
}

void FileStep::choose(const QComboBox *box)
{
    TableChoice choice = m_draft.choice();
    if (box == m_encoding)
        choice.encoding = box->currentData().toString();
    else if (box == m_delimiter)
        choice.delimiter = static_cast<char>(box->currentData().toInt());
    else if (box == m_quote)
        choice.quote = static_cast<char>(box->currentData().toInt());
    else if (box == m_header)
        choice.headerLine = box->currentData().toLongLong();
    else
        choice.sheetName = box->currentText();
    m_draft.setChoice(choice);
    m_spinner->setVisible(m_draft.isOpening());
}

void FileStep::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->matches(QKeySequence::Paste) ? QGuiApplication::clipboard()->text() : QString();
    if (text.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    Q_EMIT pasted(text);
}

QString readingSummary(const ImportDraft &draft)
{
    const auto sheet = draft.shown();
    if (!sheet || (!draft.sheet() && !draft.isOpening()))
        return draft.isOpening() ? FileStep::tr("Opening the file…") : QString();
    QStringList parts;
    if (draft.sheet())
        parts << FileStep::tr("%Ln row(s)", nullptr, int(sheet->rowCount()));
    else
        parts << FileStep::tr("Counting the rows…");
    const TableFormat format = sheet->format();
    if (!format.sheetName.isEmpty())
        parts << format.sheetName;
    if (!sheet->isMade())
        parts << delimiterName(format.delimiter) << format.encoding;
    parts << (format.headerLine > 0 ? FileStep::tr("header in line %1").arg(format.headerLine) : FileStep::tr("no header"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace rollcall
