#pragma once

#include <QWidget>

namespace rollcall {

class ElidedLabel;

/// Over every page: its title, and which account this is.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setAccount(const QString &account);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_title;
    ElidedLabel *m_account;
};

/// Stands over the page as long as the practice account is used: nobody should take it for the real one.
class PracticeBand : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeBand(QWidget *parent = nullptr);

    /// False where the settings name a practice account: there is no other to go back to.
    void setLeavable(bool leavable);

Q_SIGNALS:
    void leavePressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void colour();

    QWidget *m_leave;
};

} // namespace rollcall
