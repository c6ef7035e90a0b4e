#pragma once

#include "check/columnmapping.h"
#include "check/columnmemory.h"
#include "check/repairs.h"
#include "support/result.h"
#include "table/sheet.h"

#include <QJsonArray>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <memory>
#include <optional>

namespace rollcall {

/// The first look at a file, or at pasted cells: the beginning at once, then all of it, what its columns may become,
/// and what is still right of earlier work on it. On other threads; starting it anew drops what was under way.
class FirstLook : public QObject
{
    Q_OBJECT

public:
    /// Work on the same file as it was before. It is taken over where the columns are still called the same.
    struct Earlier
    {
        QStringList headers;
        ColumnMapping mapping;
        std::shared_ptr<const Repairs> repairs;
    };
    struct Subject
    {
        QString path;
        QString text; ///< pasted, instead of a file
        TableChoice choice;
        QList<CustomField> customFields;
        ColumnMemory memory;
        std::optional<Earlier> earlier;
    };
    struct Found
    {
        std::shared_ptr<Sheet> sheet;
        ColumnMapping mapping; ///< for `customFields`
        bool isMappingKept = false;
        QList<CustomField> customFields;
        std::shared_ptr<Repairs> repairs;
        QJsonArray corrections; ///< as they are kept
    };

    using QObject::QObject;
    ~FirstLook() override;

    void start(const Subject &subject);
    void stop();

    bool isUnderWay() const { return !m_job.isNull(); }
    /// The rows at the top. Where a text cannot be read as a table, its lines as they stand; null where nothing can.
    std::shared_ptr<const Sheet> beginning() const { return m_beginning; }

Q_SIGNALS:
    void previewed(); ///< the beginning is there
    void found(const rollcall::FirstLook::Found &found);
    void failed(const rollcall::Error &error);

private:
    struct Preview
    {
        Result<std::shared_ptr<Sheet>> sheet;
        std::shared_ptr<Sheet> lines; ///< where that failed
    };

    static Preview preview(const Subject &subject);
    static Result<Found> read(const Subject &subject, const std::shared_ptr<Sheet> &beginning,
                              const std::atomic_bool *cancel);
    void takePreview(const Preview &preview);
    void takeFound(const Result<Found> &result);

    Subject m_subject;
    std::shared_ptr<Sheet> m_beginning;
    QPointer<QObject> m_job;
    std::shared_ptr<std::atomic_bool> m_cancel;
};

} // namespace rollcall
