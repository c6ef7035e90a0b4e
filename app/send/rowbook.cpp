#include "send/rowbook.h"

#include "send/contactpicture.h"
#include "send/importplan.h"
#include "support/text.h"

#include <algorithm>

namespace rollcall {
namespace {

Outcome outcomeOf(RowState state)
{
    switch (state) {
    case RowState::Ready:
        return Outcome::NotSent;
    case RowState::ToFix:
        return Outcome::Refused;
    case RowState::Duplicate:
        return Outcome::Duplicate;
    case RowState::LeftOut:
        return Outcome::LeftOut;
    }
    Q_UNREACHABLE();
}

QString place(const Sheet &sheet, quint32 row)
{
    const qint64 number = sheet.numberOf(row);
    const qint64 line = sheet.lineOf(row);
    return number == line ? Text::tr("row %1").arg(number)
                          : Text::tr("row %1 (line %2)").arg(number).arg(line);
}

} // namespace

void RowBook::open(const ImportPlan &plan)
{
    m_marks.clear();
    m_marks.reserve(plan.check->states.size());
    for (const RowState state : plan.check->states) {
        RowMark mark;
        mark.outcome = outcomeOf(state);
        mark.pending = state == RowState::Ready;
        m_marks.push_back(mark);
    }
    explainProblems(plan);
    explainDoubles(plan);
    for (const quint32 row : plan.importedBefore) {
        if (m_marks[row].pending)
            answer(row, Outcome::LeftOut, Text::tr("Imported before, and only the new ones were wanted."));
    }
}

void RowBook::explainProblems(const ImportPlan &plan)
{
    for (const Problem &problem : plan.check->problems) {
        const RowState state = plan.check->states.at(problem.row);
        const bool isRefused = problem.level == ProblemLevel::Error && state == RowState::ToFix;
        const bool losesValue = problem.kind == ProblemKind::PhonesTooMany && state == RowState::Ready;
        if (!isRefused && !losesValue)
            continue;
        const QString message = problemMessage(problem, *plan.sheet, plan.mapping);
        const QString suggestion = problemSuggestion(problem, *plan.sheet, plan.mapping);
        const QString hint = suggestion.isEmpty() ? QString() : Text::tr("Perhaps “%1”.").arg(suggestion);
        if (m_reasons.isEmpty() || m_reasons.last().row != problem.row) {
            m_reasons.append({problem.row, isRefused ? QStringLiteral("check") : QString(), message, hint});
        } else {
            m_reasons.last().reason += QLatin1Char(' ') + message;
            m_reasons.last().hint = QStringList{m_reasons.last().hint, hint}.join(QLatin1Char(' ')).trimmed();
        }
    }
}

void RowBook::explainDoubles(const ImportPlan &plan)
{
    for (const auto &[row, into] : plan.check->mergedInto)
        m_reasons.append(
            {row,
             {},
             Text::tr("The same address as in %1, and merged into it.").arg(place(*plan.sheet, into)),
             {}});
    for (quint32 row = 0; row < m_marks.size(); ++row) {
        if (plan.check->states.at(row) == RowState::LeftOut)
            m_reasons.append(
                {row, {}, Text::tr("The file itself marks this person as not to be mailed."), {}});
    }
}

Result<void> RowBook::open(Journal &journal, const QString &importId)
{
    const auto bytes = journal.marks(importId);
    const auto touched = journal.touched(importId);
    if (!bytes || !touched)
        return tl::unexpected(bytes ? touched.error() : bytes.error());
    m_marks.clear();
    m_marks.reserve(bytes->size());
    for (const quint8 byte : *bytes) {
        m_marks.push_back(RowMark::fromByte(byte));
        m_marks.back().inBody = false; // the bodies say it, as they are now
    }
    m_touched = *touched;
    return {};
}

void RowBook::answer(quint32 row, Outcome outcome, const QString &reason, const QString &hint,
                     const QString &by)
{
    m_marks[row].outcome = outcome;
    m_marks[row].pending = false;
    if (!reason.isEmpty())
        m_reasons.append({row, by, reason, hint});
}

void RowBook::addPicture(quint32 row, const KnownContact &before, const Additions &additions)
{
    const BeforePicture picture{row, before.id, toPicture(before, additions)};
    if (!before.deleted && m_ofDeleted.erase(row) > 0) {
        m_betterOnes.append(picture);
        return;
    }
    if (before.deleted)
        m_ofDeleted.insert(row);
    m_pictures.append(picture);
}

void RowBook::setTouched(quint32 row, const KnownContact &after)
{
    if (m_touched.isEmpty())
        m_touched.fill('\0', std::ssize(m_marks) * Journal::touchedSize);
    m_touched.replace(qsizetype(row) * Journal::touchedSize, Journal::touchedSize,
                      toTouched(after.id, after.contact));
}

QList<qint64> RowBook::counts() const
{
    QList<qint64> counts(static_cast<int>(Outcome::Count), 0);
    for (const RowMark &mark : m_marks)
        ++counts[static_cast<int>(mark.outcome)];
    return counts;
}

qint64 RowBook::toSend() const
{
    return std::count_if(m_marks.cbegin(), m_marks.cend(),
                         [](const RowMark &mark) { return mark.pending && !mark.inBody; });
}

qint64 RowBook::callsSingly() const
{
    qint64 calls = 0;
    for (const RowMark &mark : m_marks) {
        if (mark.pending && !mark.inBody)
            calls += mark.known ? 2 : 1;
    }
    return calls;
}

qint64 RowBook::unanswered() const
{
    return std::count_if(m_marks.cbegin(), m_marks.cend(),
                         [](const RowMark &mark) { return mark.pending && mark.inBody; });
}

Result<void> RowBook::keepPictures(Journal &journal, const QString &importId)
{
    constexpr qsizetype enough = 4000;
    if (m_pictures.size() < enough)
        return {};
    return journal.addPictures(importId, std::exchange(m_pictures, {}));
}

Result<void> RowBook::keep(Journal &journal, const QString &importId)
{
    std::vector<quint8> bytes;
    bytes.reserve(m_marks.size());
    for (const RowMark &mark : m_marks)
        bytes.push_back(mark.toByte());
    auto kept = journal.together([&]() -> Result<void> {
        return journal.setMarks(importId, bytes)
            .and_then([&] { return journal.setReasons(importId, m_reasons); })
            .and_then([&] { return journal.addPictures(importId, m_pictures); })
            .and_then([&]() -> Result<void> {
                for (const BeforePicture &picture : m_betterOnes) {
                    if (auto done = journal.replacePicture(importId, picture); !done)
                        return done;
                }
                return {};
            })
            .and_then([&] {
                return m_touched.isEmpty() ? Result<void>() : journal.setTouched(importId, m_touched);
            });
    });
    if (kept) {
        m_reasons.clear();
        m_pictures.clear();
        m_betterOnes.clear();
    }
    return kept;
}

} // namespace rollcall
