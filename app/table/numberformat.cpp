#include "table/numberformat.h"

#include <QDate>
#include <QTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace rollcall {
namespace {

constexpr qsizetype longestCode = 255;
constexpr int secondsADay = 86'400;
constexpr double lastDay = 2'958'465; // 9999-12-31

/// At the semicolons that are neither quoted nor escaped.
QList<QStringView> sectionsOf(QStringView code)
{
    QList<QStringView> sections;
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i);
        if (c == QLatin1Char('"'))
            isQuoted = !isQuoted;
        else if (!isQuoted && c == QLatin1Char('\\'))
            ++i;
        else if (!isQuoted && c == QLatin1Char(';')) {
            sections.append(code.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    sections.append(code.sliced(begin));
    return sections;
}

bool isTrue(const QString &condition, double value)
{
    const qsizetype signs =
        condition.size() > 1 && !condition.at(1).isDigit() && condition.at(1) != QLatin1Char('-') ? 2 : 1;
    const QStringView sign = QStringView(condition).first(signs);
    const double limit = QStringView(condition).sliced(signs).toDouble();
    if (sign == QLatin1String("<"))
        return value < limit;
    if (sign == QLatin1String("<="))
        return value <= limit;
    if (sign == QLatin1String(">"))
        return value > limit;
    if (sign == QLatin1String(">="))
        return value >= limit;
    return (value == limit) == (sign == QLatin1String("="));
}

QByteArray withoutLastZeros(QByteArray number)
{
    if (number.contains('.')) {
        while (number.endsWith('0'))
            number.chop(1);
        if (number.endsWith('.'))
            number.chop(1);
    }
    return number == "-0" ? QByteArray("0") : number;
}

/// Fifteen digits, as spreadsheet programs count, and no exponent.
QByteArray general(double value)
{
    if (!std::isfinite(value) || std::abs(value) >= 1e21)
        return QByteArray::number(value, 'g', 15);
    if (std::abs(value) < 1e-30)
        return "0";
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    return withoutLastZeros(QByteArray::number(value, 'f', std::clamp(14 - exponent, 0, 40)));
}

QByteArray timeText(qint64 seconds)
{
    const auto twoDigits = [](qint64 number) { return QByteArray::number(number).rightJustified(2, '0'); };
    return twoDigits(seconds / 3600) + ':' + twoDigits(seconds / 60 % 60) + ':' + twoDigits(seconds % 60);
}

QByteArray dateText(qint64 day, NumberFormat::Epoch epoch)
{
    if (epoch == NumberFormat::Epoch::Year1904)
        return QDate(1904, 1, 1).addDays(day).toString(Qt::ISODate).toLatin1();
    // The 29 February 1900 that there never was is day 60, and keeps the days before it one too low.
    return QDate(1899, 12, day < 60 ? 31 : 30).addDays(day).toString(Qt::ISODate).toLatin1();
}

QByteArray maskText(double value, const auto &mask)
{
    QByteArray digits = QByteArray::number(std::abs(value), 'f', 0);
    if (digits == "0")
        digits.clear(); // # shows no zero
    const auto firstPlace =
        std::find_if(mask.begin(), mask.end(), [](const auto &sign) { return sign.isPlace; });
    QString text;
    qsizetype filled = 0; // from the end of the text
    for (auto sign = mask.end(); sign != mask.begin();) {
        --sign;
        if (!sign->isPlace) {
            text.prepend(sign->character);
        } else if (digits.isEmpty() && sign->character != QLatin1Char('0')) {
            const bool zerosToCome = std::any_of(firstPlace, sign, [](const auto &left) {
                return left.isPlace && left.character == QLatin1Char('0');
            });
            if (!zerosToCome)
                return text.last(filled).toUtf8(); // (###) ###-#### of seven digits is no "() 555-0142"
        } else {
            text.prepend(digits.isEmpty() ? QLatin1Char('0') : QLatin1Char(digits.back()));
            digits.chop(1);
            if (sign == firstPlace) {
                text.prepend(QString::fromLatin1(digits));
                digits.clear();
            }
            filled = text.size();
        }
    }
    return text.toUtf8();
}

} // namespace

NumberFormat NumberFormat::parse(const QString &code)
{
    NumberFormat format;
    if (code.size() > longestCode)
        return format;
    for (const QStringView section : sectionsOf(code))
        format.m_sections.append(parsedSection(section));
    return format;
}

NumberFormat NumberFormat::builtIn(int id)
{
    NumberFormat format;
    const auto one = [&format](Kind kind, int decimals = 0) {
        format.m_sections = {Section{kind, {}, {}, decimals}};
        return format;
    };
    if (id == 2 || id == 4 || id == 7 || id == 8 || id == 39 || id == 40 || id == 44)
        return one(Kind::Decimals, 2);
    if (id == 9 || id == 10)
        return one(Kind::Percent);
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) ||
        (id >= 50 && id <= 58) ||
        (id >= 71 && id <= 77)) // from 27 on: East Asian and Thai, most of them dates everywhere
        return one(Kind::Date);
    if ((id >= 18 && id <= 21) || id == 32 || id == 33)
        return one(Kind::Time);
    if (id == 22)
        return one(Kind::DateTime);
    if (id >= 45 && id <= 47)
        return one(Kind::Duration);
    return format;
}

