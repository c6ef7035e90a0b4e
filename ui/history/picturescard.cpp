#include "history/picturescard.h"

#include "account/settingsfile.h"
#include "application.h"
#include "common/button.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/question.h"
#include "send/archive.h"
#include "send/personaldata.h"
#include "support/text.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>

namespace rollcall {
namespace {

constexpr int mostDays = 36'500;
const auto settingName = QStringLiteral("keep_days");

} // namespace

PicturesCard::PicturesCard(Archive &archive, QWidget *parent)
    : Card(parent, 16)
    , m_archive(archive)
    , m_days(new QLineEdit)
    , m_change(new Button(tr("&Change")))
    , m_remove(new Button(tr("Re&move it now…")))
    , m_question(new Question(tr("Remove"), tr("Keep")))
{
    auto *heading = new Label(tr("What contacts were like before an import"));
    heading->setBold(true);
    column()->addWidget(heading);
    column()->addWidget(Label::soft(
        tr("Kept on this computer, so that the import can be undone. After these days it is removed by "
           "itself, and what the import changed can't be given back any more.")));
    m_days->setValidator(new QIntValidator(0, mostDays, m_days));
    auto *grid = new FormGrid;
    m_notice = grid->addField(tr("&Days"), m_days);
    column()->addWidget(grid);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_change);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    column()->addLayout(buttons);
    column()->addWidget(m_question);

    connect(m_days, &QLineEdit::textEdited, this, &PicturesCard::tellDays);
    connect(m_days, &QLineEdit::returnPressed, this, &PicturesCard::keepDays);
    connect(m_change, &QPushButton::clicked, this, &PicturesCard::keepDays);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_notice->clear();
        m_question->ask(tr("Remove it now, of all imports? What they changed can't be given back any more. "
                           "The account is not "
                           "touched. This can't be undone."));
    });
    connect(m_question, &Question::confirmed, this, &PicturesCard::remove);
}

PicturesCard::~PicturesCard() = default;

void PicturesCard::use(Application *application)
{
    m_call.reset();
    m_application = application;
    m_question->hide();
    m_notice->clear();
    if (!application)
        return;
    const ServiceProfile &profile = application->profile();
    m_kept = profile.keepDays;
    m_days->setText(QString::number(m_kept));
    // What stands in the settings file would not count.
    m_days->setEnabled(profile.origins.value(settingName) != ServiceProfile::Origin::Environment);
    tellDays();
}

int PicturesCard::days() const
{
    return m_days->hasAcceptableInput() ? m_days->text().toInt() : -1;
}

void PicturesCard::tellDays()
{
    m_notice->clear();
    m_change->setEnabled(days() >= 0 && days() != m_kept);
}

void PicturesCard::keepDays()
{
    if (!m_change->isEnabled())
        return;
    m_call = std::make_unique<QObject>();
    m_archive.ask(
        [text = m_days->text()](Journal &) {
            return changeSettingsFile(ServiceProfile::personalSettingsFile(), {{settingName, text}});
        },
        m_call.get(), [this, days = days()](const Result<void> &kept) { tellKept(days, kept); });
}

void PicturesCard::tellKept(int days, const Result<void> &kept)
{
    if (!kept) {
        m_notice->show(kept.error());
        return;
    }
    m_kept = days;
    tellDays();
    m_notice->show(Tone::Good,
                   tr("From the next start of Rollcall on it is removed after %Ln day(s).", nullptr, days));
}

void PicturesCard::remove()
{
    m_call = std::make_unique<QObject>();
    m_archive.ask(
        [now = m_application->clock().nowMs()](Journal &journal) { return PersonalData(journal).purge(now); },
        m_call.get(), [this](const Result<qint64> &removed) { tellRemoved(removed); });
}

void PicturesCard::tellRemoved(const Result<qint64> &removed)
{
    if (!removed)
        m_notice->show(removed.error());
    else if (*removed == 0)
        m_notice->show(Tone::Good, tr("Nothing of that kind was kept here."));
    else
        m_notice->show(Tone::Good, tr("Removed, of %Ln contact(s).", nullptr, Text::plural(*removed)));
}

} // namespace rollcall
