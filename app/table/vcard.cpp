#include "table/vcard.h"

#include "table/conversion.h"

#include <QRegularExpression>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qsizetype mostLines = 5000;
constexpr qsizetype mostBytes = qsizetype(4) << 20;
constexpr int notPreferred = 101;
constexpr auto yearUnknown = "1604"; // Apple's, a leap year

/// All lines of one card: a label can stand before or after what it labels.
struct CardLines
{
    QList<ContentLine> lines;
    bool isOld = false; ///< vCard 2.1

    QStringList kindsOf(const ContentLine &line) const;
    VCard card() const;

private:
    QList<ContentLine> preferredFirst(const char *name) const;
    QString first(const char *name) const;
    void readName(VCard &card) const;
    void readAddresses(VCard &card) const;
    QString date(const ContentLine &line) const;
    QString anniversary() const;
};

int preference(const ContentLine &line)
{
    bool isNumber = false;
    const int number = line.parameter("PREF").toInt(&isNumber); // vCard 4.0: 1 to 100
    if (isNumber)
        return number;
    return line.types().contains(QLatin1String("pref")) ? 1 : notPreferred;
}

bool hasAny(const QStringList &kinds, std::initializer_list<const char *> words)
{
    return std::any_of(kinds.begin(), kinds.end(), [words](const QString &kind) {
        return std::any_of(words.begin(), words.end(),
                           [&kind](const char *word) { return kind.contains(QLatin1String(word)); });
    });
}

QString phoneKind(const QStringList &kinds)
{
    if (hasAny(kinds, {"fax"}))
        return QStringLiteral("fax");
    if (hasAny(kinds, {"cell", "mobile", "iphone"}))
        return QStringLiteral("mobile");
    if (hasAny(kinds, {"work"}))
        return QStringLiteral("work");
    return hasAny(kinds, {"home"}) ? QStringLiteral("home") : QStringLiteral("other");
}

/// "tel:+1-617-555-0142;ext=102" → "+1-617-555-0142 ext. 102"
QString phoneNumber(QString text)
{
    if (!text.startsWith(QLatin1String("tel:"), Qt::CaseInsensitive))
        return text;
    text.remove(0, 4);
    const QStringList parts = text.split(QLatin1Char(';'));
    for (const QString &part : parts.sliced(1)) {
        if (part.startsWith(QLatin1String("ext="), Qt::CaseInsensitive))
            return parts.front() + QLatin1String(" ext. ") + part.sliced(4);
    }
    return parts.front();
}

/// Several lines of a street in one.
QString oneLine(QStringList parts)
{
    QStringList lines;
    for (const QString &part : std::as_const(parts))
        lines += part.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (QString &line : lines)
        line = line.trimmed();
    lines.removeAll(QString());
    return lines.join(QStringLiteral(", "));
}

QStringList CardLines::kindsOf(const ContentLine &line) const
{
    QStringList kinds = line.types();
    for (const ContentLine &label : lines) {
        if (!line.group.isEmpty() && label.group == line.group && label.name == "X-ABLABEL")
            kinds += label.text(isOld).toLower();
    }
    return kinds;
}

QList<ContentLine> CardLines::preferredFirst(const char *name) const
{
    QList<ContentLine> found;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(found),
                 [name](const ContentLine &line) { return line.name == name; });
    std::stable_sort(found.begin(), found.end(), [](const ContentLine &one, const ContentLine &other) {
        return preference(one) < preference(other);
    });
    return found;
}

QString CardLines::first(const char *name) const
{
    for (const ContentLine &line : preferredFirst(name)) {
        if (const QString text = line.text(isOld); !text.isEmpty())
            return text;
    }
    return {};
}

void CardLines::readName(VCard &card) const
{
    if (const auto companies = preferredFirst("ORG"); !companies.isEmpty())
        card.company = companies.front().parts(isOld).front();
    if (const auto names = preferredFirst("N"); !names.isEmpty()) {
        const QStringList parts = names.front().parts(isOld);
        card.lastName = parts.value(0);
        card.firstName = parts.value(1);
    }
    const QString formatted = first("FN").simplified();
    const bool isSaid = !card.firstName.isEmpty() || !card.lastName.isEmpty();
    if (isSaid || formatted == card.company || formatted.contains(QLatin1Char('@')))
        return;
    const qsizetype blank = formatted.lastIndexOf(QLatin1Char(' '));
    card.firstName = blank < 0 ? formatted : formatted.first(blank);
    card.lastName = blank < 0 ? QString() : formatted.sliced(blank + 1);
}

void CardLines::readAddresses(VCard &card) const
{
    for (const ContentLine &line : preferredFirst("ADR")) {
        const QStringList parts = line.parts(isOld);
        const QStringList kinds = kindsOf(line);
        StreetAddress address;
        address.kind = hasAny(kinds, {"work"})    ? QStringLiteral("work")
                       : hasAny(kinds, {"other"}) ? QStringLiteral("other")
                                                  : QStringLiteral("home");
        address.street = oneLine({parts.value(2), parts.value(1), parts.value(0)});
        address.city = oneLine({parts.value(3)});
        address.state = oneLine({parts.value(4)});
        address.postalCode = oneLine({parts.value(5)});
        address.country = oneLine({parts.value(6)});
        if (address != StreetAddress{address.kind, {}, {}, {}, {}, {}})
            card.addresses.append(address);
    }
}