NumberFormat::Section NumberFormat::parsedSection(QStringView code)
{
    Section section;
    QString signs; // what is not literal
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i);
        if (c == QLatin1Char('"')) {
            for (++i; i < code.size() && code.at(i) != QLatin1Char('"'); ++i)
                section.mask.append({code.at(i), false});
        } else if (c == QLatin1Char('\\')) {
            if (++i < code.size())
                section.mask.append({code.at(i), false});
        } else if (c == QLatin1Char('_') || c == QLatin1Char('*')) {
            ++i; // a gap as wide as the next character, or one filled with it
        } else if (c == QLatin1Char('[')) {
            const qsizetype end = code.indexOf(QLatin1Char(']'), i);
            const QString inside =
                code.sliced(i + 1, (end < 0 ? code.size() : end) - i - 1).toString().toLower();
            i = end < 0 ? code.size() : end;
            if (!inside.isEmpty() && QStringLiteral("<>=").contains(inside.front()))
                section.condition = inside;
            else if (!inside.isEmpty() && inside.count(inside.front()) == inside.size() &&
                     QStringLiteral("hms").contains(inside.front()))
                signs += QLatin1Char('['); // time that goes on beyond 24 hours
        } else {
            signs += c.toLower();
            section.mask.append({c, QStringLiteral("0#?").contains(c)});
        }
    }
    section.kind = kindOf(signs);
    if (section.kind == Kind::General && isMask(section))
        section.kind = Kind::Mask;
    const qsizetype point = signs.indexOf(QLatin1Char('.'));
    if (section.kind == Kind::General && point >= 0 && !signs.contains(QLatin1Char('e'))) {
        section.kind = Kind::Decimals;
        section.decimals = static_cast<int>(qMin(signs.sliced(point).count(QLatin1Char('0')), qsizetype(10)));
    }
    return section;
}

NumberFormat::Kind NumberFormat::kindOf(const QString &signs)
{
    const auto has = [&signs](const char *text) { return signs.contains(QLatin1String(text)); };
    if (has("["))
        return Kind::Duration;
    if (has("general") || has("@") || has("e+") || has("e-"))
        return Kind::General;
    const bool hasTime = has("h") || has("s") || has("am/pm") || has("a/p");
    const bool hasDate = has("y") || has("d") || has("e") || has("b") || has("g") || (has("m") && !hasTime);
    if (hasDate)
        return hasTime ? Kind::DateTime : Kind::Date;
    if (hasTime)
        return Kind::Time;
    return has("%") ? Kind::Percent : Kind::General;
}

