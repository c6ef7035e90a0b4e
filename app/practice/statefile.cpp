#include "practice/statefile.h"

#include "support/privatefile.h"
#include "support/text.h"

#include <QDataStream>
#include <QDir>
#include <QIODevice>

namespace rollcall::practice {
namespace {

constexpr quint32 magic = 0x52435041; // "RCPA"
constexpr quint32 format = 1;

QString stateFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("practice-account.dat"));
}

QString grantsFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("practice-grants.dat"));
}

// One list of members serves both ways: `Stream` is Out or In, and `T` const or not.
struct Out
{
    QDataStream &stream;
    void operator()(const std::string &text)
    {
        stream << QByteArray::fromRawData(text.data(), qsizetype(text.size()));
    }
    void operator()(const QByteArray &bytes) { stream << bytes; }
    template <typename T>
    requires std::is_arithmetic_v<T>
    void operator()(const T &value) { stream << value; }
    template <typename T>
    requires std::is_enum_v<T>
    void operator()(const T &value) { stream << quint8(value); }
    template <typename T>
    void all(const T &values)
    {
        stream << quint32(values.size());
        for (const auto &value : values)
            (*this)(value);
    }
    template <typename T>
    void each(const std::vector<T> &values, auto members)
    {
        stream << quint32(values.size());
        for (const T &value : values)
            members(*this, value);
    }
};

struct In
{
    QDataStream &stream;
    void operator()(std::string &text)
    {
        QByteArray bytes;
        stream >> bytes;
        text = bytes.toStdString();
    }
    void operator()(QByteArray &bytes) { stream >> bytes; }
    template <typename T>
    requires std::is_arithmetic_v<T>
    void operator()(T &value) { stream >> value; }
    template <typename T>
    requires std::is_enum_v<T>
    void operator()(T &value)
    {
        quint8 number = 0;
        stream >> number;
        value = T(number);
    }
    quint32 count()
    {
        quint32 count = 0;
        stream >> count;
        return stream.status() == QDataStream::Ok ? count : 0;
    }
    template <typename T>
    void all(T &values)
    {
        values.clear();
        const quint32 size = count();
        for (quint32 i = 0; i < size && stream.status() == QDataStream::Ok; ++i) {
            typename T::value_type value{};
            (*this)(value);
            values.insert(values.end(), std::move(value));
        }
    }
    template <typename T>
    void each(std::vector<T> &values, auto members)
    {
        values.clear();
        const quint32 size = count();
        for (quint32 i = 0; i < size && stream.status() == QDataStream::Ok; ++i)
            members(*this, values.emplace_back());
    }
};

void members(auto &io, auto &details) requires requires
{
    details.birthdayMonth;
}
{
    io(details.birthdayMonth);
    io(details.birthdayDay);
    io(details.anniversary);
    io(details.optOutReason);
    io.each(details.phones, [](auto &own, auto &phone) {
        own(phone.number), own(phone.kind), own(phone.text), own(phone.createdAt), own(phone.updatedAt);
    });
    io.each(details.streets, [](auto &own, auto &street) {
        own(street.number), own(street.kind), own(street.street), own(street.city), own(street.state);
        own(street.postalCode), own(street.country), own(street.createdAt), own(street.updatedAt);
    });
    io.each(details.fields,
            [](auto &own, auto &value) { own(value.field), own(value.value), own.all(value.choices); });
    io.all(details.tags);
    io.each(details.notes,
            [](auto &own, auto &note) { own(note.number), own(note.content), own(note.createdAt); });
}

void members(auto &io, auto &person) requires requires
{
    person.firstName;
}
{
    io(person.email), io(person.firstName), io(person.lastName), io(person.jobTitle), io(person.companyName);
    io.all(person.lists);
    io(person.createdAt), io(person.updatedAt), io(person.emailUpdatedAt), io(person.optInAt),
        io(person.optOutAt);
    io(person.deletedAt), io(person.permission), io(person.createSource), io(person.updateSource);
    io(person.optInSource), io(person.optOutSource), io(person.resubscribeSent);
}

void activityMembers(auto &io, auto &activity)
{
    io(activity.kind), io(activity.createdAt), io(activity.startsAt), io(activity.endsAt), io(activity.over);
    io(activity.fileName), io.all(activity.targets), io(activity.selection.source),
        io.all(activity.selection.numbers);
    io.all(activity.selection.excluded), io(activity.selection.status), io.all(activity.columns);
    io.each(activity.rows, [](auto &own, auto &row) {
        own.each(row.cells, [](auto &pairs, auto &cell) { pairs(cell.first), pairs(cell.second); });
    });
    io(activity.total), io(activity.done), io(activity.persons), io(activity.errors),
        io(activity.correctable);
    io(activity.notAdded);
}

