#pragma once

#include <QPushButton>

namespace rollcall {

/// A button by its weight on the page: one Primary at most.
class Button : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind {
        Plain,
        Primary, ///< what the page is for
        Link,    ///< a way that is there, but not the usual one
    };

    explicit Button(const QString &text, Kind kind = Kind::Plain, QWidget *parent = nullptr);

    Kind kind() const { return m_kind; }

    /// The field around it shows the focus instead.
    void setFocusShownOutside(bool outside) { m_focusOutside = outside; }
    bool isFocusShownOutside() const { return m_focusOutside; }

private:
    Kind m_kind;
    bool m_focusOutside = false;
};

} // namespace rollcall
