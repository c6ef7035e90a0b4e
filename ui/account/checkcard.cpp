#include "account/checkcard.h"

#include "application.h"
#include "common/copybutton.h"
#include "common/icon.h"
#include "common/label.h"
#include "common/mark.h"
#include "common/page.h"
#include "common/spinner.h"
#include "support/desktop.h"

#include <QHBoxLayout>

namespace rollcall {
namespace {

constexpr auto failedProperty = "failed";

} // namespace

CheckCard::CheckCard(QWidget *parent)
    : Card(parent, 28)
    , m_heading(Label::heading({}))
    , m_spinner(new Spinner)
    , m_lines(new QVBoxLayout)
    , m_copy(new CopyButton(tr("Copy re&port")))
    , m_again(new Button(tr("Check a&gain")))
    , m_close(new Button(tr("C&lose")))
{
    column()->setSpacing(14);
    column()->addLayout(besideSpinner(m_spinner, m_heading));
    m_lines->setSpacing(8);
    column()->addLayout(m_lines);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_copy);
    foot->addWidget(m_again);
    foot->addStretch(1);
    foot->addWidget(m_close);
    column()->addLayout(foot);
    setFirst(this, m_close);
    connect(m_copy, &QPushButton::clicked, this, &CheckCard::copyReport);
    connect(m_again, &QPushButton::clicked, this, &CheckCard::begin);
    connect(m_close, &QPushButton::clicked, this, &CheckCard::end);
    hide();
}

CheckCard::~CheckCard() = default;

void CheckCard::use(Application *application)
{
    m_check.reset();
    m_application = application;
    hide();
}

void CheckCard::begin()
{
    if (!m_application)
        return;
    emptyLayout(m_lines);
    m_findings.clear();
    m_heading->setText(tr("Checking your connection"));
    m_spinner->show();
    m_copy->setEnabled(false);
    m_again->setEnabled(false);
    show();
    goTo(this);
    bringIntoView(this);
    lookForBrowser();
    m_check = m_application->connectionCheck();
    connect(m_check.get(), &ConnectionCheck::found, this, &CheckCard::add);
    connect(m_check.get(), &ConnectionCheck::finished, this, &CheckCard::tellEnd);
    m_check->start();
}

/// Not a fault by itself: there are other ways in.
void CheckCard::lookForBrowser()
{
    const bool isThere = canOpenBrowser(QProcessEnvironment::systemEnvironment());
    add({QStringLiteral("browser"),
         true,
         isThere ? tr("A browser can be opened from here.")
                 : tr("No browser can be opened from here; a code on another device needs none."),
         {}});
}

void CheckCard::add(const ConnectionFinding &finding)
{
    m_findings << finding;
    auto *line = new QWidget;
    line->setProperty(failedProperty, !finding.ok);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new Mark(finding.ok), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new Label(finding.message));
    if (!finding.hint.isEmpty())
        words->addWidget(Label::soft(finding.hint));
    row->addLayout(words, 1);
    // Passed and failed are told apart by more than a sign and its colour.
    auto *answer = new Label(finding.ok ? tr("passed") : tr("failed"), TextSize::Small, finding.ok ? Tone::Soft : Tone::Bad);
    answer->setWordWrap(false);
    row->addWidget(answer, 0, Qt::AlignTop);
    m_lines->addWidget(line);
    bringIntoView(this);
}

void CheckCard::tellEnd(bool allOk)
{
    m_check.release()->deleteLater(); // it is telling us
    const auto failed = int(std::ranges::count(m_findings, false, &ConnectionFinding::ok));
    bringUpFailed();
    m_heading->setText(allOk ? tr("Your connection is in order")
                             : tr("%n check(s) failed: what to do, or to tell IT, is below each", nullptr, failed));
    m_spinner->hide();
    m_copy->setEnabled(true);
    m_again->setEnabled(true);
    bringIntoView(this);
}

/// What asks for something to be done is read first.
void CheckCard::bringUpFailed()
{
    int place = 0;
    for (int i = 0; i < m_lines->count(); ++i) {
        if (m_lines->itemAt(i)->widget()->property(failedProperty).toBool())
            m_lines->insertItem(place++, m_lines->takeAt(i));
    }
}

void CheckCard::end()
{
    m_check.reset();
    hide();
    Q_EMIT closed();
}

void CheckCard::copyReport()
{
    m_copy->copy(connectionReport(m_findings));
}

} // namespace rollcall
