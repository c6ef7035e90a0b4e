#include "cli/listchoice.h"

#include "support/text.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace rollcall::cli {
namespace {

/// How many letters to change, add or take away to make one text of the other (Levenshtein).
int distance(const QString &left, const QString &right)
{
    std::vector<int> costs(static_cast<size_t>(right.size()) + 1);
    std::iota(costs.begin(), costs.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = costs.front();
        costs.front() = static_cast<int>(i) + 1;
        for (size_t j = 1; j < costs.size(); ++j) {
            const bool same = left.at(i) == right.at(static_cast<qsizetype>(j) - 1);
            const int cost = std::min({costs[j] + 1, costs[j - 1] + 1, diagonal + (same ? 0 : 1)});
            diagonal = costs[j];
            costs[j] = cost;
        }
    }
    return costs.back();
}

const ContactList *found(const QString &wanted, const QList<ContactList> &lists)
{
    const auto by = [&lists](auto matches) {
        const auto list = std::find_if(lists.cbegin(), lists.cend(), matches);
        return list == lists.cend() ? nullptr : &*list;
    };
    if (const ContactList *list = by([&](const ContactList &each) { return each.name == wanted; }))
        return list;
    if (const ContactList *list = listNamed(wanted, lists))
        return list;
    return by([&](const ContactList &each) { return each.id == wanted; });
}

} // namespace

QStringList textsOf(const std::vector<std::string> &words)
{
    QStringList texts;
    for (const std::string &word : words)
        texts << QString::fromStdString(word).trimmed();
    return texts;
}

ListChoice chosenLists(const QStringList &wanted, const QList<ContactList> &lists)
{
    ListChoice choice;
    for (const QString &name : wanted) {
        const ContactList *list = found(name.trimmed(), lists);
        if (!list && !choice.missing.contains(name, Qt::CaseInsensitive)) {
            choice.missing << name;
        } else if (list && !choice.ids.contains(list->id)) {
            choice.ids << list->id;
            choice.names << list->name;
        }
    }
    return choice;
}

Result<ListChoice> allChosen(const QStringList &wanted, const QList<ContactList> &lists)
{
    ListChoice choice = chosenLists(wanted, lists);
    if (!choice.missing.isEmpty())
        return tl::unexpected(noSuchList(choice.missing.constFirst(), lists));
    return choice;
}

Error noSuchList(const QString &name, const QList<ContactList> &lists)
{
    QString nearest;
    int best = static_cast<int>(name.size()) / 2 + 1; // further away, it is another word
    for (const ContactList &list : lists) {
        const int away = distance(name.toCaseFolded(), list.name.toCaseFolded());
        if (away < best) {
            best = away;
            nearest = list.name;
        }
    }
    const QString hint =
        nearest.isEmpty() ? Text::tr("Nothing was changed. “rollcall-cli lists” names the lists there are.")
                          : Text::tr("Did you mean “%1”? Nothing was changed.").arg(nearest);
    return {Error::Kind::Usage, Text::tr("The account has no list “%1”.").arg(name), hint, {}};
}

} // namespace rollcall::cli
