#include "practice/importbody.h"

#include "practice/ids.h"
#include "practice/jsonscanner.h"
#include "practice/rules.h"
#include "practice/texts.h"
#include "practice/visit.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace rollcall::practice {
namespace {

using namespace std::string_view_literals;

// As the specification has them, "home country" with its blank, too (constant-contact-v3.md 5.2).
constexpr std::array keys{
    "email"sv,         "first_name"sv,   "last_name"sv,
    "job_title"sv,     "company_name"sv, "birthday_month"sv,
    "birthday_day"sv,  "anniversary"sv,  "phone"sv,
    "home_phone"sv,    "work_phone"sv,   "mobile_phone"sv,
    "other_phone"sv,   "street"sv,       "street2"sv,
    "city"sv,          "state"sv,        "zip"sv,
    "country"sv,       "home_street"sv,  "home_street2"sv,
    "home_city"sv,     "home_state"sv,   "home_zip"sv,
    "home country"sv,  "work_street"sv,  "work_street2"sv,
    "work_city"sv,     "work_state"sv,   "work_zip"sv,
    "work_country"sv,  "other_street"sv, "other_street2"sv,
    "other_city"sv,    "other_state"sv,  "other_zip"sv,
    "other_country"sv, "sms_number"sv,   "sms_consent_date"sv,
};

bool isWholeNumber(std::string_view key)
{
    return key == "birthday_month" || key == "birthday_day";
}

/// The walk through a JSON import body.
class Walk
{
public:
    Walk(std::string_view json, const State &state, Faults &faults)
        : m_scan(json)
        , m_state(state)
        , m_faults(faults)
    {}

    /// False when it is malformed, or cut: see isCut().
    bool body(ImportBody &body)
    {
        if (!m_scan.take('{') || m_scan.take('}'))
            return !m_scan.isCut();
        do {
            std::string key;
            if (!m_scan.readText(key) || !m_scan.take(':') || !member(key, body))
                return false;
        } while (m_scan.take(','));
        return m_scan.take('}') && m_scan.isAtEnd();
    }

    bool isCut() const { return m_scan.isCut(); }
    bool hasRows() const { return m_hasRows; }
    bool hasLists() const { return m_hasLists; }

private:
    bool member(const std::string &key, ImportBody &body)
    {
        if (key == "import_data") {
            m_hasRows = true;
            return rows(body);
        }
        std::string_view raw;
        if (!m_scan.readRaw(raw))
            return false;
        if (key == "list_ids")
            lists(raw, body);
        else if (key == "sms_permission_to_send" && raw != "\"explicit\"" && raw != "\"not_set\"")
            m_faults.invalid(QStringLiteral("sms_permission_to_send"));
        else if (key != "sms_permission_to_send")
            m_faults.add(QStringLiteral("unrecognized field %1").arg(QString::fromStdString(key)));
        return true;
    }

    void lists(std::string_view raw, ImportBody &body)
    {
        m_hasLists = true;
        const QJsonArray one =
            QJsonDocument::fromJson('[' + QByteArray(raw.data(), qsizetype(raw.size())) + ']').array();
        const QJsonObject object{{QStringLiteral("list_ids"), one.first()}};
        Fields fields(object, m_faults);
        const auto ids = fields.texts("list_ids", rules::maxLists);
        if (ids && ids->empty())
            m_faults.add(QStringLiteral("list_ids must have at least one list"));
        else if (ids)
            body.lists = existing(IdKind::List, *ids, m_state, QStringLiteral("list_ids"), m_faults);
    }

    bool rows(ImportBody &body)
    {
        if (!m_scan.take('['))
            return false;
        if (m_scan.take(']'))
            return true;
        do {
            ImportRow next;
            if (!row(next))
                return false;
            if (body.rows.size() < size_t(rules::maxRows))
                body.rows.push_back(std::move(next));
            else
                ++body.rowsCut;
        } while (m_scan.take(','));
        return m_scan.take(']');
    }

    bool row(ImportRow &row)
    {
        if (!m_scan.take('{'))
            return false;
        if (m_scan.take('}'))
            return true;
        do {
            std::string key, value;
            if (!m_scan.readText(key) || !m_scan.take(':') || !cell(key, value))
                return false;
            row.cells.emplace_back(std::move(key), std::move(value));
        } while (m_scan.take(','));
        return m_scan.take('}');
    }

