#include "import/sendoptions.h"

#include "application.h"
#include "common/button.h"
#include "common/fold.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "common/tagitems.h"
#include "import/importdraft.h"
#include "import/previewmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace rollcall {
namespace {

enum Values { Overwrite, FillEmpty, ByColumn };

/// Of a contact in the account it can be said whether there is a value.
bool canFill(Field field)
{
    const FieldKind kind = fieldInfo(field).kind;
    return kind != FieldKind::None && kind != FieldKind::Email && kind != FieldKind::OptOut;
}

} // namespace

SendOptions::SendOptions(ImportDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_tags(new Picker({tr("Add a tag…"), tr("Tags: add a tag"), tr("Find a tag, or name a new one"),
                         tr("Tags of the account"), tr("Make the tag “%1”")}))
    , m_whom(new QComboBox)
    , m_values(new QComboBox)
    , m_filling(new Picker({tr("Add a column…"), tr("Columns that only fill: add a column"), tr("Find a column"),
                            tr("Columns of the file"), {}}))
    , m_revive(new QCheckBox(tr("Bring back contacts that were &deleted in the account.")))
    , m_inShort(new Label({}, TextSize::Small, Tone::Soft))
{
    QWidget *content = fields();
    m_fold = foldButton(tr("Mo&re options"), content);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_fold, 0, Qt::AlignTop);
    m_inShort->setContentsMargins(0, scaled(9), 0, 0); // its first line beside the button's words
    head->addWidget(m_inShort, 1, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(content);
    connect(m_fold, &QPushButton::toggled, this, &SendOptions::fold);
    connect(m_tags, &Picker::chosenChanged, this, &SendOptions::tell);
    connect(m_tagsNotice, &Notice::actionPressed, this, &SendOptions::readTags);
    connect(m_whom, &QComboBox::currentIndexChanged, this, &SendOptions::tell);
    connect(m_values, &QComboBox::currentIndexChanged, this, &SendOptions::tell);
    connect(m_filling, &Picker::chosenChanged, this, &SendOptions::tell);
    connect(m_revive, &QCheckBox::toggled, this, &SendOptions::tell);
    connect(&m_draft, &ImportDraft::opened, this, &SendOptions::setColumns);
    connect(&m_draft, &ImportDraft::mappingChanged, this, &SendOptions::setColumns);
    m_tags->setItems({}, false);
    tell();
}

SendOptions::~SendOptions() = default;

QWidget *SendOptions::fields()
{
    m_whom->addItem(tr("New people are added, others updated"), int(Whom::Everybody));
    m_whom->addItem(tr("Only new people: others stay as they are"), int(Whom::OnlyNew));
    m_whom->addItem(tr("Only people who are there: nobody is added"), int(Whom::OnlyKnown));
    m_values->addItem(tr("Filled cells overwrite"), Overwrite);
    m_values->addItem(tr("Only what is empty is filled"), FillEmpty);
    m_values->addItem(tr("As I say for each column"), ByColumn);
    for (QComboBox *box : {m_whom, m_values}) { // a long choice does not make the card wider
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(1);
    }
    auto *grid = new FormGrid;
    m_tagsNotice = grid->addField(tr("Ta&gs"), m_tags);
    grid->addField(tr("Peopl&e"), m_whom);
    m_valuesNotice = grid->addField(tr("&Values"), m_values);
    m_filling->setAccessibleName(tr("Columns that only fill"));
    grid->addBelow(m_filling);
    grid->addBelow(m_revive);
    return grid;
}

void SendOptions::use(Application *application)
{
    m_call.reset();
    m_application = application;
    m_tagsKnown = false;
    m_tags->setItems({}, false);
    m_tagsNotice->clear();
    if (m_fold->isChecked())
        readTags();
}

void SendOptions::fold(bool open)
{
    if (open && !m_tagsKnown)
        readTags();
    tell();
    if (open)
        bringIntoView(this);
}

void SendOptions::readTags()
{
    if (!m_application || !m_application->session().isConnected())
        return;
    m_call = std::make_unique<QObject>();
    m_application->tags().all(m_call.get(), [this](const Result<QList<ContactTag>> &tags) {
        m_tagsKnown = showTags(tags, m_tags, m_tagsNotice);
    });
}

void SendOptions::setColumns()
{
    QList<PickerItem> items;
    for (qsizetype column = 0; m_draft.sheet() && column < m_draft.mapping().size(); ++column) {
        if (canFill(m_draft.mapping().at(column).field))
            items << PickerItem{QString::number(column), columnName(*m_draft.sheet(), int(column))};
    }
    m_filling->setItems(items);
}

void SendOptions::complete(ImportPlan &plan) const
{
    for (const PickerItem &tag : m_tags->chosenItems()) {
        plan.tagIds << tag.id;
        plan.tagNames << tag.name;
    }
    plan.whom = static_cast<Whom>(m_whom->currentData().toInt());
    plan.revive = m_revive->isChecked();
    if (m_values->currentData() == FillEmpty) {
        for (qsizetype column = 0; column < plan.mapping.size(); ++column)
            plan.onlyFill << column;
    } else if (m_values->currentData() == ByColumn) {
        for (const PickerItem &column : m_filling->chosenItems())
            plan.onlyFill << column.id.toInt();
    }
}

void SendOptions::clear()
{
    m_tags->setChosen({});
    m_whom->setCurrentIndex(0);
    m_values->setCurrentIndex(Overwrite);
    m_filling->setChosen({});
    m_revive->setChecked(false);
    m_fold->setChecked(false);
}

QJsonObject SendOptions::kept() const
{
    return {{QStringLiteral("tags"), m_tags->kept()},
            {QStringLiteral("whom"), m_whom->currentIndex()},
            {QStringLiteral("values"), m_values->currentIndex()},
            {QStringLiteral("filling"), m_filling->kept()},
            {QStringLiteral("revive"), m_revive->isChecked()}};
}

void SendOptions::restore(const QJsonObject &kept)
{
    m_tags->restore(kept.value(QLatin1String("tags")).toArray());
    m_whom->setCurrentIndex(kept.value(QLatin1String("whom")).toInt());
    m_values->setCurrentIndex(kept.value(QLatin1String("values")).toInt());
    m_filling->restore(kept.value(QLatin1String("filling")).toArray());
    m_revive->setChecked(kept.value(QLatin1String("revive")).toBool());
}

/// What is not as usual, for when it is folded away.
QStringList SendOptions::inShort() const
{
    QStringList parts;
    for (const PickerItem &tag : m_tags->chosenItems())
        parts << tag.name;
    if (m_whom->currentIndex() > 0)
        parts << m_whom->currentText();
    if (m_values->currentIndex() > 0)
        parts << m_values->currentText();
    if (m_revive->isChecked())
        parts << tr("Deleted contacts come back");
    return parts;
}

void SendOptions::tell()
{
    const bool byColumn = m_values->currentData() == ByColumn;
    m_filling->setVisible(byColumn);
    m_valuesNotice->show(Tone::Soft, byColumn ? tr("These columns only fill what is empty; the others overwrite. Empty cells change nothing.")
                                              : tr("Empty cells change nothing."));
    m_inShort->setText(m_fold->isChecked() ? QString() : inShort().join(QStringLiteral(" · ")));
    Q_EMIT changed();
}

} // namespace rollcall
