#include "common/tagitems.h"

#include "common/notice.h"
#include "common/picker.h"
#include "support/text.h"

namespace rollcall {

bool showTags(const Result<QList<ContactTag>> &tags, Picker *picker, Notice *notice)
{
    if (!tags) {
        notice->show(Tone::Bad, tags.error().message, Text::tr("Try again"));
        return false;
    }
    notice->clear();
    QList<PickerItem> items;
    for (const ContactTag &tag : *tags)
        items << PickerItem{tag.id, tag.name};
    picker->setItems(items);
    return true;
}

} // namespace rollcall
