#include "table/zippedtable.h"

#include "support/text.h"
#include "table/conversion.h"
#include "table/rowwriter.h"
#include "table/sourcefile.h"
#include "table/spreadsheetreader.h"
#include "table/ziparchive.h"

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 pieceSize = 256 * 1024;

Error severalTables(const QStringList &names)
{
    constexpr qsizetype shown = 5;
    QString list = names.first(qMin(names.size(), shown)).join(QStringLiteral(", "));
    if (names.size() > shown)
        list += QStringLiteral(", …");
    return {Error::Kind::Input,
            Text::tr("The ZIP file holds several tables: %1.").arg(list),
            Text::tr("Unpack it and choose the one with the contacts."),
            {}};
}

} // namespace

Result<ConvertedTable> ZippedTable::convert()
{
    QList<Member> members = tables();
    const bool areParts = areMailchimps(members);
    const Result<Member> member = chosen(members, areParts);
    if (!member)
        return tl::unexpected(member.error());
    ConvertedTable table;
    auto file = unpacked(*member);
    if (!file)
        return tl::unexpected(file.error());

    if (needsConversion((*file)->peek(4096))) {
        Conversion inside = m_conversion;
        if (areParts)
            inside.sheetName.reset(); // it was the name of the part
        Result<ConvertedTable> converted = convertToRows(**file, inside, Nesting::InsideZip);
        if (!converted)
            return converted;
        table = std::move(*converted);
    } else {
        table.rows = std::move(*file);
        table.isPlain = false;
        table.sheetName = member->name; // it may say what is in it: unsubscribed_…
    }
    if (areParts) {
        for (const Member &part : members)
            table.sheetNames.append(part.name);
        table.sheetName = member->name;
    }
    return table;
}

QList<ZippedTable::Member> ZippedTable::tables() const
{
    QList<Member> tables;
    QList<Member> texts; // or letters to the reader
    for (const ZipArchive::Entry &entry : m_archive.entries()) {
        QString path = entry.name;
        path.replace(QLatin1Char('\\'), QLatin1Char('/'));
        const QString name = path.section(QLatin1Char('/'), -1);
        if (path.startsWith(QLatin1String("__MACOSX/")) || name.startsWith(QLatin1Char('.')))
            continue;
        if (isTable(name))
            tables.append({entry.name, name});
        else if (name.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive))
            texts.append({entry.name, name});
    }
    return tables.isEmpty() ? texts : tables;
}

bool ZippedTable::isTable(const QString &name)
{
    const QString ending = name.section(QLatin1Char('.'), -1).toLower();
    static const QStringList endings{QStringLiteral("csv"),  QStringLiteral("tsv"),  QStringLiteral("tab"),
                                     QStringLiteral("xlsx"), QStringLiteral("xlsm"), QStringLiteral("xls"),
                                     QStringLiteral("ods"),  QStringLiteral("vcf")};
    return name.contains(QLatin1Char('.')) && endings.contains(ending);
}

/// subscribed_…, unsubscribed_… and cleaned_… in one ZIP; the first comes first (constant-contact-v3.md 7.6).
bool ZippedTable::areMailchimps(QList<Member> &members)
{
    const auto isPart = [](const Member &member) {
        for (const char *kind : {"subscribed", "unsubscribed", "nonsubscribed", "cleaned", "archived"}) {
            if (member.name.startsWith(QLatin1String(kind), Qt::CaseInsensitive))
                return true;
        }
        return false;
    };
    const auto isSubscribed = [](const Member &member) {
        return member.name.startsWith(QLatin1String("subscribed"), Qt::CaseInsensitive);
    };
    if (members.size() < 2 || !std::all_of(members.begin(), members.end(), isPart) ||
        std::count_if(members.begin(), members.end(), isSubscribed) > 1)
        return false;
    std::stable_partition(members.begin(), members.end(), isSubscribed);
    return true;
}

Result<ZippedTable::Member> ZippedTable::chosen(const QList<Member> &members, bool areParts) const
{
    if (members.isEmpty())
        return tl::unexpected(noTable());
    if (members.size() > 1 && !areParts) {
        QStringList names;
        for (const Member &member : members)
            names.append(member.name);
        return tl::unexpected(severalTables(names));
    }
    if (!areParts || !m_conversion.sheetName)
        return members.front();
    for (const Member &member : members) {
        if (member.name == *m_conversion.sheetName)
            return member;
    }
    return tl::unexpected(noSuchSheet(*m_conversion.sheetName));
}

Result<std::unique_ptr<QTemporaryFile>> ZippedTable::unpacked(const Member &member)
{
    const Result<std::unique_ptr<ZipPart>> part =
        m_archive.part(*m_archive.find(member.path), RowWriter::mostBytes);
    if (!part)
        return tl::unexpected(part.error());
    auto file = SourceFile::temporary();
    if (!file)
        return file;
    for (;;) {
        const QByteArray piece = (*part)->read(pieceSize);
        if (piece.isEmpty())
            break;
        if ((*file)->write(piece) != piece.size())
            return tl::unexpected(noRoomForRows((*file)->errorString()));
    }
    if (const Result<void> finished = (*part)->finish(); !finished)
        return tl::unexpected(finished.error());
    if (!(*file)->flush() || !(*file)->seek(0))
        return tl::unexpected(noRoomForRows((*file)->errorString()));
    return file;
}

} // namespace rollcall