bool NumberFormat::isMask(const Section &section)
{
    int zeros = 0;
    int groups = 0;
    bool wasPlace = false;
    for (const Sign &sign : section.mask) {
        if (!sign.isPlace && QStringLiteral(".,/@").contains(sign.character))
            return false; // a fraction, thousands, text: the plain number says it better
        zeros += sign.isPlace && sign.character == QLatin1Char('0') ? 1 : 0;
        groups += sign.isPlace && !wasPlace ? 1 : 0;
        wasPlace = sign.isPlace;
    }
    return zeros > 1 || groups > 1;
}

const NumberFormat::Section *NumberFormat::sectionFor(double value) const
{
    const qsizetype count = qMin(m_sections.size(), qsizetype(3)); // the fourth is for text
    if (count == 0)
        return nullptr;
    const bool hasConditions = !m_sections.front().condition.isEmpty();
    if (!hasConditions)
        return &m_sections[value < 0 && count > 1 ? 1 : value == 0 && count > 2 ? 2 : 0];
    for (qsizetype i = 0; i < count; ++i) {
        const Section &section = m_sections[i];
        if (section.condition.isEmpty() || isTrue(section.condition, value))
            return &section;
    }
    return nullptr;
}

QByteArray NumberFormat::text(QByteArrayView number, Epoch epoch) const
{
    bool isNumber = false;
    const double value = number.toDouble(&isNumber);
    if (!isNumber)
        return number.toByteArray();
    const auto plain = [&] {
        const bool isDigits =
            std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
        return isDigits ? number.toByteArray() : general(value); // digits beyond the fifteenth stay
    };
    const Section *section = sectionFor(value);
    if (!section)
        return plain();
    const bool isMoment = value >= 0 && value < lastDay + 1;
    const qint64 seconds = isMoment ? std::llround(value * secondsADay) : 0;
    switch (section->kind) {
    case Kind::General:
        break;
    case Kind::Date:
    case Kind::DateTime:
        if (!isMoment)
            break;
        if (value == 0 && epoch == Epoch::Year1900)
            return {}; // there is no such day: it is what a formula makes of an empty cell
        if (value < 1 && epoch == Epoch::Year1900)
            return timeText(seconds);
        if (section->kind == Kind::Date)
            return dateText(static_cast<qint64>(value), epoch);
        return dateText(seconds / secondsADay, epoch) +
               (seconds % secondsADay ? ' ' + timeText(seconds % secondsADay) : QByteArray());
    case Kind::Time:
        return isMoment ? timeText(seconds % secondsADay) : plain();
    case Kind::Duration:
        return isMoment ? timeText(seconds) : plain();
    case Kind::Percent:
        return general(value * 100) + '%';
    case Kind::Mask: {
        if (std::abs(value - std::round(value)) > 1e-9 || std::abs(value) >= 1e15)
            break;
        const bool needsMinus = value < 0 && section == &m_sections.front();
        return (needsMinus ? QByteArray("-") : QByteArray()) + maskText(value, section->mask);
    }
    case Kind::Decimals: {
        const QByteArray exact = general(value);
        const QByteArray fixed = QByteArray::number(value, 'f', section->decimals);
        return withoutLastZeros(fixed) == exact ? fixed : exact; // 12.5 is 12.50, but 3.14159 stays whole
    }
    }
    return plain();
}

QByteArray isoMoment(QString moment)
{
    moment.replace(QLatin1Char('T'), QLatin1Char(' '));
    if (moment.endsWith(QLatin1Char('Z')))
        moment.chop(1);
    if (const qsizetype fraction = moment.indexOf(QLatin1Char('.')); fraction >= 0)
        moment.truncate(fraction);
    if (moment.endsWith(QLatin1String(" 00:00:00")))
        moment.chop(9);
    return moment.toUtf8();
}

} // namespace rollcall
