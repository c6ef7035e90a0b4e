#pragma once

#include "check/repairs.h"
#include "common/button.h"

namespace rollcall {

/// One kind of problem mended at once, with an example of it.
class RepairButton : public Button
{
    Q_OBJECT

public:
    explicit RepairButton(QWidget *parent = nullptr);

    void offer(const Repairs::Offer *offer); ///< null: there is nothing to mend, and no button

Q_SIGNALS:
    void mendWanted(rollcall::ProblemKind kind);

private:
    ProblemKind m_kind{};
};

} // namespace rollcall
