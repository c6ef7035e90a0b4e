#include "table/ziparchive.h"

#include "table/conversion.h"

#include <quazip.h>
#include <quazipfile.h>

#include <algorithm>

namespace rollcall {
namespace {

constexpr int mostEntries = 20'000;

auto damaged(int zipError)
{
    return tl::unexpected(damagedFile(QStringLiteral("zip error %1").arg(zipError)));
}

} // namespace

ZipPart::ZipPart(std::unique_ptr<QuaZipFile> file, qint64 limit, const Conversion &conversion)
    : m_file(std::move(file))
    , m_conversion(conversion)
    , m_left(limit)
{
    open(ReadOnly | Unbuffered);
}

ZipPart::~ZipPart() = default;

qint64 ZipPart::fail(Error error)
{
    m_status = tl::unexpected(std::move(error));
    setErrorString(m_status.error().message);
    return -1;
}

qint64 ZipPart::readData(char *data, qint64 size)
{
    if (!m_status)
        return -1;
    if (m_conversion.isCancelled())
        return fail(conversionCancelled());
    const qint64 got = m_file->read(data, size);
    if (got < 0 || m_file->getZipError() != UNZ_OK)
        return fail(damagedFile(QStringLiteral("zip error %1").arg(m_file->getZipError())));
    m_left -= got;
    if (m_left < 0)
        return fail(fileTooLarge(m_file->getActualFileName()));
    return got;
}

Result<void> ZipPart::finish()
{
    char rest[4096];
    while (readData(rest, sizeof rest) > 0) {
    }
    if (!m_status)
        return m_status;
    m_file->close();
    if (m_file->getZipError() != UNZ_OK)
        fail(damagedFile(QStringLiteral("zip error %1").arg(m_file->getZipError())));
    return m_status;
}

ZipArchive::ZipArchive(QIODevice &file, const Conversion &conversion)
    : m_zip(std::make_unique<QuaZip>(&file))
    , m_conversion(conversion)
{
    m_zip->setAutoClose(false);
}

ZipArchive::~ZipArchive() = default;

Result<void> ZipArchive::open()
{
    if (!m_zip->open(QuaZip::mdUnzip))
        return damaged(m_zip->getZipError());
    if (m_zip->getEntriesCount() > mostEntries)
        return tl::unexpected(fileTooLarge(QStringLiteral("%1 files").arg(m_zip->getEntriesCount())));
    for (bool more = m_zip->goToFirstFile(); more; more = m_zip->goToNextFile()) {
        QuaZipFileInfo64 info;
        if (!m_zip->getCurrentFileInfo(&info))
            return damaged(m_zip->getZipError());
        if (!info.name.endsWith(QLatin1Char('/')))
            m_entries.append({info.name, (info.flags & 1) != 0});
    }
    return m_zip->getZipError() == UNZ_OK ? Result<void>() : damaged(m_zip->getZipError());
}

const ZipArchive::Entry *ZipArchive::find(const QString &name) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&name](const Entry &entry) {
        return entry.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

Result<std::unique_ptr<ZipPart>> ZipArchive::part(const Entry &entry, qint64 limit)
{
    if (entry.isEncrypted)
        return tl::unexpected(protectedFile());
    if (!m_zip->setCurrentFile(entry.name, QuaZip::csSensitive))
        return damaged(m_zip->getZipError());
    auto file = std::make_unique<QuaZipFile>(m_zip.get());
    if (!file->open(QIODevice::ReadOnly))
        return damaged(file->getZipError());
    return std::make_unique<ZipPart>(std::move(file), limit, m_conversion);
}

} // namespace rollcall
