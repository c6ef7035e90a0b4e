#pragma once

#include "support/result.h"

#include <QString>
#include <QStringList>
#include <QTemporaryFile>

#include <memory>

namespace rollcall {

struct ConvertedTable;
struct Conversion;
class ZipArchive;

/// The table that was packed into a ZIP: the only one, or one of the files of a Mailchimp export, which are
/// chosen by name as the sheets of a workbook are.
class ZippedTable
{
public:
    ZippedTable(ZipArchive &archive, const Conversion &conversion)
        : m_archive(archive)
        , m_conversion(conversion)
    {}

    Result<ConvertedTable> convert();

private:
    struct Member
    {
        QString path;
        QString name; ///< without folders
    };

    static bool isTable(const QString &name);
    QList<Member> tables() const;
    static bool areMailchimps(QList<Member> &members);
    Result<Member> chosen(const QList<Member> &members, bool areParts) const;
    Result<std::unique_ptr<QTemporaryFile>> unpacked(const Member &member);

    ZipArchive &m_archive;
    const Conversion &m_conversion;
};

} // namespace rollcall
