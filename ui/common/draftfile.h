#pragma once

#include <QJsonObject>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace rollcall {

/// What was typed and chosen, and not sent yet, in a file of its owner's alone: a crash or a closed lid does not lose
/// it.
class DraftFile : public QObject
{
    Q_OBJECT

public:
    explicit DraftFile(QObject *parent = nullptr);
    ~DraftFile() override; ///< what has not been written yet is

    /// From now on in that file; empty: none. Answers what it holds.
    QJsonObject open(const QString &path);
    /// Within half a second, on another thread; an empty object takes the file away. Where it cannot be written the
    /// work goes on: what is sent is kept elsewhere.
    void keep(const QJsonObject &draft);
    /// The same, where the file may have been changed or deleted by somebody else.
    void keepAnew(const QJsonObject &draft);

private:
    void write();

    QThreadPool m_pool; ///< one thread: in order
    QTimer m_soon;
    QString m_path;
    QJsonObject m_draft;
};

} // namespace rollcall
