#include "history/erasepanel.h"

#include "common/button.h"
#include "common/card.h"
#include "common/formgrid.h"
#include "common/label.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/question.h"
#include "contact/emailaddress.h"
#include "history/picturescard.h"
#include "send/archive.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace rollcall {

ErasePanel::ErasePanel(Archive &archive, QWidget *parent)
    : QWidget(parent)
    , m_archive(archive)
    , m_email(new QLineEdit)
    , m_question(new Question(tr("Erase"), tr("Keep")))
    , m_pictures(new PicturesCard(archive))
{
    QVBoxLayout *outer = scrollingColumn(this, 640);
    auto *card = new Card(nullptr, 16);
    auto *heading = new Label(tr("Erase a person here"));
    heading->setBold(true);
    card->column()->addWidget(heading);
    card->column()->addWidget(Label::soft(tr("Takes them out of everything that Rollcall keeps on this computer: the history, the "
                                             "outbox, and its files of refused rows. The account is not touched.")));
    auto *grid = new FormGrid;
    m_notice = grid->addField(tr("&E-mail"), m_email);
    card->column()->addWidget(grid);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    auto *erase = new Button(tr("E&rase everywhere here…"));
    buttons->addWidget(erase);
    buttons->addStretch(1);
    card->column()->addLayout(buttons);
    outer->addWidget(card);
    outer->addWidget(m_question);
    outer->addWidget(m_pictures);
    outer->addStretch(1);
    QHBoxLayout *ways = footer(this);
    auto *leave = new Button(tr("&Back to the history"));
    ways->addWidget(leave);
    ways->addStretch(1);
    setFirst(this, m_email);

    connect(erase, &QPushButton::clicked, this, &ErasePanel::ask);
    connect(m_email, &QLineEdit::returnPressed, this, &ErasePanel::ask);
    connect(m_email, &QLineEdit::textEdited, m_question, &QWidget::hide);
    connect(leave, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
    connect(m_question, &Question::confirmed, this, &ErasePanel::erase);
}

void ErasePanel::use(Application *application)
{
    clear();
    m_pictures->use(application);
}

void ErasePanel::clear()
{
    m_call.reset();
    m_email->clear();
    m_notice->clear();
    m_question->hide();
}

void ErasePanel::ask()
{
    const QString email = m_email->text().trimmed();
    const EmailFault fault = emailFault(email.toUtf8().toStdString());
    if (fault != EmailFault::None) {
        m_notice->show(Tone::Bad, emailFaultText(fault));
        m_email->setFocus();
        return;
    }
    m_notice->clear();
    m_question->ask(question(email));
}

QString ErasePanel::question(const QString &email)
{
    return tr("Erase %1 from everything that is kept here? Imports keep their numbers, but the person can't be found in them any "
              "more, and undoing leaves them as they are. This can't be undone.").arg(email);
}

QString ErasePanel::answer(const Erasure &erasure)
{
    QStringList parts;
    if (erasure.imports > 0)
        parts << tr("Taken out of %Ln import(s).", nullptr, erasure.imports);
    if (erasure.waiting > 0)
        parts << tr("Taken out of the outbox.");
    if (erasure.files > 0)
        parts << tr("%Ln file(s) of refused rows removed.", nullptr, erasure.files);
    if (erasure.drafts > 0)
        parts << tr("What was typed about them and not sent is deleted.");
    if (erasure.setAside > 0)
        parts << tr("Damaged records that had been set aside are deleted: they may have named them.");
    if (erasure.unfinished > 0)
        parts << tr("%Ln import(s) with this person are not at their end: erase again when they are.", nullptr,
                    erasure.unfinished);
    return parts.isEmpty() ? tr("Nothing about this address was kept here.") : parts.join(QLatin1Char(' '));
}

void ErasePanel::erase()
{
    m_call = std::make_unique<QObject>();
    const QString email = m_email->text().trimmed();
    m_archive.ask([email](Journal &journal) { return PersonalData(journal).erase(email); },
                  m_call.get(), [this, email](const Result<Erasure> &erasure) { tell(email, erasure); });
}

void ErasePanel::tell(const QString &email, const Result<Erasure> &erasure)
{
    if (!erasure) {
        m_notice->show(erasure.error());
        return;
    }
    m_notice->show(erasure->unfinished > 0 ? Tone::Look : Tone::Good, answer(*erasure));
    if (erasure->unfinished == 0)
        m_email->clear();
    Q_EMIT erased(email);
}

} // namespace rollcall
