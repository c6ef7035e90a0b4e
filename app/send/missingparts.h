#pragma once

#include "check/columnmapping.h"
#include "service/listsapi.h"
#include "service/pages.h"
#include "service/tagsapi.h"
#include "support/result.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QObject;

namespace rollcall {

class FieldsApi;

/// One of the kinds of things that an account has by name: its lists, its tags, its own fields.
template <typename Part>
struct PartKind
{
    using AllHandler = std::function<void(const Result<QList<Part>> &)>;
    using Handler = std::function<void(const Result<Part> &)>;

    std::function<void(QObject *context, AllHandler)> all;
    std::function<void(const QString &name, QObject *context, Handler)> create;
    std::function<const Part *(const QString &name, const QList<Part> &parts)> named; ///< null: not there
};

PartKind<ContactList> listKind(ListsApi &lists, const QString &description);
PartKind<ContactTag> tagKind(TagsApi &tags);
PartKind<CustomField> fieldKind(FieldsApi &fields); ///< those that are made are for text

/// Makes what is missing of a kind, one call after the other. What comes into the account meanwhile, perhaps
/// because the answer of an earlier try got lost, is not made again.
template <typename Part>
class MissingParts : public std::enable_shared_from_this<MissingParts<Part>>
{
public:
    using Handler = typename PartKind<Part>::AllHandler;

    /// Answers all of the kind that the account then has.
    static void make(PartKind<Part> kind, QStringList names, QObject *context, Handler handle)
    {
        std::shared_ptr<MissingParts>(
            new MissingParts(std::move(kind), std::move(names), context, std::move(handle)))
            ->look();
    }

private:
    MissingParts(PartKind<Part> kind, QStringList names, QObject *context, Handler handle)
        : m_kind(std::move(kind))
        , m_names(std::move(names))
        , m_context(context)
        , m_handle(std::move(handle))
    {}

    void look()
    {
        m_kind.all(m_context, [self = this->shared_from_this()](const auto &all) { self->looked(all); });
    }

    void looked(const Result<QList<Part>> &all)
    {
        m_found = all.value_or(QList<Part>());
        if (!all)
            m_handle(all);
        else if (m_refusal && !m_kind.named(m_refused, m_found))
            m_handle(tl::unexpected(*m_refusal));
        else
            makeNext();
    }

    void makeNext()
    {
        while (!m_names.isEmpty() && m_kind.named(m_names.first(), m_found))
            m_names.removeFirst();
        if (m_names.isEmpty())
            m_handle(m_found);
        else
            m_kind.create(m_names.first(), m_context,
                          [self = this->shared_from_this()](const auto &part) { self->made(part); });
    }

    void made(const Result<Part> &part)
    {
        if (part && m_kind.named(m_names.first(), {*part})) {
            m_found.append(*part);
            m_names.removeFirst();
            makeNext();
        } else if (part) {
            m_handle(tl::unexpected(notUnderstoodError(m_names.first()))); // it made something else
        } else if (part.error().kind == Error::Kind::Refused) {
            m_refusal = part.error();
            m_refused = m_names.first();
            look(); // there already, perhaps
        } else {
            m_handle(tl::unexpected(part.error()));
        }
    }

    const PartKind<Part> m_kind;
    QStringList m_names;       ///< still to be looked for
    QObject *const m_context;  ///< alive whenever one of the calls answers
    const Handler m_handle;
    QList<Part> m_found;
    std::optional<Error> m_refusal;
    QString m_refused; ///< whose refusal it is
};

} // namespace rollcall
