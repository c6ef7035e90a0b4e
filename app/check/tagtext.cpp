#include "check/tagtext.h"

#include <QString>

namespace rollcall {
namespace {

bool isSeparator(QChar letter)
{
    return letter == QLatin1Char(',') || letter == QLatin1Char(';') || letter == QLatin1Char('|') ||
           letter == QLatin1Char('\n') || letter == QLatin1Char('\r');
}

void take(QString &name, QStringList &names)
{
    QString tag = std::exchange(name, {}).simplified();
    if (tag.startsWith(QLatin1String("* ")))
        tag = tag.sliced(2).trimmed();
    const bool saysNothing = tag == QLatin1String("myContacts"); // Google's for everybody in the address book
    if (!tag.isEmpty() && !saysNothing && !names.contains(tag, Qt::CaseInsensitive))
        names.append(tag);
}

} // namespace

QStringList tagsIn(std::string_view cell)
{
    QString text = QString::fromUtf8(cell);
    text.replace(QLatin1String(":::"), QLatin1String("\n"));
    QStringList names;
    QString name;
    bool isQuoted = false;
    for (const QChar letter : std::as_const(text)) {
        if (letter == QLatin1Char('"'))
            isQuoted = !isQuoted;
        else if (!isQuoted && isSeparator(letter))
            take(name, names);
        else
            name.append(letter);
    }
    take(name, names);
    return names;
}

} // namespace rollcall
