#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringDecoder>
#include <QStringList>

#include <optional>

class QIODevice;

namespace rollcall {

/// A line of a vCard: "item1.TEL;TYPE=CELL,VOICE:+1 617 555 0142".
struct ContentLine
{
    struct Parameter
    {
        QByteArray name; ///< upper case; "TYPE" for the bare words of vCard 2.1
        QByteArray value;
    };

    QByteArray group; ///< upper case: "ITEM1"
    QByteArray name;  ///< upper case: "TEL"; empty where it is no such line
    QList<Parameter> parameters;
    QByteArray value; ///< as it is in the file

    static ContentLine parse(const QByteArray &line);

    QByteArray parameter(QByteArrayView name) const; ///< the first of that name
    QStringList types() const;                       ///< lower case
    bool isQuotedPrintable() const;

    /// Decoded and unescaped. `isOld`: vCard 2.1, which escapes semicolons only.
    QString text(bool isOld) const;

    /// The parts between the semicolons (or commas), each decoded and unescaped.
    QStringList parts(bool isOld, char separator = ';') const;

private:
    QString decoded(QByteArray bytes, bool isOld) const;
};

/// Takes the lines of a file of vCards together that were folded; in memory for one line.
class ContentLineReader
{
public:
    explicit ContentLineReader(QIODevice &file);

    /// None at the end of the file.
    std::optional<ContentLine> next();

    /// vCard 2.1 folds where there is a blank, which stays; its successors fold anywhere and add one.
    void setFoldsAtBlanks(bool folds) { m_foldsAtBlanks = folds; }

    /// Longer ones are pictures, and are cut.
    static constexpr qsizetype longestLine = 512 * 1024;

private:
    std::optional<QByteArray> nextPhysical();
    bool fill();

    QIODevice &m_file;
    QStringDecoder m_wide; ///< valid where the file is in UTF-16
    QByteArray m_buffer;
    qsizetype m_at = 0;
    std::optional<QByteArray> m_ahead;
    bool m_foldsAtBlanks = false;
};

} // namespace rollcall
