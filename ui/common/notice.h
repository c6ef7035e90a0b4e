#pragma once

#include "common/label.h"
#include "support/error.h"

#include <QWidget>

class QHBoxLayout;

namespace rollcall {

class Button;

/// A sentence beside what it concerns, with the repair as something to press. Hidden until there is one.
class Notice : public QWidget
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    /// For what concerns the whole page: on a ground of its own, with a sign.
    static Notice *banner(QWidget *parent = nullptr);

    /// `other`: what can be done instead of `action`.
    void show(Tone tone, const QString &text, const QString &action = {}, const QString &other = {});
    /// What happened, and what it means.
    void show(const Error &error, Tone tone = Tone::Bad);
    void clear();
    bool isEmpty() const;
    QString text() const;

Q_SIGNALS:
    void actionPressed();
    void otherPressed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_banner = false;
    Label *m_text;
    Button *m_action;
    Button *m_other;
};

/// An error in full: what happened, what it means, and the technical detail folded out on demand, to be copied.
class ErrorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget *parent = nullptr);

    void show(const Error &error);
    void clear();
    QString message() const;
    /// Where ways on are put.
    QHBoxLayout *ways() const { return m_ways; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_message;
    Label *m_hint;
    Label *m_detail;
    Button *m_more;
    Button *m_copy;
    QHBoxLayout *m_ways;
};

} // namespace rollcall
