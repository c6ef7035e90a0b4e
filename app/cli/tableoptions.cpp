#include "cli/tableoptions.h"

#include "support/text.h"

#include <CLI/CLI.hpp>

namespace rollcall::cli {
namespace {

std::optional<char> delimiterNamed(const std::string &text)
{
    if (text == "," || text == "comma")
        return ',';
    if (text == ";" || text == "semicolon")
        return ';';
    if (text == "\t" || text == "\\t" || text == "tab")
        return '\t';
    if (text == "|" || text == "pipe")
        return '|';
    return std::nullopt;
}

std::optional<char> quoteNamed(const std::string &text)
{
    if (text == "\"" || text == "'")
        return text.front();
    if (text == "none")
        return '\0';
    return std::nullopt;
}

} // namespace

void TableOptions::addTo(CLI::App &options)
{
    options
        .add_option(
            "FILE", m_file,
            Text::tr("The table with the people: CSV or other text, XLSX, ODS or vCard.").toStdString())
        ->required();
    options
        .add_option("--map", m_maps,
                    Text::tr("Take the column with this header as that field.").toStdString())
        ->type_name("HEADER=FIELD")
        ->allow_extra_args(false);
    options.add_option("--encoding", m_encoding,
                       Text::tr("Encoding of the file, as “UTF-8” or “windows-1252”.").toStdString());
    options.add_option("--delimiter", m_delimiter,
                       Text::tr("What stands between cells: comma, semicolon, tab or pipe; the word or the character.")
                           .toStdString());
    options.add_option("--quote", m_quote,
                       Text::tr("What stands around cells: \" or ', or none.").toStdString());
    options.add_option("--sheet", m_sheet, Text::tr("Sheet of a spreadsheet, by name.").toStdString());
    options
        .add_option("--header-line", m_headerLine,
                    Text::tr("Line with the headers, counted from 1; 0: there is none.").toStdString())
        ->check(CLI::NonNegativeNumber);
    options.add_flag(
        "--keep-each", m_keepsEach,
        Text::tr("Do not merge rows with the same address: the first is sent, and the others are to fix.")
            .toStdString());
    options.add_flag(
        "--not-opted-out", m_notOptedOut,
        Text::tr("By its name the file is a list of people who want no mail, but it is not such a list.")
            .toStdString());
}

QString TableOptions::file() const
{
    return QString::fromStdString(m_file);
}

QStringList TableOptions::maps() const
{
    QStringList maps;
    for (const std::string &map : m_maps)
        maps << QString::fromStdString(map);
    return maps;
}

Result<TableChoice> TableOptions::choice() const
{
    TableChoice choice;
    if (!m_encoding.empty())
        choice.encoding = QString::fromStdString(m_encoding);
    if (!m_sheet.empty())
        choice.sheetName = QString::fromStdString(m_sheet);
    if (m_headerLine >= 0)
        choice.headerLine = m_headerLine;
    if (!m_delimiter.empty()) {
        choice.delimiter = delimiterNamed(m_delimiter);
        if (!choice.delimiter) {
            return failure(Error::Kind::Usage,
                           Text::tr("“%1” is not a delimiter that can be read.")
                               .arg(QString::fromStdString(m_delimiter)),
                           Text::tr("Use one of: comma, semicolon, tab, pipe."));
        }
    }
    if (!m_quote.empty()) {
        choice.quote = quoteNamed(m_quote);
        if (!choice.quote) {
            return failure(
                Error::Kind::Usage,
                Text::tr("“%1” is not a quote that can be read.").arg(QString::fromStdString(m_quote)),
                Text::tr("Use \" or ' or the word none."));
        }
    }
    return choice;
}

QString delimiterLabel(char delimiter)
{
    switch (delimiter) {
    case ',':
        return Text::tr("comma");
    case ';':
        return Text::tr("semicolon");
    case '\t':
        return Text::tr("tab");
    case '|':
        return Text::tr("pipe");
    default:
        return QString(QLatin1Char(delimiter));
    }
}

} // namespace rollcall::cli
