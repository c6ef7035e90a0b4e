#pragma once

#include <QStringList>

#include <string_view>

namespace rollcall {

/// The tags that a cell names: several between commas, semicolons, bars or line ends; between quotation marks
/// a name may hold them (Mailchimp), and ":::" stands between Google's labels, "* " before them.
QStringList tagsIn(std::string_view cell);

} // namespace rollcall
