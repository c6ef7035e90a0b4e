#include "table/encodingfinder.h"

#include "table/encoding.h"
#include "table/utf8check.h"

#include <uchardet/uchardet.h>

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <memory>

namespace rollcall {
namespace {

struct Mark
{
    QByteArrayView bytes;
    const char *encoding;
};

/// UTF-32LE before UTF-16LE: the one begins with the other.
const std::array marks{
    Mark{QByteArrayView("\xEF\xBB\xBF", 3), "UTF-8"},    Mark{QByteArrayView("\xFF\xFE\0\0", 4), "UTF-32LE"},
    Mark{QByteArrayView("\0\0\xFE\xFF", 4), "UTF-32BE"}, Mark{QByteArrayView("\xFF\xFE", 2), "UTF-16LE"},
    Mark{QByteArrayView("\xFE\xFF", 2), "UTF-16BE"},
};

bool isWritten(char c)
{
    return (c >= ' ' && c <= '~') || (c >= '\t' && c <= '\r');
}

/// Something beyond ASCII, all of it in UTF-8: what is in UTF-16 does not look like that by chance.
bool isWideUtf8(QByteArrayView sample)
{
    Utf8Check check;
    check.feed({sample.data(), static_cast<size_t>(sample.size())});
    return check.firstError() < 0 && check.wideCharacters() > 0;
}

/// UTF-16 without a mark: ends of lines, delimiters and Latin letters have a zero on one side only. Stray
/// zeros may be on one side only as well, but the letters around them are bytes of their own.
QString utf16WithoutMark(QByteArrayView sample)
{
    qint64 even = 0;
    qint64 odd = 0;
    qint64 single = 0;
    const qsizetype pairs = sample.size() / 2;
    for (qsizetype i = 0; i < pairs; ++i) {
        even += sample[2 * i] == 0;
        odd += sample[2 * i + 1] == 0;
        single += isWritten(sample[2 * i]) && isWritten(sample[2 * i + 1]);
    }
    if (pairs < 4 || (even + odd) * 25 < pairs || single * 2 > pairs || isWideUtf8(sample))
        return {};
    if (even * 20 < odd)
        return QStringLiteral("UTF-16LE");
    if (odd * 20 < even)
        return QStringLiteral("UTF-16BE");
    return {};
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const std::array westernEncodings{QStringLiteral("windows-1252"), QStringLiteral("macintosh"),
                                  QStringLiteral("IBM850")};
const QString westernLetters = QStringLiteral("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœ");
const QString centralLetters = QStringLiteral("áâăäąçćčďđéëęěíîıĺľłńňóôöőŕřśšşßţťúüůűýźżžğ");

/// How well a byte beyond ASCII sits between its neighbours, if it means `c`.
int fit(QChar c, char before, char after, const QString &letters)
{
    static const QString signs = QStringLiteral("‘’‚“”„–—…•€£©®™°´·«»¿¡\u00A0");
    const bool inWord = isLetter(before) || isLetter(after);
    const bool afterSmall = before >= 'a' && before <= 'z';
    if (letters.contains(c) && after >= 'A' && after <= 'Z')
        return -2; // no small letter comes before a capital
    if (c.isUpper() && letters.contains(c.toLower()) && isLetter(before) && after >= 'a' && after <= 'z')
        return -2; // and no capital between a capital and a small one
    if (letters.contains(c))
        return inWord ? 2 : 0;
    if (letters.contains(c.toLower()))
        return afterSmall ? -2 : inWord ? 2 : 0;
    if (c == QChar(0x2019) && isLetter(before) && isLetter(after))
        return 2; // O’Brien
    if (signs.contains(c))
        return isLetter(before) && isLetter(after) ? -2 : 1;
    return c.isLetter() ? -1 : -3;
}

/// Mean fit of all bytes beyond ASCII; 2 is as good as it gets.
double meanFit(QByteArrayView text, const QString &encoding, const QString &letters)
{
    std::array<QChar, 128> table;
    for (int i = 0; i < 128; ++i) {
        const char byte = static_cast<char>(128 + i);
        QStringDecoder decoder(encoding.toLatin1().constData());
        const QString c = decoder.decode(QByteArrayView(&byte, 1));
        table.at(static_cast<size_t>(i)) = c.isEmpty() ? QChar(0) : c.front();
    }
    qint64 sum = 0;
    qint64 count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<uchar>(text[i]);
        if (byte < 0x80)
            continue;
        ++count;
        sum += fit(table.at(byte - 0x80U), i > 0 ? text[i - 1] : ' ', i + 1 < text.size() ? text[i + 1] : ' ',
                   letters);
    }
    return count > 0 ? static_cast<double>(sum) / static_cast<double>(count) : 0;
}

/// The lines that have something beyond ASCII, which are all that tells; enough of them.
QByteArray tellingLines(QByteArrayView sample)
{
    constexpr qsizetype enough = 64 * 1024;
    QByteArray telling;
    for (qsizetype begin = 0; begin < sample.size() && telling.size() < enough;) {
        qsizetype end = sample.indexOf('\n', begin);
        end = end < 0 ? sample.size() : end + 1;
        const QByteArrayView line = sample.sliced(begin, qMin(end - begin, enough));
        if (std::any_of(line.begin(), line.end(), [](char c) { return c < 0; }))
            telling.append(line);
        begin = end;
    }
    return telling;
}

QString askUchardet(QByteArrayView text)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
    if (uchardet_handle_data(detector.get(), text.data(), static_cast<size_t>(text.size())) != 0)
        return {};
    uchardet_data_end(detector.get());
    return encodingName(QString::fromLatin1(uchardet_get_charset(detector.get())));
}

/// Those of uchardet's answers that are more than a guess at names with accents: it tells scripts apart well,
/// the Latin ones badly.
bool isAnotherScript(const QString &encoding)
{
    static const QStringList others{
        QStringLiteral("windows-1251"), QStringLiteral("KOI8-R"),       QStringLiteral("ISO-8859-5"),
        QStringLiteral("IBM866"),       QStringLiteral("IBM855"),       QStringLiteral("x-mac-cyrillic"),
        QStringLiteral("windows-1253"), QStringLiteral("ISO-8859-7"),   QStringLiteral("windows-1255"),
        QStringLiteral("ISO-8859-8"),   QStringLiteral("windows-1256"), QStringLiteral("ISO-8859-6"),
        QStringLiteral("Shift_JIS"),    QStringLiteral("EUC-JP"),       QStringLiteral("ISO-2022-JP"),
        QStringLiteral("GB18030"),      QStringLiteral("Big5"),         QStringLiteral("EUC-KR"),
        QStringLiteral("windows-949"),  QStringLiteral("EUC-TW"),       QStringLiteral("TIS-620")};
    return others.contains(encoding, Qt::CaseInsensitive);
}

bool isCentralEuropean(const QString &encoding)
{
    static const QStringList central{QStringLiteral("windows-1250"), QStringLiteral("ISO-8859-2"),
                                     QStringLiteral("IBM852"), QStringLiteral("windows-1254"),
                                     QStringLiteral("ISO-8859-9")};
    return central.contains(encoding, Qt::CaseInsensitive);
}

QString decoded(QByteArrayView text, const QString &encoding)
{
    QStringDecoder decoder(encoding.toLatin1().constData());
    return decoder.decode(text);
}

/// One byte an accent: which of the western encodings fits, or what uchardet says where none does.
EncodingFinding findSingleByte(QByteArrayView telling)
{
    const QString guess = askUchardet(telling);
    const auto wide = std::count_if(telling.begin(), telling.end(), [](char c) { return c < 0; });

    std::array<std::pair<QString, double>, 3> candidates;
    std::transform(westernEncodings.begin(), westernEncodings.end(), candidates.begin(),
                   [telling](const QString &name) {
                       return std::pair{name, meanFit(telling, name, westernLetters)};
                   });
    candidates.front().second += 0.5; // where others fit hardly better, it is what office programs write
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    const auto &[western, best] = candidates.front();
    const double lead = best - candidates.at(1).second;

    // An ř is an ø in the West, and both are letters: only the statistics of much text tell. Which of the two
    // encodings of Central Europe it is, the letters that only one of them has tell better.
    if (isCentralEuropean(guess) && wide >= 40) {
        QString central = guess;
        for (const QString &other : {QStringLiteral("windows-1250"), QStringLiteral("ISO-8859-2")}) {
            if (meanFit(telling, other, centralLetters) > meanFit(telling, central, centralLetters))
                central = other;
        }
        if (meanFit(telling, central, centralLetters) >= best - 0.6 &&
            decoded(telling, central) != decoded(telling, western))
            return {central, 0, 0.6};
    }
    if (best >= 1)
        return {western, 0, lead >= 1 ? 0.9 : 0.6};
    if (isAnotherScript(guess) || isCentralEuropean(guess))
        return {guess, 0, wide >= 40 ? 0.8 : 0.5};
    return {QStringLiteral("windows-1252"), 0, 0.4};
}

} // namespace

