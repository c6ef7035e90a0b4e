#pragma once

#include "contact/emailaddress.h"
#include "send/importplan.h"

#include <QList>
#include <QStringList>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// What is sent of one row, field by field, as UTF-8: the one place where cells become values. Bodies and
/// contacts are two ways of writing it down.
class RowValues
{
public:
    struct Value
    {
        Field field = Field::Ignore;          ///< canonical; never FullName, FullAddress, Street2 or Birthday
        const CustomField *custom = nullptr;  ///< where it is known
        const ColumnTarget *target = nullptr; ///< of a Custom value
        std::string_view text;                ///< empty for a number
        int number = 0;                       ///< BirthdayMonth, BirthdayDay
        bool isChoice = false;                ///< of a field with choices: their labels

        /// How bulk takes what is chosen is written nowhere, and of tags and notes it knows nothing.
        bool goesInBulk() const { return !isChoice && field != Field::Tag && field != Field::Note; }
    };

    /// The plan must outlive this.
    explicit RowValues(const ImportPlan &plan);

    /// Takes the cells of a row that is ready; they have to live as long as the values are used. Doubles are
    /// read from the sheet and fill what is empty.
    Result<void> read(const RowView &row);

    std::string_view email() const { return m_email; } ///< as normalisedEmail() gives it
    const std::vector<Value> &values() const
    {
        return m_values;
    } ///< none of them empty; without the e-mail address
    /// A value that only the contact's own endpoint takes.
    bool needOwnCall() const;
    QStringList tagIds() const; ///< of the tags that the row itself names

private:
    struct Slot
    {
        size_t column = 0;
        Field field = Field::Ignore;
        FieldKind kind = FieldKind::None;
        DateOrder order = DateOrder::Auto;
        const CustomField *custom = nullptr;
        const ColumnTarget *target = nullptr;
    };
    struct AddressFields
    {
        Field street, city, state, zip, country;
    };

    Result<void> fillFromDoubles(const RowView &row);
    std::string_view cellOf(const Slot &slot, const RowView &row) const;
    void add(Field field, std::string_view text);
    void addNumber(Field field, int number);
    void addDate(Value value, const DateText &date);
    void addText(const Slot &slot, std::string_view cell);
    void addCustom(const Slot &slot, std::string_view cell);
    void addName(std::string_view cell);
    void addAddress(std::string_view cell);
    void leaveOutKept(quint32 row);
    void joinStreet(Field street, std::string_view second);
    std::string_view kept(std::string_view text);
    bool has(Field field) const;

    const ImportPlan &m_plan;
    std::vector<Slot> m_slots;
    size_t m_emailColumn = 0;
    std::vector<std::pair<quint32, quint32>> m_doubles; ///< sent row → duplicate row, sorted
    std::vector<std::string> m_filled;                  ///< one a slot: what doubles brought
    bool m_isFilled = false;
    std::string m_scratch; ///< never grows while a row's values lie in it
    std::string_view m_email;
    EmailBuffer m_emailBuffer;
    std::vector<Value> m_values;
    int m_phones = 0;
};

} // namespace rollcall
