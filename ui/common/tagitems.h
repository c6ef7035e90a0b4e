#pragma once

#include "service/tagsapi.h"
#include "support/result.h"

namespace rollcall {

class Notice;
class Picker;

/// Lays the account's tags out to choose from, or says why they are not known, with a way to ask again. True:
/// they are known.
bool showTags(const Result<QList<ContactTag>> &tags, Picker *picker, Notice *notice);

} // namespace rollcall