EncodingFinding findOtherEncoding(QByteArrayView sample)
{
    qint64 right = 0;
    qint64 wrong = 0;
    for (qsizetype at = 0; at < sample.size(); ++wrong) {
        Utf8Check check;
        check.feed({sample.data() + at, static_cast<size_t>(sample.size() - at)});
        check.finish();
        right += check.wideCharacters();
        if (check.firstError() < 0)
            break;
        at += check.firstError() + 1;
    }
    // A few bytes of another encoding in a text that is UTF-8 otherwise: two files were put together.
    if (right >= 10 * wrong)
        return {QStringLiteral("UTF-8"), 0, 0.7};
    return findSingleByte(tellingLines(sample));
}

EncodingFinding findEncoding(QByteArrayView sample, bool isWhole)
{
    for (const Mark &mark : marks) {
        if (sample.startsWith(mark.bytes))
            return {QString::fromLatin1(mark.encoding), mark.bytes.size(), 1};
    }
    if (const QString utf16 = utf16WithoutMark(sample); !utf16.isEmpty())
        return {utf16, 0, 0.8};
    Utf8Check check;
    check.feed({sample.data(), static_cast<size_t>(sample.size())});
    if (isWhole)
        check.finish();
    if (check.firstError() < 0 && !sample.contains('\x1B'))
        return {QStringLiteral("UTF-8"), 0, 1};
    if (sample.contains('\x1B')) { // the escapes of ISO-2022-JP are ASCII
        const QString guess = askUchardet(sample.first(qMin(sample.size(), qsizetype(64 * 1024))));
        if (isAnotherScript(guess))
            return {guess, 0, 0.8};
        if (check.firstError() < 0)
            return {QStringLiteral("UTF-8"), 0, 0.9};
    }
    return findOtherEncoding(sample);
}

} // namespace rollcall
