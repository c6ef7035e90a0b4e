#include "contact/emailaddress.h"

#include "support/text.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace rollcall {
namespace {

enum CharClass : unsigned char { Refused, Word, Special, Dot, Blank };

constexpr std::array<unsigned char, 256> makeClasses()
{
    std::array<unsigned char, 256> classes{};
    for (size_t c = 0; c < classes.size(); ++c) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            classes[c] = Word;
    }
    for (const char c : std::string_view("!#$%&'*+/=?^_`{|}~-"))
        classes[static_cast<unsigned char>(c)] = Special;
    classes['.'] = Dot;
    for (const char c : std::string_view(" \t\r\n"))
        classes[static_cast<unsigned char>(c)] = Blank;
    return classes;
}
constexpr auto classes = makeClasses();

CharClass classOf(char c)
{
    return static_cast<CharClass>(classes[static_cast<unsigned char>(c)]);
}

bool isBlank(char c)
{
    return classOf(c) == Blank;
}

/// Eight bytes at a time: every address of a file is asked.
bool isAscii(std::string_view text)
{
    std::uint64_t all = 0;
    size_t at = 0;
    for (; at + sizeof all <= text.size(); at += sizeof all) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, sizeof word);
        all |= word;
    }
    for (; at < text.size(); ++at)
        all |= static_cast<unsigned char>(text[at]);
    return !(all & 0x8080808080808080);
}

/// Eight bytes at a time, too. Bytes above 0x7F stay as they are.
void lower(const char *from, size_t size, char *to)
{
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t high = each * 0x80;
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        std::uint64_t word;
        std::memcpy(&word, from + at, 8);
        const std::uint64_t low = word & ~high;
        const std::uint64_t fromA = low + each * (0x80 - 'A'); // the high bit: not before A
        const std::uint64_t behindZ = low + each * (0x80 - 'Z' - 1);
        word |= (fromA & ~behindZ & ~word & high) >> 2;
        std::memcpy(to + at, &word, 8);
    }
    for (; at < size; ++at)
        to[at] = from[at] >= 'A' && from[at] <= 'Z' ? static_cast<char>(from[at] + 32) : from[at];
}

QByteArray aLabels(std::string_view domain)
{
    return QUrl::toAce(QString::fromUtf8(domain)).toLower();
}

EmailFault localPartFault(std::string_view local)
{
    if (local.empty())
        return EmailFault::NoLocalPart;
    if (local.size() > 64)
        return EmailFault::LocalTooLong;
    bool afterDot = true;
    for (const char c : local) {
        const CharClass kind = classOf(c);
        if (kind == Refused || kind == Blank || (kind == Dot && afterDot))
            return EmailFault::LocalPart;
        afterDot = kind == Dot;
    }
    return afterDot ? EmailFault::LocalPart : EmailFault::None;
}

bool isLabel(std::string_view label)
{
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
        return false;
    return std::all_of(label.begin(), label.end(), [](char c) { return classOf(c) == Word || c == '-'; });
}

EmailFault domainFault(std::string_view domain)
{
    if (domain.empty())
        return EmailFault::NoDomain;
    size_t labels = 0;
    for (size_t from = 0; from <= domain.size();) {
        const size_t dot = std::min(domain.find('.', from), domain.size());
        const std::string_view label = domain.substr(from, dot - from);
        if (!isLabel(label))
            return EmailFault::Domain;
        ++labels;
        if (dot == domain.size()) {
            const bool named = std::any_of(label.begin(), label.end(), [](char c) { return c > '9'; });
            return labels > 1 && label.size() > 1 && named ? EmailFault::None : EmailFault::TopLevel;
        }
        from = dot + 1;
    }
    return EmailFault::Domain;
}

