#pragma once

#include <QHash>
#include <QSet>
#include <QString>

#include <string_view>

namespace rollcall {

/// Countries, and the states and provinces of those where addresses are made with codes. The service takes
/// any text there: what is not known here is only ever something to look at.
class Places
{
public:
    static const Places &known();

    bool isCountry(const QString &name) const { return m_countries.contains(folded(name)); }
    /// The known country that is spelled most like it; empty where none is near.
    QString likelyCountry(const QString &name) const;

    /// "US" or "CA" for any name of these countries, otherwise empty.
    QString countryWithStates(const QString &name) const;
    /// Code or name of a state, territory or province of "US" or "CA".
    bool isState(const QString &country, const QString &name) const;
    /// Whether postal codes there begin with a zero, which spreadsheets take away.
    bool hasLeadingZeros(const QString &state) const;

    /// Countries whose postal codes have five digits, of which the first can be a zero; not America.
    bool hasFiveDigits(const QString &country) const;

    static QString folded(const QString &name);

private:
    static Places made();

    QHash<QString, QString> m_countries;  ///< folded name → name as written
    QHash<QString, QString> m_withStates; ///< folded country → "US", "CA"
    QSet<QString> m_fiveDigits;           ///< folded
    QHash<QString, QString> m_states;     ///< "US:massachusetts" → "MA"
};

} // namespace rollcall
