#pragma once

#include "send/outcome.h"
#include "support/error.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace rollcall {

class Application;
class Resumption;

/// Goes on with what an earlier start left half-way, as soon as an account is connected, and says so.
class Resumer : public QObject
{
    Q_OBJECT

public:
    explicit Resumer(QObject *parent = nullptr);
    ~Resumer() override;

    void use(Application *application);
    /// Looks again for what can be gone on with: an import was just stopped by a passing trouble.
    void look();
    /// With this one, also when a person paused it.
    void goOn(const QString &importId);
    /// At once; what is left can be gone on with.
    void pause();

    QString importId() const { return m_importId; } ///< at work on this one; empty: on none
    QString about() const { return m_about; }       ///< "Going on with …"; empty: with nothing
    const std::optional<Error> &error() const { return m_error; } ///< what stopped the last one

Q_SIGNALS:
    void changed();                            ///< of about(), or something ended
    void progressed(const QString &sentence); ///< for the status line; empty: nothing is done

private:
    void start(const QString &importId);
    void begin(const ImportSummary &import, const QString &about);
    void end(const std::optional<Error> &error);
    void tell(const QString &importId, const QString &about);

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;
    std::unique_ptr<Resumption> m_resumption;
    bool m_isAsked = false; ///< it was asked to go on with one
    QString m_importId;
    QString m_about;
    std::optional<Error> m_error;
};

} // namespace rollcall
