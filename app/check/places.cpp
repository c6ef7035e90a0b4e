#include "check/places.h"

#include "table/editdistance.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

constexpr const char *moreCountries[] = {
    // Short forms, parts and former names, in English.
    "USA",
    "United States of America",
    "The United States",
    "America",
    "UK",
    "Great Britain",
    "Britain",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Republic of Ireland",
    "Eire",
    "Holland",
    "The Netherlands",
    "Czech Republic",
    "Russian Federation",
    "Korea",
    "Republic of Korea",
    "North Korea",
    "Ivory Coast",
    "Turkey",
    "Macedonia",
    "Vatican",
    "Burma",
    "Swaziland",
    "Cape Verde",
    "UAE",
    "Hong Kong",
    "Macau",
    "Palestine",
    "Congo",
    "The Bahamas",
    "The Gambia",
    "Viet Nam",
    "East Timor",
    "Republic of China",
    "People's Republic of China",
    "Bosnia",
    "Trinidad",
    "Moldova",
    "Syria",
    // ISO 3166 in three letters, of the countries most seen.
    "AUS",
    "AUT",
    "BEL",
    "BRA",
    "CAN",
    "CHE",
    "CHN",
    "CZE",
    "DEU",
    "DNK",
    "ESP",
    "FIN",
    "FRA",
    "GBR",
    "GRC",
    "HKG",
    "HUN",
    "IND",
    "IRL",
    "ISR",
    "ITA",
    "JPN",
    "KOR",
    "MEX",
    "NLD",
    "NOR",
    "NZL",
    "PHL",
    "POL",
    "PRI",
    "PRT",
    "RUS",
    "SGP",
    "SWE",
    "TUR",
    "TWN",
    "UKR",
    "ZAF",
    // As neighbours call them: Spanish, French, German, Portuguese, Italian.
    "Estados Unidos",
    "EE.UU.",
    "États-Unis",
    "Vereinigte Staaten",
    "Stati Uniti",
    "Reino Unido",
    "Royaume-Uni",
    "Vereinigtes Königreich",
    "Großbritannien",
    "Regno Unito",
    "Alemania",
    "Allemagne",
    "Alemanha",
    "Germania",
    "Francia",
    "Frankreich",
    "França",
    "Spanien",
    "Espagne",
    "Espanha",
    "Spagna",
    "Italie",
    "Italien",
    "Itália",
    "Suiza",
    "Suisse",
    "Schweiz",
    "Suíça",
    "Svizzera",
    "Autriche",
    "Österreich",
    "Áustria",
    "Belgique",
    "Belgien",
    "Bélgica",
    "Belgio",
    "Países Bajos",
    "Pays-Bas",
    "Niederlande",
    "Holanda",
    "Paesi Bassi",
    "Kanada",
    "Canadá",
    "Mexique",
    "Mexiko",
    "Messico",
    "México",
    "Brésil",
    "Brasilien",
    "Brasil",
    "Brasile",
    "Japon",
    "Japón",
    "Giappone",
    "Japão",
    "Chine",
    "Cina",
    "Pologne",
    "Polen",
    "Polonia",
    "Irlande",
    "Irland",
    "Irlanda",
    "Portogallo",
    "Grèce",
    "Griechenland",
    "Grecia",
    "Suède",
    "Schweden",
};

constexpr const char *unitedStates[] = {"US",
                                        "USA",
                                        "U.S.",
                                        "U.S.A.",
                                        "United States",
                                        "United States of America",
                                        "The United States",
                                        "America",
                                        "Estados Unidos",
                                        "États-Unis"};

struct State
{
    const char *code;
    const char *name;
};

constexpr State americanStates[] = {
    {"AL", "Alabama"},
    {"AK", "Alaska"},
    {"AZ", "Arizona"},
    {"AR", "Arkansas"},
    {"CA", "California"},
    {"CO", "Colorado"},
    {"CT", "Connecticut"},
    {"DE", "Delaware"},
    {"DC", "District of Columbia"},
    {"FL", "Florida"},
    {"GA", "Georgia"},
    {"HI", "Hawaii"},
    {"ID", "Idaho"},
    {"IL", "Illinois"},
    {"IN", "Indiana"},
    {"IA", "Iowa"},
    {"KS", "Kansas"},
    {"KY", "Kentucky"},
    {"LA", "Louisiana"},
    {"ME", "Maine"},
    {"MD", "Maryland"},
    {"MA", "Massachusetts"},
    {"MI", "Michigan"},
    {"MN", "Minnesota"},
    {"MS", "Mississippi"},
    {"MO", "Missouri"},
    {"MT", "Montana"},
    {"NE", "Nebraska"},
    {"NV", "Nevada"},
    {"NH", "New Hampshire"},
    {"NJ", "New Jersey"},
    {"NM", "New Mexico"},
    {"NY", "New York"},
    {"NC", "North Carolina"},
    {"ND", "North Dakota"},
    {"OH", "Ohio"},
    {"OK", "Oklahoma"},
    {"OR", "Oregon"},
    {"PA", "Pennsylvania"},
    {"RI", "Rhode Island"},
    {"SC", "South Carolina"},
    {"SD", "South Dakota"},
    {"TN", "Tennessee"},
    {"TX", "Texas"},
    {"UT", "Utah"},
    {"VT", "Vermont"},
    {"VA", "Virginia"},
    {"WA", "Washington"},
    {"WV", "West Virginia"},
    {"WI", "Wisconsin"},
    {"WY", "Wyoming"},
    {"AS", "American Samoa"},
    {"GU", "Guam"},
    {"MP", "Northern Mariana Islands"},
    {"PR", "Puerto Rico"},
    {"VI", "Virgin Islands"},
    {"AA", "Armed Forces Americas"},
    {"AE", "Armed Forces Europe"},
    {"AP", "Armed Forces Pacific"},
    {"DC", "Washington DC"},
    {"VI", "U.S. Virgin Islands"},
};

