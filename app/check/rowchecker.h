#pragma once

#include "check/checkframe.h"
#include "check/duplicates.h"
#include "check/rowcheck.h"
#include "table/sheet.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// Remembers what was found for the last few different texts of a column: a column of countries has a million
/// cells and a dozen values.
class Memo
{
public:
    template <typename Find>
    int operator()(std::string_view text, Find find)
    {
        Slot &slot = m_slots[placeOf(text)];
        if (slot.text != text) {
            slot.text = text;
            slot.answer = find(text);
        }
        return slot.answer;
    }

private:
    struct Slot
    {
        std::string text; ///< nobody asks for an empty one
        int answer = 0;
    };

    static size_t placeOf(std::string_view text)
    {
        const auto byte = [text](size_t i) {
            return static_cast<size_t>(static_cast<unsigned char>(text[i]));
        };
        return (text.size() * 7 + byte(0) * 5 + byte(text.size() / 2) * 3 + byte(text.size() - 1)) %
               slotCount;
    }

    static constexpr size_t slotCount = 64;
    std::array<Slot, slotCount> m_slots;
};

/// Checks rows one after the other, on bytes. One a thread.
class RowChecker
{
public:
    explicit RowChecker(const CheckFrame &frame);

    struct Answer
    {
        RowState state = RowState::Ready; ///< Duplicate is not known here
        AddressKey key;
    };

    /// Problems are appended in the order of columns; none for a row that is left out.
    Answer check(const RowView &row, std::vector<Problem> &problems);

    std::vector<DateTally> tallies; ///< one a column of the frame; the caller may take and clear them

private:
    void report(const CheckedColumn &column, ProblemKind kind, ProblemLevel level);
    void reportRow(ProblemKind kind);
    void tellOfCell(size_t cell, ProblemKind kind, const RowView &row, ProblemLevel level);

    /// Unclear: there is no yes where it should be, but a quote before it may have moved the cells. OfRow:
    /// another row with the same address is not meant.
    enum class OptOut : quint8 { No, Unclear, OfRow, Yes };
    OptOut optOutOf(const RowView &row);
    AddressKey checkEmail(const CheckedColumn &column, std::string_view cell);
    AddressKey keyOf(std::string_view email);
    AddressKey likelyKeyOf(std::string_view email);
    void checkEmailWarnings(const CheckedColumn &column, std::string_view cell);
    void checkCell(size_t index, const RowView &row);
    bool checkDamage(const CheckedColumn &column, std::string_view cell);
    void checkLength(const CheckedColumn &column, const RowView &row);
    void checkDate(size_t index, std::string_view cell);
    void checkLineBreaks(const RowView &row);
    void checkBirthdayParts(const RowView &row);
    void checkPhone(const CheckedColumn &column, std::string_view cell);
    void checkPhones(const RowView &row);
    void checkZip(size_t index, const RowView &row);
    void checkState(size_t index, const RowView &row);
    void checkCountry(size_t index, std::string_view cell);
    void checkParts(const CheckedColumn &column, std::string_view cell);
    void checkTags(const CheckedColumn &column, std::string_view cell);
    void checkCustom(size_t index, std::string_view cell);

    const CheckFrame &m_frame;
    std::vector<Memo> m_memos;         ///< one a column of the frame
    std::vector<Memo> m_countryMemos;  ///< what the country beside a state is
    std::vector<Memo> m_provinceMemos; ///< Canadian ones
    quint32 m_row = 0;
    bool m_hasError = false;
    bool m_isPlain = false; ///< the whole row
    std::vector<Problem> *m_problems = nullptr;
};

} // namespace rollcall
