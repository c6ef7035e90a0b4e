#include "support/practicesetup.h"

namespace rollcall::test {

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

int number(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toInt(-1);
}

QJsonObject status(const QJsonObject &activity)
{
    return activity.value(QLatin1String("status")).toObject();
}

QByteArray row(const QByteArray &email, const QByteArray &more)
{
    return "{\"email\":\"" + email + '"' + (more.isEmpty() ? "" : "," + more) + '}';
}

void PracticeSetup::start(practice::Options options)
{
    options.approve = true;
    auto account = practice::PracticeAccount::start(options);
    QVERIFY(account);
    m_account = std::move(*account);
    m_client = std::make_unique<PracticeClient>(m_account->addresses());
    QVERIFY(m_client->signIn());
    m_lists.clear();
    for (const QJsonValue &list :
         get(QStringLiteral("contact_lists")).value(QLatin1String("lists")).toArray())
        m_lists << text(list.toObject(), "list_id").toLatin1();
}

void PracticeSetup::startFast()
{
    practice::Options options;
    options.unlimited = true;
    options.clock = *Clock::parse(QStringLiteral("20@%1").arg(QDateTime::currentMSecsSinceEpoch()));
    start(options);
}

PlainReply PracticeSetup::post(const char *activity, const QByteArray &json)
{
    return m_client->api("POST", QStringLiteral("activities/") + QLatin1String(activity), json);
}

QJsonObject PracticeSetup::person(const char *email)
{
    for (const QJsonValue &contact : report().value(QLatin1String("contacts")).toArray()) {
        if (text(contact.toObject(), "email") == QLatin1String(email))
            return contact.toObject();
    }
    return {};
}

QByteArray PracticeSetup::body(const QByteArrayList &rows, const QByteArrayList &lists)
{
    QByteArrayList ids;
    for (const QByteArray &id : lists)
        ids << '"' + id + '"';
    return R"({"list_ids":[)" + ids.join(',') + R"(],"import_data":[)" + rows.join(',') + "]}";
}

QJsonObject PracticeSetup::waitFor(const PlainReply &begun)
{
    const QString path = QStringLiteral("activities/") + text(begun.object(), "activity_id");
    QJsonObject activity;
    const auto isOver = [&] { return text(activity = get(path), "state") == QLatin1String("completed"); };
    if (!QTest::qWaitFor(isOver, 10'000))
        QTest::qFail(begun.body.constData(), __FILE__, __LINE__);
    return activity;
}

} // namespace rollcall::test
