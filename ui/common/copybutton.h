#pragma once

#include "common/button.h"

namespace rollcall {

/// Puts a text on the clipboard, and says so for a moment.
class CopyButton : public Button
{
    Q_OBJECT

public:
    explicit CopyButton(const QString &text, QWidget *parent = nullptr);

    void copy(const QString &text);

private:
    const QString m_label;
};

} // namespace rollcall
