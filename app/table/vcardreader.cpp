#include "table/vcardreader.h"

#include "table/conversion.h"
#include "table/rowwriter.h"
#include "table/spreadsheetreader.h"
#include "table/vcard.h"

#include <QStringDecoder>

#include <array>
#include <map>

namespace rollcall {
namespace {

/// The columns in their order; a further one of a kind has its number behind it.
constexpr std::array headers{
    "First name",
    "Last name",
    "Email address",
    "Company",
    "Job title",
    "Phone - mobile",
    "Phone - home",
    "Phone - work",
    "Phone - other",
    "Phone - fax",
    "Street address line 1 - Home",
    "City - Home",
    "State/Province - Home",
    "Zip/Postal Code - Home",
    "Country - Home",
    "Street address line 1 - Work",
    "City - Work",
    "State/Province - Work",
    "Zip/Postal Code - Work",
    "Country - Work",
    "Street address line 1 - Other",
    "City - Other",
    "State/Province - Other",
    "Zip/Postal Code - Other",
    "Country - Other",
    "Birthday",
    "Anniversary",
    "Website",
    "Tags",
    "Notes",
};
enum Header {
    FirstName,
    LastName,
    Email,
    Company,
    JobTitle,
    Mobile,
    HomeStreet = 10,
    WorkStreet = 15,
    OtherStreet = 20,
    Birthday = 25,
    Anniversary,
    Website,
    Tags,
    Notes
};

/// A header and which of its kind.
using Column = std::pair<int, int>;
using Cells = std::map<Column, QString>;

int phoneHeader(const QString &kind)
{
    constexpr std::array kinds{"mobile", "home", "work", "other", "fax"};
    for (size_t i = 0; i < kinds.size(); ++i) {
        if (kind == QLatin1String(kinds[i]))
            return Mobile + static_cast<int>(i);
    }
    Q_UNREACHABLE();
}

void put(Cells &cells, int header, const QString &text)
{
    int number = 1;
    while (cells.contains({header, number}))
        ++number;
    cells[{header, number}] = text;
}

Cells cellsOf(const VCard &card)
{
    Cells cells{{{FirstName, 1}, card.firstName}, {{LastName, 1}, card.lastName},
                {{Company, 1}, card.company},     {{JobTitle, 1}, card.jobTitle},
                {{Birthday, 1}, card.birthday},   {{Anniversary, 1}, card.anniversary},
                {{Website, 1}, card.website},     {{Tags, 1}, card.categories.join(QStringLiteral(", "))},
                {{Notes, 1}, card.notes}};
    for (const QString &email : card.emails)
        put(cells, Email, email);
    for (const Phone &phone : card.phones)
        put(cells, phoneHeader(phone.kind), phone.number);
    for (const StreetAddress &address : card.addresses) {
        const int street = address.kind == QLatin1String("home")   ? HomeStreet
                           : address.kind == QLatin1String("work") ? WorkStreet
                                                                   : OtherStreet;
        const std::array parts{address.street, address.city, address.state, address.postalCode,
                               address.country};
        for (size_t i = 0; i < parts.size(); ++i)
            put(cells, street + static_cast<int>(i), parts[i]);
    }
    return cells;
}
QString headerText(const Column &column)
{
    const QString header = QString::fromLatin1(headers.at(static_cast<size_t>(column.first)));
    return column.second == 1 ? header : header + QLatin1Char(' ') + QString::number(column.second);
}

/// Goes through all cards; what the handler returns ends it.
Result<void> forEachCard(QIODevice &file, const Conversion &conversion, auto handle)
{
    file.seek(0);
    VCards cards(file);
    VCard card;
    while (cards.next(card)) {
        if (conversion.isCancelled())
            return tl::unexpected(conversionCancelled());
        if (const Result<void> handled = handle(card); !handled)
            return handled;
    }
    return cards.status();
}

} // namespace

bool VCardReader::canRead(QByteArrayView beginning)
{
    QByteArray text = beginning.toByteArray();
    if (text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF"))
        text = QString(QStringDecoder(QStringDecoder::Utf16)(text)).toUtf8();
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return text.trimmed().left(11).toUpper() == "BEGIN:VCARD";
}

Result<ConvertedTable> VCardReader::convert()
{
    std::map<Column, size_t> columns{{{FirstName, 1}, 0}, {{LastName, 1}, 0}, {{Email, 1}, 0}};
    const Result<void> looked =
        forEachCard(m_file, m_conversion, [&columns](const VCard &card) -> Result<void> {
            for (const auto &[column, text] : cellsOf(card)) {
                if (!text.isEmpty() && columns.size() < RowWriter::mostColumns)
                    columns.try_emplace(column, 0);
            }
            return {};
        });
    if (!looked)
        return tl::unexpected(looked.error());

    RowWriter writer(m_conversion.limit);
    std::vector<QByteArray> row;
    for (auto &[column, place] : columns) {
        place = row.size();
        row.push_back(headerText(column).toUtf8());
    }
    Result<void> written = writer.write(1, row);
    qint64 number = 1;
    if (written) {
        written = forEachCard(m_file, m_conversion, [&](const VCard &card) -> Result<void> {
            ++number;
            if (card.isGroup || writer.isFull())
                return {};
            std::fill(row.begin(), row.end(), QByteArray());
            for (const auto &[column, text] : cellsOf(card)) {
                if (const auto found = columns.find(column); found != columns.end())
                    row[found->second] = text.toUtf8();
            }
            return writer.write(number, row);
        });
    }
    if (!written)
        return tl::unexpected(written.error());
    return writer.table();
}

} // namespace rollcall
