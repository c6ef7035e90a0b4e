#pragma once

#include "support/result.h"
#include "table/sheet.h"

#include <QStringList>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rollcall::cli {

/// How a file is to be read, as every command that reads one takes it.
class TableOptions
{
public:
    void addTo(CLI::App &options);

    QString file() const;
    QStringList maps() const; ///< "HEADER=FIELD"
    bool keepsEach() const { return m_keepsEach; } ///< rows with the same address are not merged
    bool notOptedOut() const { return m_notOptedOut; } ///< whatever the file is called
    Result<TableChoice> choice() const;

private:
    std::string m_file;
    std::vector<std::string> m_maps;
    std::string m_encoding;
    std::string m_delimiter;
    std::string m_quote;
    std::string m_sheet;
    qint64 m_headerLine = -1;
    bool m_keepsEach = false;
    bool m_notOptedOut = false;
};

/// "comma", "tab", …; translated.
QString delimiterLabel(char delimiter);

} // namespace rollcall::cli