QString CardLines::date(const ContentLine &line) const
{
    static const QRegularExpression withYear(QStringLiteral("^(\\d{4})-?(\\d\\d)-?(\\d\\d)(?!\\d)"));
    static const QRegularExpression withoutYear(QStringLiteral("^--(\\d\\d)-?(\\d\\d)(?!\\d)"));
    const QString text = line.text(isOld);
    if (const auto match = withoutYear.match(text); match.hasMatch())
        return QStringLiteral("--%1-%2").arg(match.captured(1), match.captured(2));
    const auto match = withYear.match(text);
    if (!match.hasMatch())
        return text;
    const QString year = match.captured(1);
    const bool isUnknown =
        year == QLatin1String(yearUnknown) || line.parameter("X-APPLE-OMIT-YEAR") == year.toLatin1();
    return (isUnknown ? QStringLiteral("-") : year) + QLatin1Char('-') + match.captured(2) +
           QLatin1Char('-') + match.captured(3);
}

QString CardLines::anniversary() const
{
    for (const ContentLine &line : lines) {
        const bool isNamed = line.name == "ANNIVERSARY" || line.name.endsWith("-ANNIVERSARY");
        if (isNamed || (line.name == "X-ABDATE" && hasAny(kindsOf(line), {"anniversary"})))
            return date(line);
    }
    return {};
}

VCard CardLines::card() const
{
    VCard card;
    readName(card);
    card.jobTitle = first("TITLE");
    if (card.jobTitle.isEmpty())
        card.jobTitle = first("ROLE");
    for (const ContentLine &line : preferredFirst("EMAIL")) {
        QString email = line.text(isOld);
        if (email.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive))
            email.remove(0, 7);
        if (!email.isEmpty() && !card.emails.contains(email, Qt::CaseInsensitive))
            card.emails.append(email);
    }
    for (const ContentLine &line : preferredFirst("TEL")) {
        if (const QString number = phoneNumber(line.text(isOld)); !number.isEmpty())
            card.phones.append({phoneKind(kindsOf(line)), number});
    }
    readAddresses(card);
    if (const auto birthdays = preferredFirst("BDAY"); !birthdays.isEmpty())
        card.birthday = date(birthdays.front());
    card.anniversary = anniversary();
    card.website = first("URL");
    QStringList notes;
    for (const ContentLine &line : preferredFirst("NOTE"))
        notes += line.text(isOld);
    card.notes = notes.join(QLatin1Char('\n'));
    for (const ContentLine &line : preferredFirst("CATEGORIES"))
        card.categories += line.parts(isOld, ',');
    card.categories.removeAll(QString());
    card.isGroup = first("KIND").toLower() == QLatin1String("group") ||
                   first("X-ADDRESSBOOKSERVER-KIND").toLower() == QLatin1String("group");
    return card;
}

/// What a table has no use for, and what can be large.
bool isLeftOut(const QByteArray &name)
{
    return name.isEmpty() || name == "PHOTO" || name == "LOGO" || name == "SOUND" || name == "KEY" ||
           name == "AGENT";
}

bool isMark(const ContentLine &line, const char *name)
{
    return line.name == name && line.value.trimmed().compare("VCARD", Qt::CaseInsensitive) == 0;
}

} // namespace

bool VCards::next(VCard &card)
{
    if (!m_status)
        return false;
    while (const std::optional<ContentLine> line = m_lines.next()) {
        if (isMark(*line, "BEGIN"))
            return readCard(card);
    }
    return false;
}

bool VCards::readCard(VCard &card)
{
    CardLines found;
    m_lines.setFoldsAtBlanks(false);
    qsizetype bytes = 0;
    int depth = 1; // a vCard 2.1 can hold another: that of an assistant
    while (const std::optional<ContentLine> line = m_lines.next()) {
        depth += isMark(*line, "BEGIN") ? 1 : isMark(*line, "END") ? -1 : 0;
        if (depth == 0) {
            card = found.card();
            return true;
        }
        if (depth > 1 || isLeftOut(line->name))
            continue;
        if (line->name == "VERSION")
            found.isOld = line->value.trimmed() == "2.1";
        m_lines.setFoldsAtBlanks(found.isOld);
        bytes += line->value.size();
        found.lines.append(*line);
        if (bytes > mostBytes || found.lines.size() > mostLines) {
            m_status =
                tl::unexpected(fileTooLarge(QStringLiteral("one vCard of %1 lines").arg(found.lines.size())));
            return false;
        }
    }
    m_status = tl::unexpected(damagedFile(QStringLiteral("a vCard without end")));
    return false;
}

} // namespace rollcall