/// What nearly all addresses are, found in one look; of others emailFault() says what is wrong, if anything.
bool isOrdinary(std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    char before = '.';
    for (; at != end && classOf(*at) != Refused; before = *at++) {
        if (classOf(*at) == Blank || (*at == '.' && before == '.'))
            return false;
    }
    if (at == end || *at != '@' || before == '.' || at - text.data() > 64 ||
        text.size() > static_cast<size_t>(maxEmailLength))
        return false;
    const char *label = ++at;
    bool hasLetter = false;
    before = '.';
    for (; at != end; before = *at++) {
        const bool isWord = classOf(*at) == Word;
        if (!isWord && (before == '.' || (*at != '-' && (*at != '.' || before == '-'))))
            return false;
        if (*at == '.') {
            if (at - label > 63)
                return false;
            label = at + 1;
            hasLetter = false;
        }
        hasLetter = hasLetter || (isWord && *at > '9');
    }
    const auto length = at - label;
    return label[-1] == '.' && length > 1 && length <= 63 && before != '-' && hasLetter;
}

/// Text that people and programs put around an address, in the order in which it is taken off.
QString withoutWrapping(QString text)
{
    static const QRegularExpression inAngles(QStringLiteral("<\\s*(?:mailto:)?([^<>\\s]+@[^<>\\s]+)\\s*>"));
    static const QRegularExpression scheme(QStringLiteral("^\\s*(?:mailto|e-?mail)\\s*:\\s*"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression at(
        QStringLiteral("\\s*(?:\\(at\\)|\\[at\\]|\\bat\\b(?=\\s+\\S+\\.\\S+$))\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    const auto angled = inAngles.match(text);
    if (angled.hasMatch())
        text = angled.captured(1);
    text.remove(scheme);
    if (!text.contains(QLatin1Char('@')))
        text.replace(at, QStringLiteral("@"));
    text.replace(QChar(0xFF20), QLatin1Char('@'));  // full width, from Asian keyboards
    text.replace(QChar(0x2019), QLatin1Char('\'')); // O’Brien, by a text program
    const int query = static_cast<int>(text.indexOf(QLatin1Char('?')));
    return query > 0 && text.indexOf(QLatin1Char('@')) < query ? text.left(query) : text;
}

bool isGoodAddress(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return emailFault({bytes.constData(), static_cast<size_t>(bytes.size())}) == EmailFault::None;
}

/// The words of a text that look like addresses: what is between blanks and the usual separators.
QStringList words(const QString &text)
{
    static const QRegularExpression separators(
        QStringLiteral("[\\s\\p{Z};,|<>()\"\u201c\u201d\u201e\u00ab\u00bb]+|/(?=[^/]*@)|:::"));
    return text.split(separators, Qt::SkipEmptyParts);
}

} // namespace

EmailFault emailFault(std::string_view text)
{
    if (text.empty())
        return EmailFault::Missing;
    if (isOrdinary(text))
        return EmailFault::None;
    const size_t at = text.find('@');
    if (at == std::string_view::npos)
        return EmailFault::NoAt;
    if (text.find('@', at + 1) != std::string_view::npos)
        return EmailFault::TwoAts;
    const std::string_view domain = text.substr(at + 1);
    size_t domainLength = domain.size();
    EmailFault fault = localPartFault(text.substr(0, at));
    if (fault == EmailFault::None)
        fault = domainFault(domain);
    if (fault == EmailFault::Domain && !isAscii(domain)) {
        const QByteArray labels = aLabels(domain);
        fault = labels.isEmpty() ? EmailFault::Domain // no such international name
                                 : domainFault({labels.constData(), static_cast<size_t>(labels.size())});
        domainLength = static_cast<size_t>(labels.size());
    }
    if (fault == EmailFault::None)
        return at + 1 + domainLength > maxEmailLength ? EmailFault::TooLong : EmailFault::None;
    const bool sitsInThere = fault == EmailFault::LocalPart || fault == EmailFault::Domain;
    return sitsInThere && std::any_of(text.begin(), text.end(), isBlank) ? EmailFault::Blank : fault;
}

QString emailFaultText(EmailFault fault)
{
    switch (fault) {
    case EmailFault::None:
        return {};
    case EmailFault::Missing:
        return Text::tr("There is no e-mail address.");
    case EmailFault::NoAt:
        return Text::tr("An e-mail address needs an @.");
    case EmailFault::TwoAts:
        return Text::tr("An e-mail address has only one @.");
    case EmailFault::NoLocalPart:
        return Text::tr("The part before the @ is missing.");
    case EmailFault::NoDomain:
        return Text::tr("The part after the @ is missing.");
    case EmailFault::LocalPart:
        return Text::tr(
            "The part before the @ holds something that an address cannot hold, or a dot in a wrong place.");
    case EmailFault::LocalTooLong:
        return Text::tr("The part before the @ is longer than 64 characters.");
    case EmailFault::Domain:
        return Text::tr("The part after the @ is not the name of a mail provider.");
    case EmailFault::TopLevel:
        return Text::tr("The part after the @ has no ending such as .com or .org.");
    case EmailFault::TooLong:
        return Text::tr("The address is longer than 80 characters, the most that Constant Contact takes.");
    case EmailFault::Blank:
        return Text::tr("An e-mail address holds no blanks.");
    }
    Q_UNREACHABLE();
}

QString normalisedEmail(const QString &address)
{
    const QByteArray bytes = address.trimmed().toUtf8();
    const std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
    EmailBuffer buffer;
    if (emailFault(text) != EmailFault::None)
        return address.trimmed().toLower();
    const std::string_view normal = normalisedEmail(text, buffer);
    return QString::fromLatin1(normal.data(), static_cast<qsizetype>(normal.size()));
}

std::string_view normalisedEmail(std::string_view address, EmailBuffer &buffer)
{
    Q_ASSERT(address.find('@') != std::string_view::npos);
    const size_t size = std::min(address.size(), buffer.size());
    lower(address.data(), size, buffer.data());
    if (isAscii(address))
        return {buffer.data(), size};
    const size_t at = address.find('@');
    const QByteArray domain = aLabels(address.substr(at + 1));
    const size_t localSize = std::min(at + 1, buffer.size());
    const size_t domainSize = std::min(static_cast<size_t>(domain.size()), buffer.size() - localSize);
    std::memcpy(buffer.data() + localSize, domain.constData(), domainSize);
    return {buffer.data(), localSize + domainSize};
}

QString likelyAddress(const QString &text)
{
    // Copied text brings along marks for its direction and the like, which nobody sees.
    static const QRegularExpression blanks(QStringLiteral("[\\s\\p{Z}\\p{Cf}]+"));
    static const QString signs =
        QStringLiteral("[.,;:'\"<>()\\[\\]\u2018\u201a\u201c\u201d\u201e\u00ab\u00bb]+");
    static const QRegularExpression edges(QLatin1Char('^') + signs + QLatin1Char('|') + signs +
                                          QLatin1Char('$'));
    static const QRegularExpression dots(QStringLiteral("[.,]{2,}|,"));
    static const QRegularExpression ats(QStringLiteral("\\.?@[@.]*"));
    const auto mended = [&](QString address) {
        address.remove(blanks);
        address.remove(edges);
        if (!isGoodAddress(address))
            address.replace(dots, QStringLiteral(".")).replace(ats, QStringLiteral("@"));
        return isGoodAddress(address) ? address : QString();
    };
    const QString bare = withoutWrapping(text).trimmed();
    const QStringList parts = words(bare);
    if (parts.size() > 1) {
        for (const QString &part : parts) {
            if (part.contains(QLatin1Char('@')) && !mended(part).isEmpty())
                return mended(part);
        }
    }
    const QString result = mended(bare);
    return result == text ? QString() : result;
}

bool holdsTwoAddresses(std::string_view text)
{
    if (std::count(text.begin(), text.end(), '@') < 2)
        return false;
    const QStringList parts = words(QString::fromUtf8(text));
    return std::count_if(parts.begin(), parts.end(), isGoodAddress) > 1;
}

} // namespace rollcall
