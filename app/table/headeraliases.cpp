#include "table/headeraliases.h"

#include "table/editdistance.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

static void initialiseResources()
{
    Q_INIT_RESOURCE(rows); // in a static library nothing else would keep it
}

namespace rollcall {
QString withoutAccents(const QString &text)
{
    QString plain;
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    std::copy_if(decomposed.begin(), decomposed.end(), std::back_inserter(plain),
                 [](QChar c) { return c.category() != QChar::Mark_NonSpacing; });
    return plain;
}

namespace {

/// "do_not_mail:status?"
std::optional<HeaderAliases::Meaning> parsedMeaning(QString text)
{
    HeaderAliases::Meaning meaning;
    meaning.weak = text.endsWith(QLatin1Char('?'));
    if (meaning.weak)
        text.chop(1);
    const QString rule = text.section(QLatin1Char(':'), 1);
    meaning.field = fieldNamed(text.section(QLatin1Char(':'), 0, 0));
    if (rule == QLatin1String("agreed"))
        meaning.optOut = OptOutRule::Agreed;
    else if (rule == QLatin1String("status"))
        meaning.optOut = OptOutRule::Status;
    else if (rule == QLatin1String("filled"))
        meaning.optOut = OptOutRule::Filled;
    else if (!rule.isEmpty() && rule != QLatin1String("flag"))
        return {};
    return meaning.field == Field::Count ? std::nullopt : std::optional(meaning);
}

} // namespace

QString HeaderAliases::normalised(const QString &header)
{
    QString text;
    const QString folded = header.toCaseFolded().normalized(QString::NormalizationForm_KC);
    std::copy_if(folded.begin(), folded.end(), std::back_inserter(text),
                 [](QChar c) { return c.isLetterOrNumber(); });
    return text;
}

const HeaderAliases &HeaderAliases::shipped()
{
    static const HeaderAliases aliases = read();
    return aliases;
}

HeaderAliases HeaderAliases::read()
{
    initialiseResources();
    QFile file(QStringLiteral(":/rollcall/headeraliases.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    HeaderAliases aliases;
    if (!opened)
        return aliases;
    const QJsonObject groups = QJsonDocument::fromJson(file.readAll()).object();
    // As written first: "aniversário" is a birthday, "aniversario" an anniversary.
    for (const bool plain : {false, true}) {
        for (const QJsonValue &group : groups) {
            const QJsonObject headers = group.toObject();
            for (auto header = headers.begin(); header != headers.end(); ++header) {
                const std::optional<Meaning> meaning = parsedMeaning(header.value().toString());
                Q_ASSERT(meaning);
                const QString written = normalised(header.key());
                const QString key = plain ? withoutAccents(written) : written;
                if (meaning && !aliases.m_meanings.contains(key))
                    aliases.m_meanings.insert(key, *meaning);
            }
        }
    }
    return aliases;
}

std::optional<HeaderAliases::Meaning> HeaderAliases::exact(const QString &header) const
{
    static const QRegularExpression one(QStringLiteral("(?<![0-9])1(?![0-9])"));
    // "Opt in (Y/N)", "Date of birth (MM/DD/YYYY)": how it is filled in is no part of the name.
    static const QRegularExpression filling(
        QStringLiteral(
            "\\(\\s*(?:y/n|yes/no|required|optional|(?:mm/dd|dd/mm)(?:/yy(?:yy)?)?|yyyy-mm-dd)\\s*\\)"),
        QRegularExpression::CaseInsensitiveOption);
    const QString key = normalised(QString(header).remove(filling));
    const QString first = QString(key).remove(one); // "Email 1" beside "Email 2"
    for (const QString &form : {key, withoutAccents(key), first, withoutAccents(first)}) {
        if (const auto found = m_meanings.constFind(form); found != m_meanings.constEnd())
            return *found;
    }
    return repeated(key);
}

/// "Phone - mobile 2", "E-mail 2 - Value", "E-mail 2 Address", "City - Home 2": the number stands for "one
/// more".
std::optional<HeaderAliases::Meaning> HeaderAliases::repeated(const QString &key) const
{
    static const QRegularExpression number(QStringLiteral("[1-9][0-9]|[2-9]"));
    for (auto matches = number.globalMatch(key); matches.hasNext();) {
        const auto match = matches.next();
        for (const QString &first : {QStringLiteral("1"), QString()}) {
            QString form = key;
            form.replace(match.capturedStart(), match.capturedLength(), first);
            const auto found = m_meanings.constFind(form);
            if (found == m_meanings.constEnd())
                continue;
            Meaning meaning = *found;
            meaning.repeat = true;
            return meaning;
        }
    }
    return {};
}

std::optional<HeaderAliases::Meaning> HeaderAliases::near(const QString &header) const
{
    const QString key = withoutAccents(normalised(header));
    if (key.size() < 6)
        return {};
    qsizetype best = key.size() < 10 ? 1 : 2;
    QString found;
    for (auto alias = m_meanings.begin(); alias != m_meanings.end(); ++alias) {
        if (alias->field == Field::Ignore || alias.key().size() < 6 ||
            std::abs(alias.key().size() - key.size()) > best)
            continue;
        const qsizetype wrong = editDistance(key, alias.key());
        // The order of a hash is no reason: the nearest wins, then the first by name.
        if (wrong < best || (wrong == best && (found.isEmpty() || alias.key() < found))) {
            best = wrong;
            found = alias.key();
        }
    }
    return found.isEmpty() ? std::nullopt : std::optional(m_meanings.value(found));
}

} // namespace rollcall
