#include "support/log.h"

#include <QRegularExpression>

#include <cstdio>

namespace rollcall {

Q_LOGGING_CATEGORY(lcRollcall, "rollcall", QtInfoMsg)

QString redacted(const QString &text)
{
    static const QRegularExpression named(
        QStringLiteral("\\b(code|state|code_verifier|code_challenge|client_secret|refresh_token|access_token|device_code|"
                       "user_code)(\"?\\s*[=:]\\s*\"?)([^\\s&\"',;]+)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression credentials(QStringLiteral("\\b(bearer|basic)\\s+([A-Za-z0-9._~+/=-]{4,})"),
                                                QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression address(QStringLiteral("[^\\s<>\"'(),;:=&?/]+@[^\\s<>\"'(),;:=&?/]+"));
    static const QRegularExpression jwt(QStringLiteral("\\beyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*){0,2}"));
    static const QRegularExpression encodedAddress(QStringLiteral("[A-Za-z0-9._+%-]+%40[A-Za-z0-9.%-]+"),
                                                   QRegularExpression::CaseInsensitiveOption);
    QString clean = text;
    clean.replace(jwt, QStringLiteral("<token>"));
    clean.replace(credentials, QStringLiteral("\\1 <hidden>"));
    clean.replace(named, QStringLiteral("\\1\\2<hidden>"));
    clean.replace(encodedAddress, QStringLiteral("<address>"));
    clean.replace(address, QStringLiteral("<address>"));
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
