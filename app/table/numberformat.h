#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace rollcall {

/// What a workbook's number format makes of a number, as far as it matters for contacts: dates become
/// YYYY-MM-DD, a format such as 00000 or (000) 000-0000 keeps its zeros and signs, and everything else is the
/// plain number with all its digits, never 1.6E+10.
class NumberFormat
{
public:
    /// The day that a workbook counts from.
    enum class Epoch { Year1900, Year1904 };

    NumberFormat() = default; ///< General

    /// "m/d/yyyy", "00000", "[<=9999999]###-####;(###) ###-####", …
    static NumberFormat parse(const QString &code);

    /// The formats that every workbook has without spelling them out, by their number.
    static NumberFormat builtIn(int id);

    /// `number` as it is in the file. UTF-8.
    QByteArray text(QByteArrayView number, Epoch epoch = Epoch::Year1900) const;

private:
    enum class Kind { General, Date, DateTime, Time, Duration, Percent, Mask, Decimals };

    struct Sign
    {
        QChar character;
        bool isPlace = false; ///< 0, # or ?: a digit goes there
    };

    /// A format has up to four: for positive, negative, zero and text, or with conditions of their own.
    struct Section
    {
        Kind kind = Kind::General;
        QString condition; ///< "<=100"; empty: by the section's place
        QList<Sign> mask;
        int decimals = 0;
    };

    static Section parsedSection(QStringView code);
    static Kind kindOf(const QString &signs);
    static bool isMask(const Section &section);
    const Section *sectionFor(double value) const;

    QList<Section> m_sections;
};

/// "2024-03-14T09:30:00Z" → "2024-03-14 09:30:00", and only the day where the time is midnight. UTF-8.
QByteArray isoMoment(QString moment);

} // namespace rollcall
