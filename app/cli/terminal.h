#pragma once

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace rollcall::cli {

class Printer;

/// The person's side of the command line: is anyone there, and what do they type.
class Terminal : public QObject
{
    Q_OBJECT

public:
    explicit Terminal(QObject *parent = nullptr);
    ~Terminal() override;

    static bool isInputInteractive(); ///< someone can answer a question
    static bool isLogInteractive();   ///< someone looks at standard error

    /// Reads standard input from now on, line by line.
    void readLines();
    /// Waits until the person has typed a line; `isHidden`: not shown as it is typed. None when nobody is there,
    /// or Ctrl+C was pressed. For what cannot be answered later.
    std::optional<QString> ask(Printer &printer, const QString &question, bool isHidden);

Q_SIGNALS:
    void lineRead(const QString &line); ///< without blanks around it

private:
    struct Feed;
    std::shared_ptr<Feed> m_feed;
};

} // namespace rollcall::cli
