#pragma once

#include <QRegularExpression>
#include <QString>

class QJsonValue;

namespace rollcall {

struct BeforePicture;

/// The address of a person who is to be erased, wherever it is written.
class SoughtPerson
{
public:
    explicit SoughtPerson(const QString &email);

    bool isNobody() const { return m_normalised.isEmpty(); }
    bool isCell(const QString &cell) const; ///< alone, or among other words
    bool isIn(const QString &text) const { return mayBeIn(text) && text.contains(m_whole); }
    bool isIn(const QJsonValue &value) const; ///< anywhere in it
    bool isIn(const BeforePicture &picture) const;
    bool isInFile(const QString &path) const; ///< false where it cannot be read
    /// Cheap, and sometimes true where isIn() is not.
    bool mayBeIn(const QString &text) const;

private:
    QString m_written;
    QString m_normalised;
    bool m_isAddress = false;
    QRegularExpression m_whole; ///< the address, not as a part of another one
};

} // namespace rollcall
