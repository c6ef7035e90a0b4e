#pragma once

#include "account/session.h"
#include "service/listsapi.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rollcall {

class Application;
class Picker;
struct PickerWords;

/// The lists of the account, read once for all pages, and again when someone asks.
class AccountLists : public QObject
{
    Q_OBJECT

public:
    explicit AccountLists(QObject *parent = nullptr);
    ~AccountLists() override;

    void use(Application *application);

    const QList<ContactList> &lists() const { return m_lists; }
    const std::optional<Error> &error() const { return m_error; } ///< why they could not be read
    bool isKnown() const { return m_known; }
    QStringList names(const QStringList &ids) const;
    /// These, in the order in which lists are shown; one whose name is not known is called by its id.
    QList<ContactList> named(const QStringList &ids) const;

    /// `mayMake`: one that is not there yet can be named, too.
    static PickerWords pickerWords(bool mayMake = false);
    /// What the picker holds from now on; after a reading that failed, what it held before.
    void fill(Picker &picker) const;

    /// Reads them again; does nothing while not connected.
    void reload();

Q_SIGNALS:
    void changed();

private:
    void take(const Result<QList<ContactList>> &lists);

    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_ties;
    std::unique_ptr<QObject> m_call;
    QList<ContactList> m_lists;
    std::optional<Error> m_error;
    bool m_known = false;
};

} // namespace rollcall
