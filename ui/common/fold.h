#pragma once

class QString;
class QWidget;

namespace rollcall {

class Button;

/// A word that folds `content`, a part of the page, out and in; it is folded in at first.
Button *foldButton(const QString &name, QWidget *content);

} // namespace rollcall
