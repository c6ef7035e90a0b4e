#pragma once

#include "practice/state.h"

namespace rollcall::practice {

/// Text or choices as a contact call gives them; nothing where the field does not take it.
std::optional<FieldValue> fieldValue(const CustomField &field, quint32 number, const std::string &text,
                                     const std::vector<int> &choices);

/// As a bulk import gives it: a text, for select fields the labels of the choices, commas between.
std::optional<FieldValue> fieldValueFromCell(const CustomField &field, quint32 number, std::string_view cell);

/// What an export and the report show.
std::string shown(const FieldValue &value, const CustomField &field);

bool isSelect(const CustomField &field);
bool isFieldType(std::string_view type);

} // namespace rollcall::practice