    bool cell(const std::string &key, std::string &value)
    {
        if (!m_known.contains(key) && isImportKey(key, m_state))
            m_known.insert(key);
        else if (!m_known.contains(key) && m_unknown.insert(key).second)
            m_faults.add(QStringLiteral("unrecognized field %1").arg(QString::fromStdString(key)));
        if (m_scan.peek() == '"' && !isWholeNumber(key))
            return m_scan.readText(value);
        std::string_view raw;
        if (!m_scan.readRaw(raw))
            return false;
        const bool digits =
            !raw.empty() && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isWholeNumber(key) && digits)
            value = raw;
        else if (raw != "null" && m_unknown.insert(key).second)
            m_faults.invalid(QString::fromStdString(key));
        return true;
    }

    JsonScanner m_scan;
    const State &m_state;
    Faults &m_faults;
    std::set<std::string, std::less<>> m_known; // looked up once each
    std::set<std::string> m_unknown;            // told once each
    bool m_hasRows = false, m_hasLists = false;
};

/// Comma separated values with quotes, as RFC 4180 has them.
std::vector<std::vector<std::string>> csvLines(std::string_view text)
{
    std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
    bool quoted = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::string &cell = lines.back().back();
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            lines.back().emplace_back();
        } else if (!quoted && c == '\n') {
            lines.emplace_back(1);
        } else if (quoted || c != '\r') {
            cell += c;
        }
    }
    std::erase_if(lines, [](const auto &line) { return line.size() == 1 && line.front().empty(); });
    return lines;
}

} // namespace

bool isImportKey(std::string_view key, const State &state)
{
    if (key.starts_with("cf:"))
        return state.fieldNamed(key.substr(3)).has_value();
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

ImportBody ImportBody::fromJson(const Call &call, const State &state, Faults &faults)
{
    ImportBody body;
    body.oversized = call.body.size() > rules::maxBody;
    const size_t size = size_t(std::min<qint64>(call.body.size(), rules::maxBody));
    Walk walk(std::string_view(call.body.constData(), size), state, faults);
    const bool whole = walk.body(body) && QByteArrayView(call.body).isValidUtf8();
    if (!whole && !(body.oversized && walk.isCut()))
        faults.add(QStringLiteral("the JSON payload is malformed"));
    if (!walk.hasRows())
        faults.missing(QStringLiteral("import_data"));
    if (!walk.hasLists())
        faults.missing(QStringLiteral("list_ids"));
    return body;
}

ImportBody ImportBody::fromCsv(const QByteArray &file, const QByteArray &listIds, const State &state,
                               Faults &faults)
{
    ImportBody body;
    body.oversized = file.size() > rules::maxBody;
    std::string_view text(file.constData(), size_t(std::min<qint64>(file.size(), rules::maxBody)));
    if (body.oversized)
        text = text.substr(0, text.rfind('\n'));
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    std::vector<std::string> ids;
    for (const QByteArray &id : listIds.split(','))
        ids.push_back(id.trimmed().toStdString());
    if (ids.size() > size_t(rules::maxLists))
        faults.add(QStringLiteral("list_ids has too many elements (maximum is %1)").arg(rules::maxLists));
    body.lists = existing(IdKind::List, ids, state, QStringLiteral("list_ids"), faults);

    const auto lines = csvLines(text);
    const std::vector<std::string> header = lines.empty() ? std::vector<std::string>() : lines.front();
    for (const std::string &name : header) {
        if (!isImportKey(name, state))
            faults.add(QStringLiteral("unrecognized column %1").arg(QString::fromStdString(name)));
    }
    if (std::find(header.begin(), header.end(), "email") == header.end())
        faults.add(QStringLiteral("the file has no email column"));
    for (size_t i = 1; i < lines.size(); ++i) {
        if (i >= size_t(rules::maxRows)) { // the header line counts
            ++body.rowsCut;
            continue;
        }
        ImportRow row;
        for (size_t cell = 0; cell < std::min(header.size(), lines[i].size()); ++cell)
            row.cells.emplace_back(header[cell], lines[i][cell]);
        body.rows.push_back(std::move(row));
    }
    return body;
}

} // namespace rollcall::practice
