#include "account/settingsfile.h"

#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <optional>

namespace rollcall {
namespace {

constexpr qint64 mostBytes = 64 * 1024; // more is no settings file

Error cannotBeRead(const QString &path, const QString &message)
{
    return {Error::Kind::Usage, message,
            Text::tr("Ask whoever gave it to you for a new one, or remove the file."),
            QDir::toNativeSeparators(path)};
}

QString decoded(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8));
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes) : text;
}

Result<QStringList> linesOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return tl::unexpected(cannotBeRead(path, Text::tr("The settings file cannot be read.")));
    QString text = decoded(file.readAll());
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return text.split(QLatin1Char('\n'));
}

bool saysNothing(const QString &line)
{
    const QString text = line.trimmed();
    return text.isEmpty() || text.startsWith(QLatin1Char('#')) || text.startsWith(QLatin1Char(';')) ||
           (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')));
}

QString nameIn(const QString &line)
{
    return line.section(QLatin1Char('='), 0, 0).trimmed();
}

QString valueIn(const QString &line)
{
    QString value = line.section(QLatin1Char('='), 1).trimmed();
    if (value.size() < 2 || !value.startsWith(QLatin1Char('"')) || !value.endsWith(QLatin1Char('"')))
        return value;
    value = value.mid(1, value.size() - 2);
    return value.replace(QLatin1String("\\\""), QLatin1String("\"")).trimmed();
}

} // namespace

Result<QMap<QString, QString>> readSettingsFile(const QString &path, const QStringList &names)
{
    const Result<QStringList> lines = linesOf(path);
    if (!lines)
        return tl::unexpected(lines.error());
    QMap<QString, QString> values;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        const QString &line = lines->at(i);
        if (saysNothing(line))
            continue;
        const QString name = nameIn(line);
        if (!line.contains(QLatin1Char('='))) { // not shown: it may be a secret
            return tl::unexpected(cannotBeRead(
                path, Text::tr("Line %1 of the settings file is not of the form name=value.").arg(i + 1)));
        }
        if (!names.contains(name)) {
            return failure(Error::Kind::Usage,
                           Text::tr("The settings file holds “%1”, which Rollcall does not know.").arg(name),
                           Text::tr("It knows: %1.").arg(names.join(QLatin1String(", "))),
                           QDir::toNativeSeparators(path));
        }
        values[name] = valueIn(line);
    }
    return values;
}

Result<void> changeSettingsFile(const QString &path, const QMap<QString, QString> &values)
{
    QStringList lines;
    if (QFile::exists(path)) {
        const Result<QStringList> before = linesOf(path);
        if (!before)
            return tl::unexpected(before.error());
        lines = *before;
    }
    lines.removeIf(
        [&values](const QString &line) { return !saysNothing(line) && values.contains(nameIn(line)); });
    while (!lines.isEmpty() && lines.constLast().isEmpty())
        lines.removeLast();
    for (const auto &[name, value] : values.asKeyValueRange()) {
        if (!value.isEmpty())
            lines << name + QLatin1Char('=') + value;
    }
    QDir().mkpath(QFileInfo(path).path());
    return writePrivateFile(path, (lines.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8());
}

} // namespace rollcall
