#include "check/splitpreview.h"

#include "contact/addressparts.h"
#include "contact/nameparts.h"

#include <QStringList>

namespace rollcall {

QString splitPreview(Field field, const QString &cell)
{
    const QByteArray bytes = cell.toUtf8();
    const std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
    QStringList parts;
    const auto add = [&parts](std::string_view part) {
        if (!part.empty())
            parts << QString::fromUtf8(part);
    };
    if (fieldInfo(field).kind == FieldKind::FullName) {
        const NameParts name = NameParts::of(text);
        add(name.first);
        add(name.last);
    } else if (fieldInfo(field).kind == FieldKind::FullAddress) {
        const AddressParts address = AddressParts::of(text);
        for (const std::string_view part : {address.street, address.city, address.state, address.zip, address.country})
            add(part);
    }
    if (parts.size() < 2)
        return {};
    return parts.join(QStringLiteral(" | "));
}

} // namespace rollcall
