#pragma once

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace rollcall {

class SectionButton;

/// The sections of the program, one of them chosen.
class SideBar : public QWidget
{
    Q_OBJECT

public:
    explicit SideBar(QWidget *parent = nullptr);

    /// `text` with its mnemonic. Returns the section's number, from 0.
    int addSection(const QString &icon, const QString &text);
    void setCurrent(int section);
    /// How many wait there; `spoken` says it in words. 0: none.
    void setCount(int section, int count, const QString &spoken);

Q_SIGNALS:
    void chosen(int section);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
    QList<SectionButton *> m_sections;
};

} // namespace rollcall
