#include "table/encoding.h"

#include "support/text.h"
#include "table/sourcefile.h"
#include "table/utf8check.h"

#include <QStringDecoder>
#include <QStringEncoder>
#include <QTemporaryFile>

#include <array>
#include <utility>

namespace rollcall {
namespace {

struct Alias
{
    const char *name;
    const char *canonical;
};

/// Names that QStringConverter does not know, and those that mean another encoding than they say.
constexpr std::array aliases{
    Alias{"utf8", "UTF-8"},           Alias{"ascii", "UTF-8"},
    Alias{"usascii", "UTF-8"},        Alias{"iso88591", "windows-1252"},
    Alias{"latin1", "windows-1252"},  Alias{"ansi", "windows-1252"},
    Alias{"cp1252", "windows-1252"},  Alias{"windows1252", "windows-1252"},
    Alias{"macroman", "macintosh"},   Alias{"mac", "macintosh"},
    Alias{"macosroman", "macintosh"}, Alias{"cp850", "IBM850"},
    Alias{"cp437", "IBM437"},         Alias{"uhc", "windows-949"},
    Alias{"cp949", "windows-949"},    Alias{"maccyrillic", "x-mac-cyrillic"},
    Alias{"sjis", "Shift_JIS"},       Alias{"shiftjis", "Shift_JIS"},
    Alias{"gbk", "GB18030"},          Alias{"gb2312", "GB18030"},
    Alias{"utf16", "UTF-16LE"},       Alias{"ucs2", "UTF-16LE"},
    Alias{"utf32", "UTF-32LE"},
};

const QString utf8Name = QStringLiteral("UTF-8");

/// Bytes, or line ends, in one call of a converter, see convert().
constexpr qsizetype longCall = 32;

/// Some converters write this for what they cannot read. DOS ends a file with it: as such it passes them as a byte that
/// nobody writes.
constexpr auto substitute = '\x1A';
constexpr auto standIn = '\x1D';

/// How many bytes the character at the front takes; 0: none that is whole and right.
qsizetype characterLength(QByteArrayView bytes)
{
    const auto first = static_cast<uchar>(bytes.front());
    const qsizetype length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > bytes.size())
        return 0;
    Utf8Check check;
    check.feed({bytes.data(), static_cast<size_t>(length)});
    check.finish();
    return check.firstError() < 0 ? length : 0;
}

/// Halves of surrogate pairs would be written as question marks.
void markHalfPairs(QString &text)
{
    if (text.isValidUtf16())
        return;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            ++i;
        else if (text.at(i).isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
}

auto noRoom(const QString &reason)
{
    return failure(Error::Kind::Storage, Text::tr("There is no room for a temporary copy of the table."),
                   Text::tr("Free some space on the disk with the temporary folder, "
                            "then open the file again."),
                   reason);
}

} // namespace

QString encodingName(const QString &anyName)
{
    QString bare = anyName.trimmed().toLower();
    bare.remove(QLatin1Char('-')).remove(QLatin1Char('_')).remove(QLatin1Char(' '));
    for (const Alias &alias : aliases) {
        if (bare == QLatin1String(alias.name))
            return QString::fromLatin1(alias.canonical);
    }
    for (const QString &common : commonEncodings()) {
        if (anyName.trimmed().compare(common, Qt::CaseInsensitive) == 0)
            return common;
    }
    const QByteArray name = anyName.trimmed().toLatin1();
    return QStringDecoder(name.constData()).isValid() ? QString::fromLatin1(name) : QString();
}

QStringList commonEncodings()
{
    return {QStringLiteral("UTF-8"),        QStringLiteral("windows-1252"), QStringLiteral("UTF-16LE"),
            QStringLiteral("UTF-16BE"),     QStringLiteral("macintosh"),    QStringLiteral("IBM850"),
            QStringLiteral("IBM437"),       QStringLiteral("ISO-8859-2"),   QStringLiteral("ISO-8859-15"),
            QStringLiteral("windows-1250"), QStringLiteral("windows-1251"), QStringLiteral("windows-1253"),
            QStringLiteral("windows-1254"), QStringLiteral("windows-1255"), QStringLiteral("windows-1256"),
            QStringLiteral("windows-1257"), QStringLiteral("KOI8-R"),       QStringLiteral("Shift_JIS"),
            QStringLiteral("EUC-JP"),       QStringLiteral("GB18030"),      QStringLiteral("Big5"),
            QStringLiteral("EUC-KR"),       QStringLiteral("TIS-620")};
}

struct Utf8Decoder::Private
{
    explicit Private(const QString &encoding)
        : isUtf8(encoding == utf8Name)
        , lineFeed(QStringEncoder(encoding.toLatin1().constData()).encode(u"\n"))
        , decoder(isUtf8 ? "windows-1252" : encoding.toLatin1().constData())
    {}

