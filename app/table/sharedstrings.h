#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace rollcall {

class OfficeXml;

/// The texts of an .xlsx, which its cells refer to by number: in one block, because there can be millions.
class SharedStrings
{
public:
    void read(OfficeXml &xml);

    /// UTF-8 that lives as long as this; nothing where there is no such text.
    std::optional<QByteArray> at(qint64 number) const;

    /// What an <si> or <is> says: its text, or that of its runs, without how it is to be pronounced.
    static QString itemText(OfficeXml &xml);

    /// "_x000D_" and its like are characters that XML has no place for.
    static QString unescaped(const QString &text);

private:
    static constexpr qsizetype mostBytes = qsizetype(512) << 20;

    QByteArray m_texts;
    std::vector<quint32> m_ends;
};

} // namespace rollcall
