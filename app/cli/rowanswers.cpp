#include "cli/rowanswers.h"

#include "cli/checkanswer.h"
#include "send/history.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

namespace rollcall::cli {
namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

tl::unexpected<Error> cannotWrite(const QSaveFile &file)
{
    return failure(
        Error::Kind::Storage,
        Text::tr("The answers for the rows could not be written to %1.")
            .arg(QDir::toNativeSeparators(file.fileName())),
        Text::tr("The import itself is kept: “rollcall-cli history ID --rows FILE” writes them elsewhere."),
        file.errorString());
}

} // namespace

QJsonObject rowObject(const RowAnswer &answer)
{
    return {{QStringLiteral("row"), answer.number},
            {QStringLiteral("line"), answer.line},
            {QStringLiteral("email"), textOrNull(answer.email)},
            {QStringLiteral("outcome"), outcomeName(answer.outcome)},
            {QStringLiteral("by"), textOrNull(answer.by)},
            {QStringLiteral("reason"), textOrNull(answer.reason)},
            {QStringLiteral("hint"), textOrNull(answer.hint)}};
}

QString rowText(const RowAnswer &answer)
{
    QString text = placeText(answer.number, answer.line);
    if (!answer.email.isEmpty())
        text += QStringLiteral(", ") + answer.email;
    text += QStringLiteral(": ") + outcomeLabel(answer.outcome);
    QStringList why{answer.reason, answer.hint};
    why.removeAll(QString());
    if (!why.isEmpty())
        text += QStringLiteral(" – ") + why.join(QLatin1Char(' '));
    return text;
}

QString placeAndReason(const RowAnswer &answer)
{
    return QStringLiteral("%1, %2: %3")
        .arg(placeText(answer.number, answer.line), answer.email, answer.reason);
}

Result<void> writeRowAnswers(History &history, const QString &importId, const QString &path)
{
    return writeRowAnswers(
        [&history, &importId](const std::function<bool(const RowAnswer &)> &take) {
            return history.eachAnswer(importId, take);
        },
        path);
}

Result<void> writeRowAnswers(const EachAnswer &each, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file);
    const Result<void> read = each([&file](const RowAnswer &answer) {
        const QByteArray line = QJsonDocument(rowObject(answer)).toJson(QJsonDocument::Compact) + '\n';
        return file.write(line) == line.size();
    });
    if (!read)
        return read;
    if (!commitWhole(file))
        return cannotWrite(file);
    return {};
}

} // namespace rollcall::cli
