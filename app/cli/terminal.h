#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace rollcall::cli {

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

Q_SIGNALS:
    void lineRead(const QString &line); ///< without blanks around it

private:
    struct Feed;
    std::shared_ptr<Feed> m_feed;
};

} // namespace rollcall::cli
