#include "support/log.h"

#include <QRegularExpression>

#include <cstdio>

namespace rollcall {

Q_LOGGING_CATEGORY(lcRollcall, "rollcall", QtInfoMsg)

namespace {

struct Rule
{
    QRegularExpression what;
    QString instead;
};

/// Never destroyed: Qt logs until the very end of the process, when what is static is gone already.
const QList<Rule> &rules()
{
    const auto options = QRegularExpression::CaseInsensitiveOption;
    static const auto *const all = new QList<Rule>{
        {QRegularExpression(QStringLiteral("\\beyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*){0,2}")),
         QStringLiteral("<token>")},
        {QRegularExpression(QStringLiteral("\\b(bearer|basic)\\s+([A-Za-z0-9._~+/=-]{4,})"), options),
         QStringLiteral("\\1 <hidden>")},
        {QRegularExpression(QStringLiteral("\\b(code|state|code_verifier|code_challenge|client_secret|refresh_token|"
                                           "access_token|device_code|user_code)(\"?\\s*[=:]\\s*\"?)([^\\s&\"',;]+)"),
                            options),
         QStringLiteral("\\1\\2<hidden>")},
        {QRegularExpression(QStringLiteral("[A-Za-z0-9._+%-]+%40[A-Za-z0-9.%-]+"), options),
         QStringLiteral("<address>")},
        {QRegularExpression(QStringLiteral("[^\\s<>\"'(),;:=&?/]+@[^\\s<>\"'(),;:=&?/]+")),
         QStringLiteral("<address>")}};
    return *all;
}

} // namespace

QString redacted(const QString &text)
{
    QString clean = text;
    for (const Rule &rule : rules())
        clean.replace(rule.what, rule.instead);
    return clean;
}

namespace {

void writeRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = redacted(qFormatLogMessage(type, context, message)).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    std::fflush(stderr);
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

void installRedactingLog()
{
    qInstallMessageHandler(writeRedacted);
}

} // namespace rollcall
