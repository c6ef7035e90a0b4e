#include "check/columnmemory.h"

#include "support/privatefile.h"
#include "support/text.h"
#include "table/sheet.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace rollcall {
namespace {

/// By what a column is remembered; empty where its header does not tell it from others.
QString keyOf(const QStringList &headers, qsizetype column)
{
    const QString &header = headers.at(column);
    return headers.count(header) == 1 ? HeaderAliases::normalised(header) : QString();
}

bool hasField(const ColumnMapping &mapping, const ColumnTarget &target)
{
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        if (isSameField(mapping.at(column), target))
            return true;
    }
    return false;
}

/// A file that is missing or damaged is as one that remembers nothing.
QJsonObject remembered(const QString &path)
{
    const Result<QByteArray> content = path.isEmpty() ? QByteArray() : readPrivateFile(path);
    return content ? QJsonDocument::fromJson(*content).object() : QJsonObject();
}

} // namespace

ColumnMapping ColumnMemory::suggest(const Sheet &sheet, const QList<CustomField> &customFields) const
{
    ColumnMapping mapping = ColumnMapping::suggest(sheet, customFields);
    const QJsonObject choices = remembered(m_path);
    const QStringList headers = sheet.headers();
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        const QJsonObject choice = choices.value(keyOf(headers, column)).toObject();
        const QString name = choice.value(QLatin1String("field")).toString();
        const Field field = fieldNamed(name);
        const QString custom = field == Field::Custom ? name.mid(3) : QString();
        if (field == Field::Count ||
            (field == Field::Custom && !customFields.isEmpty() && !findCustomField(customFields, custom)))
            continue; // unknown, or gone from the account since
        mapping.choose(column, field, custom);
        ColumnTarget target = mapping.at(column);
        const QDate day = QDate::fromString(choice.value(QLatin1String("day")).toString(), Qt::ISODate);
        target.why = Text::tr("Chosen last time, on %1").arg(QLocale().toString(day, QLocale::LongFormat));
        mapping.set(column, target);
    }
    return mapping;
}

Result<void> ColumnMemory::keep(const Sheet &sheet, const ColumnMapping &chosen,
                                const QList<CustomField> &customFields, const QDate &today) const
{
    if (m_path.isEmpty())
        return {};
    const QJsonObject before = remembered(m_path);
    QJsonObject choices = before;
    const ColumnMapping suggested = ColumnMapping::suggest(sheet, customFields);
    const QStringList headers = sheet.headers();
    for (qsizetype column = 0; column < chosen.size(); ++column) {
        const QString key = keyOf(headers, column);
        const ColumnTarget &target = chosen.at(column);
        if (key.isEmpty())
            continue;
        const QString field = ColumnMapping::targetName(target);
        if (field == ColumnMapping::targetName(suggested.at(column)) ||
            (target.field == Field::Ignore && hasField(chosen, suggested.at(column)))) // gave way to another
            choices.remove(key);
        else
            choices.insert(key, QJsonObject{{QStringLiteral("field"), field},
                                            {QStringLiteral("day"), today.toString(Qt::ISODate)}});
    }
    if (choices == before)
        return {};
    return ensurePrivateFolder(QFileInfo(m_path).path()).and_then([&] {
        return writePrivateFile(m_path, QJsonDocument(choices).toJson());
    });
}

} // namespace rollcall
