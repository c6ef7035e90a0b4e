#pragma once

#include "support/result.h"

#include <QIODevice>
#include <QList>
#include <QString>

#include <memory>

class QuaZip;
class QuaZipFile;

namespace rollcall {

struct Conversion;

/// One file inside a ZIP, read from its beginning to its end, and never more of it than was agreed.
class ZipPart : public QIODevice
{
public:
    ZipPart(std::unique_ptr<QuaZipFile> file, qint64 limit, const Conversion &conversion);
    ~ZipPart() override;

    bool isSequential() const override { return true; }

    /// Why reading failed; none if all is well so far.
    Result<void> status() const { return m_status; }

    /// Reads what is left and compares the checksum. Input error when it does not fit.
    Result<void> finish();

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    qint64 fail(Error error);

    std::unique_ptr<QuaZipFile> m_file;
    const Conversion &m_conversion;
    qint64 m_left;
    Result<void> m_status;
};

/// A ZIP file from somebody who may have made a mistake, or mean harm.
class ZipArchive
{
public:
    struct Entry
    {
        QString name;
        bool isEncrypted = false;
    };

    /// `file` is open already, can be sought in, and outlives this.
    ZipArchive(QIODevice &file, const Conversion &conversion);
    ~ZipArchive();

    Result<void> open();

    const QList<Entry> &entries() const { return m_entries; } ///< without folders
    const Entry *find(const QString &name) const;             ///< in whatever case it is written

    /// One at a time. `limit` is the most bytes that may come out of it.
    Result<std::unique_ptr<ZipPart>> part(const Entry &entry, qint64 limit);

private:
    std::unique_ptr<QuaZip> m_zip;
    const Conversion &m_conversion;
    QList<Entry> m_entries;
};

} // namespace rollcall