    QByteArray mend(QByteArrayView bytes, bool isLast);
    QByteArray convert(QByteArrayView bytes, bool isLast);
    QString convertedEnd();
    QByteArray counted(QByteArray text);

    bool isUtf8;
    QByteArray lineFeed;
    QStringDecoder decoder;
    QByteArray rest;  ///< of UTF-8: a character cut in half; of others: what is decoded with the next bytes
    QString half;     ///< of others: the first half of a surrogate pair
    qint64 taken = 0; ///< of others: bytes so far
    qint64 given = 0; ///< bytes of the decoded text so far
    DecodingFaults faults;
};

Utf8Decoder::Utf8Decoder(const QString &encoding)
    : d(std::make_unique<Private>(encoding))
{}
Utf8Decoder::~Utf8Decoder() = default;

/// What is right stays; the others become what windows-1252 means by them.
QByteArray Utf8Decoder::Private::mend(QByteArrayView bytes, bool isLast)
{
    QByteArray out;
    out.reserve(bytes.size() + 16);
    while (!bytes.isEmpty()) {
        const qsizetype length = characterLength(bytes);
        if (length == 0 && bytes.size() < 4 && !isLast)
            break;
        if (length == 0) {
            if (faults.foreign++ == 0)
                faults.firstForeign = given + out.size() - out.count('\0'); // as they are dropped
            out += QString(decoder.decode(bytes.first(1))).toUtf8();
        } else {
            out.append(bytes.first(length));
        }
        bytes = bytes.sliced(qMax(length, qsizetype(1)));
    }
    rest = bytes.toByteArray();
    return out;
}

/// QStringDecoder makes room for what the bytes of one call can mean. Bytes that are wrong may complete more
/// of those before; what has no room is lost or comes late. So no call is a short one.
QByteArray Utf8Decoder::Private::convert(QByteArrayView bytes, bool isLast)
{
    QByteArray more = bytes.toByteArray();
    if (lineFeed.size() == 1)
        more.replace(substitute, standIn);
    rest.append(more);
    taken += bytes.size();
    if (!isLast && rest.size() < 2 * longCall)
        return {};
    QString text = half;
    if (isLast) {
        text += convertedEnd();
    } else {
        const qsizetype length = rest.size() - longCall;
        text += decoder.decode(QByteArrayView(rest).first(length));
        rest.remove(0, length);
    }
    half = !isLast && !text.isEmpty() && text.back().isHighSurrogate() ? text.last(1) : QString();
    text.chop(half.size());
    if (lineFeed.size() == 1) {
        text.replace(QLatin1Char(substitute), QChar::ReplacementCharacter);
        text.replace(QLatin1Char(standIn), QLatin1Char(substitute));
    }
    markHalfPairs(text);
    return text.toUtf8();
}

/// Half a character stays with the converter until something follows it: line ends, taken off again. Where those would
/// be read as its other half it is known by the number of bytes.
QString Utf8Decoder::Private::convertedEnd()
{
    const auto odd = static_cast<qsizetype>(std::exchange(taken, 0) % lineFeed.size());
    const QByteArray whole = std::exchange(rest, {}).chopped(odd);
    QString text = decoder.decode(whole + lineFeed.repeated(longCall));
    for (qsizetype i = 0; i < longCall && text.endsWith(QLatin1Char('\n')); ++i)
        text.chop(1);
    return odd > 0 ? text + QChar(QChar::ReplacementCharacter) : text;
}

/// Takes zero bytes out, and counts what is not as it should be.
QByteArray Utf8Decoder::Private::counted(QByteArray text)
{
    if (const qsizetype first = text.indexOf('\0'); first >= 0) {
        if (faults.firstZero < 0)
            faults.firstZero = given + first;
        const qsizetype before = text.size();
        text.removeIf([](char c) { return c == '\0'; });
        faults.zeroBytes += before - text.size();
    }
    const QByteArrayView unreadable("\xEF\xBF\xBD");
    if (const qsizetype first = isUtf8 ? -1 : text.indexOf(unreadable); first >= 0) {
        if (faults.firstUnreadable < 0)
            faults.firstUnreadable = given + first;
        faults.unreadable += text.count(unreadable);
    }
    given += text.size();
    return text;
}

QByteArray Utf8Decoder::decode(QByteArrayView bytes)
{
    return d->counted(d->isUtf8 ? d->mend(d->rest + bytes.toByteArray(), false) : d->convert(bytes, false));
}

QByteArray Utf8Decoder::finish()
{
    return d->counted(d->isUtf8 ? d->mend(QByteArray(d->rest), true) : d->convert({}, true));
}

const DecodingFaults &Utf8Decoder::faults() const
{
    return d->faults;
}

struct Utf8Encoder::Private
{
    explicit Private(const QString &encoding)
        : decoder(QStringConverter::Utf8)
        , encoder(encoding.toLatin1().constData())
    {}
    QStringDecoder decoder;
    QStringEncoder encoder;
};

Utf8Encoder::Utf8Encoder(const QString &encoding)
    : d(std::make_unique<Private>(encoding))
{}
Utf8Encoder::~Utf8Encoder() = default;

QByteArray Utf8Encoder::encode(QByteArrayView utf8)
{
    return d->encoder.encode(QString(d->decoder.decode(utf8)));
}

bool Utf8Encoder::canWrite(const QString &text, const QString &encoding)
{
    // Not hasError(): converters beyond Qt's own write a substitute and report nothing.
    QStringEncoder encoder(encoding.toLatin1().constData());
    QStringDecoder decoder(encoding.toLatin1().constData());
    const QByteArray written = encoder.encode(text);
    return QString(decoder.decode(written)) == text;
}

Result<Utf8Copy> copyInUtf8(const SourceFile &source, qint64 offset, qint64 limit, const QString &encoding,
                            const std::atomic_bool *cancel)
{
    auto file = SourceFile::temporary();
    if (!file)
        return tl::unexpected(file.error());
    Utf8Decoder decoder(encoding);
    DecodingFaults faults;
    QByteArray window(qsizetype(1) << 20, Qt::Uninitialized);
    const qint64 end = limit < source.size() - offset ? offset + limit : source.size();
    while (offset < end) {
        if (cancel && *cancel)
            return failure(Error::Kind::Cancelled, Text::tr("Reading was stopped."));
        const Result<qint64> got =
            source.read(offset, window.data(), qMin(qint64(window.size()), end - offset));
        if (!got)
            return tl::unexpected(got.error());
        offset += *got;
        QByteArray text = decoder.decode(QByteArrayView(window).first(*got));
        faults = decoder.faults();
        if (offset == end)
            text += decoder.finish();
        if ((*file)->write(text) != text.size())
            return noRoom((*file)->errorString());
    }
    const auto copy = SourceFile::adopt(std::move(*file));
    if (!copy)
        return tl::unexpected(copy.error());
    // Half a character at the end of a part is no fault of the file.
    return Utf8Copy{*copy, end < source.size() ? faults : decoder.faults()};
}

} // namespace rollcall
