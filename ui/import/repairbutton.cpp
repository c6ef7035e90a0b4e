#include "import/repairbutton.h"

#include "common/mnemonic.h"

namespace rollcall {

RepairButton::RepairButton(QWidget *parent)
    : Button({}, Kind::Plain, parent)
{
    connect(this, &QPushButton::clicked, this, [this] { Q_EMIT mendWanted(m_kind); });
}

void RepairButton::offer(const Repairs::Offer *offer)
{
    setVisible(offer != nullptr);
    if (!offer)
        return;
    m_kind = offer->kind;
    const auto shown = [](const QString &text, qsizetype longest) {
        if (text.isEmpty())
            return tr("(empty)");
        return text.size() > longest ? text.left(longest / 2) + QChar(0x2026) + text.right(longest / 2 - 1) : text;
    };
    constexpr qsizetype onIt = 24;
    constexpr qsizetype aboveIt = 200;
    const auto inWords = [&shown](const QString &text) { return withoutMnemonic(shown(text, onIt)); };
    setText(tr("&Mend all %Ln: %1 → %2", nullptr, int(offer->cells))
                .arg(inWords(offer->before), inWords(offer->after)));
    setToolTip(tr("%1 → %2, and the others of this kind").arg(shown(offer->before, aboveIt), shown(offer->after, aboveIt)));
}

} // namespace rollcall