void accountMembers(auto &io, auto &state)
{
    io.each(state.lists, [](auto &own, auto &list) {
        own(list.name), own(list.description), own(list.favorite);
        own(list.createdAt), own(list.updatedAt), own(list.deletedAt);
    });
    io.each(state.fields, [](auto &own, auto &field) {
        own(field.label), own(field.name), own(field.type), own(field.metadata), own(field.version);
        own.each(field.choices, [](auto &choices, auto &choice) {
            choices(choice.id), choices(choice.label), choices(choice.order);
        });
        own(field.createdAt), own(field.updatedAt), own(field.deletedAt);
    });
    io.each(state.tags, [](auto &own, auto &tag) {
        own(tag.name), own(tag.source), own(tag.createdAt), own(tag.updatedAt), own(tag.deletedAt);
    });
    io.each(state.activities, [](auto &own, auto &activity) { activityMembers(own, activity); });
    io(state.nextPart), io(state.changes);
}

} // namespace

QByteArray encodeState(const State &state, const std::map<QByteArray, Allowance> &allowances)
{
    QByteArray encoded;
    QDataStream stream(&encoded, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    Out out{stream};
    stream << magic << format;
    accountMembers(out, state);
    stream << quint32(allowances.size());
    for (const auto &[key, allowance] : allowances)
        stream << key << allowance.dayNumber() << allowance.callsToday(allowance.dayNumber() * 86'400'000);
    stream << state.people.size();
    for (quint32 number = 0; number < state.people.size(); ++number) {
        const Person &person = state.people[number];
        members(out, person);
        stream << bool(person.details);
        if (person.details)
            members(out, *person.details);
    }
    return encoded;
}

bool decodeState(const QByteArray &encoded, State &state, std::map<QByteArray, Allowance> &allowances)
{
    QDataStream stream(encoded);
    stream.setVersion(QDataStream::Qt_6_4);
    In in{stream};
    quint32 isMagic = 0, isFormat = 0;
    stream >> isMagic >> isFormat;
    if (isMagic != magic || isFormat != format)
        return false;
    accountMembers(in, state);
    const quint32 keys = in.count();
    for (quint32 i = 0; i < keys; ++i) {
        QByteArray key;
        qint64 day = 0, calls = 0;
        stream >> key >> day >> calls;
        allowances[key].restore(day, calls);
    }
    const quint32 people = in.count();
    for (quint32 i = 0; i < people && stream.status() == QDataStream::Ok; ++i) {
        Person person;
        members(in, person);
        bool detailed = false;
        stream >> detailed;
        if (detailed)
            members(in, person.more());
        state.people.add(std::move(person));
    }
    return stream.status() == QDataStream::Ok;
}

tl::unexpected<Error> unreadableState(const QString &folder)
{
    return failure(Error::Kind::Storage, Text::tr("The practice account's data cannot be used."),
                   Text::tr("Choose another folder for it, or delete this one to begin anew."),
                   QDir::toNativeSeparators(folder));
}

Result<KeptState> readKept(const QString &folder)
{
    KeptState kept;
    const auto state = readPrivateFile(stateFile(folder));
    const auto grants = readPrivateFile(grantsFile(folder));
    if (!state)
        return tl::unexpected(state.error());
    if (!grants)
        return tl::unexpected(grants.error());
    kept.state = *state;
    if (!grants->isEmpty()) {
        QDataStream in(*grants);
        in.setVersion(QDataStream::Qt_6_4);
        quint32 isMagic = 0, isFormat = 0;
        in >> isMagic >> isFormat >> kept.signingKey >> kept.grants;
        if (in.status() != QDataStream::Ok || isMagic != magic || isFormat != format)
            return unreadableState(folder);
    }
    return kept;
}

bool writeState(const QString &folder, const QByteArray &state)
{
    return writePrivateFile(stateFile(folder), state).has_value();
}

bool writeGrants(const QString &folder, const QByteArray &signingKey, const QByteArray &grants)
{
    QByteArray content;
    QDataStream out(&content, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << magic << format << signingKey << grants;
    return writePrivateFile(grantsFile(folder), content).has_value();
}

} // namespace rollcall::practice
