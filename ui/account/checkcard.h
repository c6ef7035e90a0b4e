#pragma once

#include "common/card.h"
#include "service/connectioncheck.h"

#include <memory>

namespace rollcall {

class Application;
class Button;
class CopyButton;
class Label;
class Spinner;

/// "Check my connection": what was tried, passed or failed, with what to tell IT, and a report to copy. Hidden until
/// it is begun.
class CheckCard : public Card
{
    Q_OBJECT

public:
    explicit CheckCard(QWidget *parent = nullptr);
    ~CheckCard() override;

    /// Nothing is checked for the account before any longer.
    void use(Application *application);
    void begin();

Q_SIGNALS:
    void closed();

private:
    void add(const ConnectionFinding &finding);
    void lookForBrowser();
    void bringUpFailed();
    void tellEnd(bool allOk);
    void end();
    void copyReport();

    Application *m_application = nullptr;
    std::unique_ptr<ConnectionCheck> m_check;
    QList<ConnectionFinding> m_findings;
    Label *m_heading;
    Spinner *m_spinner;
    QVBoxLayout *m_lines;
    CopyButton *m_copy;
    Button *m_again;
    Button *m_close;
};

} // namespace rollcall
