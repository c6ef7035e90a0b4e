#pragma once

#include "send/forecast.h"
#include "send/undo.h"
#include "support/practiceimport.h"

#include <QJsonArray>
#include <QTest>

#include <optional>

namespace rollcall::test {

/// So many further people that bulk is the cheaper way for those whom it can send; each row ends with `rest`.
constexpr int crowdSize = 8;
inline QByteArray crowd(const QByteArray &rest)
{
    QByteArray rows;
    for (int i = 0; i < crowdSize; ++i)
        rows += "crowd" + QByteArray::number(i) + "@example.org" + rest + "\r\n";
    return rows;
}

/// Two people who are there: one with a name, one without.
struct PolicyWorld
{
    explicit PolicyWorld(double speed = 60)
        : practice({}, speed)
        , list(practice.listId(QStringLiteral("Newsletter")))
    {
        practice.addContact(QStringLiteral("known@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Oldname"));
        practice.addContact(QStringLiteral("bare@example.org"), QStringLiteral("implicit"), {list});
    }

    ImportSummary import()
    {
        const auto run = practice.run(plan);
        return practice.ending(*run).summary;
    }

    /// The forecast says the same before.
    ImportSummary foretoldAndImported()
    {
        told.reset();
        Forecast forecast(practice.needs(), plan);
        QObject::connect(&forecast, &Forecast::finished, &forecast,
                         [this](const ForecastResult &result) { told = result; });
        forecast.start();
        if (!QTest::qWaitFor([this] { return told.has_value(); }, 30'000))
            qFatal("No forecast.");
        const ImportSummary done = import();
        for (int i = 0; i < static_cast<int>(Outcome::Count); ++i) {
            if (done.counts[i] != told->summary.counts[i])
                qFatal("The forecast said something else.");
        }
        return done;
    }

    UndoReceipt undone(const ImportSummary &done)
    {
        std::optional<UndoReceipt> receipt;
        Undo undo(practice.needs(), done.id);
        QObject::connect(&undo, &Undo::finished, &undo,
                         [&receipt](const UndoReceipt &end) { receipt = end; });
        undo.start();
        if (!QTest::qWaitFor([&receipt] { return receipt.has_value(); }, 30'000))
            qFatal("The undo has no end.");
        return *receipt;
    }

    /// As planFor(), knowing the account's own fields.
    ImportPlan planWithFields(const QByteArray &text)
    {
        ImportPlan with = planFor(practice.folder.path(), text, {list});
        for (const QJsonValue &value : practice.api("GET", QStringLiteral("contact_custom_fields"))
                                           .object()
                                           .value(QLatin1String("custom_fields"))
                                           .toArray()) {
            CustomField field;
            field.id = value[QLatin1String("custom_field_id")].toString();
            field.label = value[QLatin1String("label")].toString();
            field.name = value[QLatin1String("name")].toString();
            field.type = value[QLatin1String("type")].toString();
            for (const QJsonValue &choice : value[QLatin1String("choices")].toArray())
                field.choices.append({choice[QLatin1String("choice_id")].toVariant().toString(),
                                      choice[QLatin1String("choice_label")].toString()});
            with.customFields.append(field);
        }
        with.mapping = ColumnMapping::suggest(*with.sheet, with.customFields);
        auto check = checkRows(*with.sheet, with.mapping, with.customFields);
        if (!check)
            qFatal("%s", qPrintable(check.error().message));
        with.check = std::make_shared<CheckReport>(std::move(*check));
        return with;
    }

    QJsonObject ownFields(const char *email)
    {
        return practice.contact(QString::fromLatin1(email)).value(QLatin1String("custom_fields")).toObject();
    }

    int bulkRows() { return practice.report().value(QLatin1String("rows_received")).toInt(); }

    QString text(const char *email, const char *field)
    {
        return practice.contact(QString::fromLatin1(email)).value(QLatin1String(field)).toString();
    }

    PracticeImport practice;
    QString list;
    ImportPlan plan;
    std::optional<ForecastResult> told;
};

} // namespace rollcall::test
