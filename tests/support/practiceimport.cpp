#include "support/practiceimport.h"

#include "check/columnmapping.h"
#include "check/rowcheck.h"

#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

namespace rollcall::test {

ImportPlan planFor(const QString &folder, const QByteArray &csv, const QStringList &listIds)
{
    const QString path = folder + QStringLiteral("/people.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        qFatal("The file could not be written.");
    file.close();
    auto sheet = Sheet::open(path);
    if (!sheet)
        qFatal("%s", qPrintable(sheet.error().message));
    ImportPlan plan;
    plan.sheet = *sheet;
    plan.mapping = ColumnMapping::suggest(**sheet);
    auto check = checkRows(**sheet, plan.mapping);
    if (!check)
        qFatal("%s", qPrintable(check.error().message));
    plan.check = std::make_shared<CheckReport>(std::move(*check));
    plan.listIds = listIds;
    plan.listNames = listIds;
    plan.source = QStringLiteral("Signed the book at the front desk");
    return plan;
}

PracticeImport::PracticeImport(practice::Options options, double speed)
    : PracticeImport(std::move(options), ConnectedService::clockOf(speed))
{}

PracticeImport::PracticeImport(practice::Options options, const Clock &clock)
    : m_clock(clock)
{
    options.clock = m_clock;
    options.approve = true;
    const auto troubles = std::exchange(options.troubles, {});
    auto started = practice::PracticeAccount::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    account = std::move(*started);
    m_other = std::make_unique<PracticeClient>(account->addresses());
    if (!m_other->signIn())
        qFatal("The practice account did not let us in.");
    ServiceProfile profile = ConnectedService::profileFor(account->addresses().apiUrl);
    profile.authUrl = QUrl(account->addresses().authUrl);
    profile.clientId = account->addresses().clientId;
    const Tokens tokens{
        m_other->accessToken, m_other->refreshToken, m_clock.now(), m_clock.now().addSecs(86'400), {},
        profile.clientId};
    m_service = std::make_unique<ConnectedService>(m_network, profile, m_clock, tokens);
    account->setTroubles(troubles);
    auto opened = Journal::open(folder.filePath(QStringLiteral("journal")));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    journal = std::move(*opened);
}

PracticeImport::~PracticeImport() = default;

PlainReply PracticeImport::api(const QByteArray &verb, const QString &path, const QJsonObject &body)
{
    // The service counts all calls of an API key: four a second, and ours among them.
    QTest::qWait(static_cast<int>(m_clock.realTime(std::chrono::milliseconds(600)).count()));
    return m_other->api(verb, path, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson());
}

QString PracticeImport::listId(const QString &name)
{
    const QJsonArray lists = report().value(QLatin1String("lists")).toArray();
    for (const QJsonValue &list : lists) {
        if (list[QLatin1String("name")].toString() == name)
            return list[QLatin1String("id")].toString();
    }
    const PlainReply made =
        api("POST", QStringLiteral("contact_lists"), QJsonObject{{QStringLiteral("name"), name}});
    return made.object().value(QLatin1String("list_id")).toString();
}

void PracticeImport::addContact(const QString &email, const QString &permission, const QStringList &listIds,
                                const QString &firstName)
{
    QJsonObject body{{QStringLiteral("email_address"),
                      QJsonObject{{QStringLiteral("address"), email},
                                  {QStringLiteral("permission_to_send"),
                                   permission == QLatin1String("unsubscribed") ? QStringLiteral("implicit")
                                                                               : permission}}},
                     {QStringLiteral("create_source"), QStringLiteral("Account")},
                     {QStringLiteral("list_memberships"), QJsonArray::fromStringList(listIds)}};
    if (!firstName.isEmpty())
        body.insert(QStringLiteral("first_name"), firstName);
    const PlainReply made = api("POST", QStringLiteral("contacts"), body);
    if (made.status != 201)
        qFatal("%s", made.body.constData());
    if (permission != QLatin1String("unsubscribed"))
        return;
    body.remove(QStringLiteral("create_source"));
    body.remove(QStringLiteral("list_memberships"));
    body.insert(QStringLiteral("update_source"), QStringLiteral("Contact"));
    body.insert(
        QStringLiteral("email_address"),
        QJsonObject{{QStringLiteral("address"), email}, {QStringLiteral("permission_to_send"), permission}});
    const QString id = made.object().value(QLatin1String("contact_id")).toString();
    const PlainReply ended = api("PUT", QLatin1String("contacts/") + id, body);
    if (ended.status != 200)
        qFatal("%s", ended.body.constData());
}

QString PracticeImport::accessToken() const
{
    return m_other->accessToken;
}

void PracticeImport::signInAgain()
{
    if (!m_other->signIn())
        qFatal("The practice account did not let us in.");
}

QJsonObject PracticeImport::report()
{
    return QJsonDocument::fromJson(account->report()).object();
}

QJsonObject PracticeImport::contact(const QString &email)
{
    const QJsonArray contacts = report().value(QLatin1String("contacts")).toArray();
    for (const QJsonValue &contact : contacts) {
        if (contact[QLatin1String("email")].toString() == email)
            return contact.toObject();
    }
    return {};
}

qsizetype PracticeImport::listsLike(const QString &name)
{
    const QJsonArray lists = report().value(QLatin1String("lists")).toArray();
    return std::count_if(lists.cbegin(), lists.cend(), [&name](const QJsonValue &list) {
        return list[QLatin1String("name")].toString().startsWith(name);
    });
}

ImportRun::Needs PracticeImport::needs()
{
    return {m_service->client, m_service->contacts, m_service->lists, m_service->activities,
            m_service->tags,   m_service->fields,   m_clock,          journal->folder()};
}

std::unique_ptr<ImportRun> PracticeImport::run(const ImportPlan &plan)
{
    return std::make_unique<ImportRun>(needs(), plan);
}

ImportEnding PracticeImport::ending(ImportRun &run, int timeoutMs)
{
    std::optional<ImportEnding> ending;
    QObject::connect(&run, &ImportRun::finished, &run,
                     [&ending](const ImportSummary &summary, const std::optional<Error> &error) {
                         ending = ImportEnding{summary, error};
                     });
    run.start();
    if (!QTest::qWaitFor([&ending] { return ending.has_value(); }, timeoutMs))
        qFatal("The import did not end.");
    return *ending;
}

ImportEnding PracticeImport::import(const QByteArray &csv, const QStringList &listIds)
{
    const auto importRun = run(planFor(folder.path(), csv, listIds));
    return ending(*importRun);
}

} // namespace rollcall::test
