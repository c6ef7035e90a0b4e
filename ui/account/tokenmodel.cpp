#include "account/tokenmodel.h"

#include "support/span.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace rollcall {
namespace {

struct Known
{
    const char *name;
    const char *meaning;
    bool isTime;
    bool isPast = false;
};

/// In the order in which people look for them (constant-contact-v3.md 1.12).
constexpr Known known[] = {
    {"exp", QT_TRANSLATE_NOOP("rollcall::TokenModel", "expires"), true},
    {"iat", QT_TRANSLATE_NOOP("rollcall::TokenModel", "issued"), true, true},
    {"scp", QT_TRANSLATE_NOOP("rollcall::TokenModel", "granted"), false},
    {"scope", QT_TRANSLATE_NOOP("rollcall::TokenModel", "granted"), false},
    {"cid", QT_TRANSLATE_NOOP("rollcall::TokenModel", "API key"), false},
    {"sub", QT_TRANSLATE_NOOP("rollcall::TokenModel", "user"), false},
    {"uid", QT_TRANSLATE_NOOP("rollcall::TokenModel", "user's number"), false},
    {"platform_user_id", QT_TRANSLATE_NOOP("rollcall::TokenModel", "number at the service"), false},
    {"auth_time", QT_TRANSLATE_NOOP("rollcall::TokenModel", "signed in"), true, true},
    {"nbf", QT_TRANSLATE_NOOP("rollcall::TokenModel", "not before"), true},
    {"iss", QT_TRANSLATE_NOOP("rollcall::TokenModel", "issued by"), false},
    {"aud", QT_TRANSLATE_NOOP("rollcall::TokenModel", "meant for"), false},
    {"jti", QT_TRANSLATE_NOOP("rollcall::TokenModel", "token's number"), false},
    {"ver", QT_TRANSLATE_NOOP("rollcall::TokenModel", "version"), false},
};

const Known *knownClaim(const QString &name)
{
    const auto *found = std::ranges::find_if(known, [&](const Known &claim) { return name == QLatin1String(claim.name); });
    return found == std::end(known) ? nullptr : found;
}

qsizetype rank(const QString &name)
{
    const Known *claim = knownClaim(name);
    return claim ? claim - known : std::ssize(known);
}

QString plain(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'f', 0);
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts << plain(part);
        return parts.join(QLatin1Char(' '));
    }
    return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

} // namespace

void TokenModel::setJwt(const Jwt &jwt)
{
    beginResetModel();
    m_claims = jwt.claims;
    m_names = m_claims.keys();
    std::ranges::stable_sort(m_names, {}, rank);
    endResetModel();
}

void TokenModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_names.isEmpty())
        Q_EMIT dataChanged(index(0, Value), index(int(m_names.size()) - 1, Value), {Qt::DisplayRole});
}

int TokenModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int TokenModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TokenModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const QString name = m_names.at(index.row());
    switch (static_cast<Column>(index.column())) {
    case Claim:
        return name;
    case Meaning:
        if (const Known *claim = knownClaim(name))
            return tr(claim->meaning);
        return QString();
    case Value:
        return value(name);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TokenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Claim:
        return tr("Claim");
    case Meaning:
        return tr("Means");
    case Value:
        return tr("Value");
    case ColumnCount:
        break;
    }
    return {};
}

/// What has happened is not to come, even if the service's clock is ahead of ours.
QString TokenModel::spanText(bool isPast, const QDateTime &time) const
{
    if (isPast && m_now.secsTo(time) > -60)
        return tr("just now");
    return spanFrom(m_now, time);
}

QString TokenModel::value(const QString &claim) const
{
    const QJsonValue value = m_claims.value(claim);
    const Known *meaning = knownClaim(claim);
    if (!meaning || !meaning->isTime || !value.isDouble())
        return plain(value);
    const qint64 epoch = qint64(value.toDouble());
    const QDateTime time = QDateTime::fromSecsSinceEpoch(epoch).toLocalTime();
    QString text = QStringLiteral("%1 (%2)").arg(QLocale().toString(time, QStringLiteral("d MMMM yyyy, HH:mm:ss"))).arg(epoch);
    if (m_now.isValid())
        text += QStringLiteral(" · ") + spanText(meaning->isPast, time);
    return text;
}

} // namespace rollcall