constexpr State canadianProvinces[] = {
    {"AB", "Alberta"},
    {"BC", "British Columbia"},
    {"MB", "Manitoba"},
    {"NB", "New Brunswick"},
    {"NL", "Newfoundland and Labrador"},
    {"NS", "Nova Scotia"},
    {"NT", "Northwest Territories"},
    {"NU", "Nunavut"},
    {"ON", "Ontario"},
    {"PE", "Prince Edward Island"},
    {"QC", "Quebec"},
    {"SK", "Saskatchewan"},
    {"YT", "Yukon"},
    {"QC", "Québec"},
    {"NL", "Newfoundland"},
    {"PE", "PEI"},
    {"YT", "Yukon Territory"},
};

constexpr const char *statesWithZeros[] = {"CT", "MA", "ME", "NH", "NJ", "PR", "RI", "VI", "VT"};

} // namespace

QString Places::folded(const QString &name)
{
    QString text;
    const QString lower = name.toCaseFolded();
    std::copy_if(lower.begin(), lower.end(), std::back_inserter(text),
                 [](QChar c) { return c.isLetterOrNumber(); });
    return text;
}

const Places &Places::known()
{
    static const Places places = made();
    return places;
}

Places Places::made()
{
    Places places;
    constexpr std::array fiveDigits{QLocale::Germany, QLocale::France, QLocale::Spain, QLocale::Italy,
                                    QLocale::Finland, QLocale::Mexico, QLocale::Turkey};
    const auto addCountry = [&places](const QString &name) {
        if (const QString key = folded(name); !key.isEmpty() && !places.m_countries.contains(key))
            places.m_countries.insert(key, name);
    };
    for (int number = QLocale::AnyTerritory + 1; number <= QLocale::LastTerritory; ++number) {
        const auto territory = static_cast<QLocale::Territory>(number);
        for (const QString &name :
             {QLocale::territoryToString(territory), QLocale::territoryToCode(territory),
              QLocale(QLocale::AnyLanguage, territory).nativeTerritoryName()}) {
            addCountry(name);
            if (std::find(fiveDigits.begin(), fiveDigits.end(), territory) != fiveDigits.end())
                places.m_fiveDigits.insert(folded(name));
        }
    }
    for (const char *name : moreCountries)
        addCountry(QString::fromUtf8(name));
    for (const char *name : unitedStates)
        places.m_withStates.insert(folded(QString::fromUtf8(name)), QStringLiteral("US"));
    for (const char *name : {"CA", "CAN", "Canada", "Kanada", "Canadá"})
        places.m_withStates.insert(folded(QString::fromUtf8(name)), QStringLiteral("CA"));
    const auto addState = [&places](QLatin1String country, const State &state) {
        const QString code = QString::fromLatin1(state.code);
        for (const QString &name : {code, QString::fromUtf8(state.name)})
            places.m_states.insert(country + folded(name), code);
    };
    for (const State &state : americanStates)
        addState(QLatin1String("US"), state);
    for (const State &state : canadianProvinces)
        addState(QLatin1String("CA"), state);
    return places;
}

QString Places::likelyCountry(const QString &name) const
{
    const QString key = folded(name);
    if (key.size() < 4)
        return {};
    qsizetype best = key.size() < 8 ? 1 : 2;
    QString found;
    for (auto country = m_countries.begin(); country != m_countries.end(); ++country) {
        if (country.key().size() < 4 || std::abs(country.key().size() - key.size()) > best)
            continue;
        const qsizetype wrong = editDistance(key, country.key());
        if (wrong < best || (wrong == best && (found.isEmpty() || country.value() < found))) {
            best = wrong;
            found = country.value();
        }
    }
    return found;
}

QString Places::countryWithStates(const QString &name) const
{
    return m_withStates.value(folded(name));
}

bool Places::isState(const QString &country, const QString &name) const
{
    return m_states.contains(country + folded(name));
}

bool Places::hasFiveDigits(const QString &country) const
{
    return m_fiveDigits.contains(folded(country));
}

bool Places::hasLeadingZeros(const QString &state) const
{
    const QString code = m_states.value(QLatin1String("US") + folded(state));
    return std::any_of(std::begin(statesWithZeros), std::end(statesWithZeros),
                       [&code](const char *other) { return code == QLatin1String(other); });
}

} // namespace rollcall
