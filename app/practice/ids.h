#pragma once

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>

namespace rollcall::practice {

/// What an id belongs to: so that a list's id is never taken for a tag's.
enum class IdKind : quint16 { Contact = 0x11ee, List, Field, Tag, Activity, Phone, Street, Note };

/// A UUID such as the service's, that holds the number of what it names: nothing has to remember ids.
std::string idOf(IdKind kind, quint32 number);
/// Empty when it is no id of that kind.
std::optional<quint32> numberOf(IdKind kind, std::string_view id);
bool isUuid(std::string_view text);

/// `bytes` random bytes in the letters of base64 that need no encoding in an address.
QByteArray randomWord(int bytes);

} // namespace rollcall::practice
