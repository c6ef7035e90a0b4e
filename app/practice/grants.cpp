#include "practice/grants.h"

#include "practice/ids.h"
#include "practice/rules.h"

#include <QDataStream>
#include <QIODevice>
#include <QRandomGenerator>

#include <algorithm>

namespace rollcall::practice {
namespace {

template <typename Map>
auto *find(Map &map, const QByteArray &key)
{
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

/// Without letters that are mistaken for each other, or that make words.
QByteArray newUserCode()
{
    constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ";
    QByteArray code;
    for (int i = 0; i < 9; ++i)
        code += i == 4 ? '-' : letters[QRandomGenerator::system()->bounded(quint32(letters.size()))];
    return code;
}

} // namespace

QByteArray Grants::addCode(const Code &code)
{
    const QByteArray text = randomWord(18) + "+/" + randomWord(6) + "=";
    m_codes[text] = code;
    return text;
}

Grants::Code *Grants::code(const QByteArray &text)
{
    return find(m_codes, text);
}

QByteArray Grants::addRefreshToken(const RefreshToken &token)
{
    const QByteArray text = randomWord(32);
    m_refreshTokens[text] = token;
    return text;
}

Grants::RefreshToken *Grants::refreshToken(const QByteArray &text)
{
    return find(m_refreshTokens, text);
}

void Grants::revokeFamily(quint32 family)
{
    std::erase_if(m_refreshTokens, [family](const auto &entry) { return entry.second.family == family; });
}

qsizetype Grants::liveRefreshTokens() const
{
    return std::count_if(m_refreshTokens.begin(), m_refreshTokens.end(),
                         [](const auto &entry) { return !entry.second.used; });
}

void Grants::revokeAccess(const QByteArray &accessToken, qint64 now)
{
    m_revoked.emplace(accessToken, now);
}

bool Grants::isRevoked(const QByteArray &accessToken) const
{
    return m_revoked.count(accessToken) > 0;
}

QByteArray Grants::addDevice(Device device)
{
    do {
        device.userCode = newUserCode();
    } while (deviceByUserCode(device.userCode));
    const QByteArray text = randomWord(18) + "+/" + randomWord(6) + "=";
    m_devices[text] = device;
    return text;
}

Grants::Device *Grants::device(const QByteArray &deviceCode)
{
    return find(m_devices, deviceCode);
}

Grants::Device *Grants::deviceByUserCode(const QByteArray &userCode)
{
    const QByteArray wanted = userCode.trimmed().toUpper();
    for (auto &[code, device] : m_devices) {
        if (device.userCode == wanted || device.userCode == QByteArray(wanted).insert(4, '-'))
            return &device;
    }
    return nullptr;
}

void Grants::forgetOld(qint64 now)
{
    // Used and expired ones stay for a while: what comes back late is told apart from what never was.
    std::erase_if(m_codes, [now](const auto &entry) { return entry.second.issuedAt + rules::day < now; });
    std::erase_if(m_devices, [now](const auto &entry) { return entry.second.issuedAt + rules::day < now; });
    std::erase_if(m_revoked,
                  [now](const auto &entry) { return entry.second + rules::accessTokenLife < now; });
    std::erase_if(m_refreshTokens, [now](const auto &entry) {
        return entry.second.issuedAt + 2 * rules::refreshTokenLife < now;
    });
}

QByteArray Grants::save() const
{
    QByteArray saved;
    QDataStream out(&saved, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << m_lastFamily << quint32(m_refreshTokens.size());
    for (const auto &[text, token] : m_refreshTokens) {
        out << text << token.identity.clientId << token.identity.userId << token.identity.scopes
            << token.identity.signedInAt << token.confidential << token.family << token.issuedAt
            << token.used;
    }
    out << quint32(m_revoked.size());
    for (const auto &[text, since] : m_revoked)
        out << text << since;
    return saved;
}

bool Grants::restore(const QByteArray &saved)
{
    QDataStream in(saved);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 count = 0;
    in >> m_lastFamily >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QByteArray text;
        RefreshToken token;
        in >> text >> token.identity.clientId >> token.identity.userId >> token.identity.scopes >>
            token.identity.signedInAt >> token.confidential >> token.family >> token.issuedAt >> token.used;
        m_refreshTokens[text] = token;
    }
    count = 0;
    if (!in.atEnd()) // what was kept before access tokens could be revoked ends here
        in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QByteArray text;
        in >> text;
        in >> m_revoked[text];
    }
    return in.status() == QDataStream::Ok;
}

} // namespace rollcall::practice
