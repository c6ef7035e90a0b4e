#include "send/soughtperson.h"

#include "contact/emailaddress.h"
#include "storage/journal.h"

#include <QCborValue>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace rollcall {

SoughtPerson::SoughtPerson(const QString &email)
    : m_written(email.trimmed())
    , m_normalised(normalisedEmail(email))
    , m_whole(QStringLiteral(R"((?<![\w.%+-]|\w')(?:%1|%2)(?![\w-]|\.\w))")
                  .arg(QRegularExpression::escape(m_written), QRegularExpression::escape(m_normalised)),
              QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption)
{
    // Of less than an address nobody can tell whose it is: "example.org" is in many.
    const QByteArray bytes = m_normalised.toUtf8();
    m_isAddress = emailFault({bytes.constData(), static_cast<size_t>(bytes.size())}) == EmailFault::None;
}

bool SoughtPerson::isCell(const QString &cell) const
{
    return normalisedEmail(cell) == m_normalised || isIn(cell);
}

bool SoughtPerson::mayBeIn(const QString &text) const
{
    return m_isAddress && (text.contains(m_written, Qt::CaseInsensitive) ||
                           text.contains(m_normalised, Qt::CaseInsensitive));
}

bool SoughtPerson::isIn(const QJsonValue &value) const
{
    if (value.isString())
        return isIn(value.toString());
    const QJsonObject object = value.toObject();
    const QJsonArray array = value.toArray();
    const auto named = [this](const QJsonValue &part) { return isIn(part); };
    return std::any_of(object.begin(), object.end(), named) || std::any_of(array.begin(), array.end(), named);
}

bool SoughtPerson::isIn(const BeforePicture &picture) const
{
    return mayBeIn(QString::fromUtf8(picture.picture)) &&
           isIn(QCborValue::fromCbor(picture.picture).toJsonValue());
}

bool SoughtPerson::isInFile(const QString &path) const
{
    QFile file(path);
    bool found = false;
    if (file.open(QIODevice::ReadOnly)) {
        while (!found && !file.atEnd())
            found = isIn(QString::fromUtf8(file.readLine()));
    }
    return found;
}

} // namespace rollcall
