#pragma once

#include <QObject>

#include <memory>

namespace rollcall::cli {

/// Ctrl+C and the system's wish that the program ends, as a signal in the event loop. The second one ends the
/// program at once, as if nobody listened. One at a time in a process.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Interrupted, Terminated };

    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

Q_SIGNALS:
    void came(rollcall::cli::Interrupts::Kind kind);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall::cli
