#pragma once

#include "check/columnmapping.h"
#include "common/card.h"
#include "contact/contact.h"
#include "service/tagsapi.h"

class QGridLayout;

namespace rollcall {

class ElidedLabel;
class Label;

/// What the account knows of one person.
class PersonFacts : public Card
{
    Q_OBJECT

public:
    explicit PersonFacts(QWidget *parent = nullptr);

    /// What lists, tags and fields are called, as far as that is known yet.
    struct Names
    {
        QStringList lists; ///< those that the person is on
        QList<ContactTag> tags;
        QList<CustomField> fields;
    };
    void show(const KnownContact &known, const Names &names);

private:
    void add(const QString &name, const QString &value);
    void addCustom(const CustomValue &value, const QList<CustomField> &fields);

    Label *m_name;
    ElidedLabel *m_email;
    Label *m_state;
    QGridLayout *m_grid;
};

} // namespace rollcall
