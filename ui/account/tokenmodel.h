#pragma once

#include "account/jwt.h"

#include <QAbstractTableModel>

namespace rollcall {

/// The claims of an access token in words: what is in it, never the token.
class TokenModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Claim, Meaning, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setJwt(const Jwt &jwt);
    /// Times are also told as what is left until, or has passed since, then.
    void setNow(const QDateTime &now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString value(const QString &claim) const;
    QString spanText(bool isPast, const QDateTime &time) const;

    QStringList m_names;
    QJsonObject m_claims;
    QDateTime m_now;
};

} // namespace rollcall
