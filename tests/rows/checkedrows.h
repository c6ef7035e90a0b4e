#pragma once

#include "check/rowcheck.h"
#include "rows/tablefile.h"

namespace rollcall::test {

/// The fields of an account, one of each type.
inline QList<CustomField> customFields()
{
    const QList<CustomField::Choice> plans{{QStringLiteral("g"), QStringLiteral("Gold")},
                                           {QStringLiteral("s"), QStringLiteral("Silver")}};
    const auto field = [&plans](const char *name, const char *type) {
        return CustomField{QString::fromLatin1(name), QString::fromLatin1(name), QString::fromLatin1(name),
                           QString::fromLatin1(type), plans};
    };
    return {field("Joined", "date"),  field("Plan", "single_select"), field("Plans", "multi_select"),
            field("Count", "number"), field("Member", "boolean"),     field("Remark", "string"),
            field("Odd", "new_type")};
}

/// "1:2:too_long! 3:0:email_role?": row, column, kind; ! must be mended, ? should be looked at.
inline QString told(const CheckReport &report)
{
    QStringList list;
    for (const Problem &problem : report.problems) {
        list.append(QStringLiteral("%1:%2:%3%4")
                        .arg(problem.row)
                        .arg(problem.column)
                        .arg(problemKindName(problem.kind), problem.level == ProblemLevel::Error
                                                                ? QStringLiteral("!")
                                                                : QStringLiteral("?")));
    }
    return list.join(QLatin1Char(' '));
}

/// One letter a row: Ready, Fix, Duplicate, Left out.
inline QString stateLetters(const CheckReport &report)
{
    QString letters;
    for (const RowState state : report.states)
        letters.append(QLatin1Char("RFDL"[static_cast<int>(state)]));
    return letters;
}

} // namespace rollcall::test
