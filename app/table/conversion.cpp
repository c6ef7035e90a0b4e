#include "table/conversion.h"

#include "support/text.h"

namespace rollcall {

Error damagedFile(const QString &detail)
{
    return {
        Error::Kind::Input, Text::tr("The file is damaged or incomplete."),
        Text::tr(
            "If it was downloaded or sent, get it again. Otherwise open it in the program it comes from and "
            "save it as XLSX or CSV."),
        detail};
}

Error fileTooLarge(const QString &detail)
{
    return {Error::Kind::Input, Text::tr("The file holds more than a table of contacts can."),
            Text::tr("Save only the sheet with the contacts, as CSV, and open that."), detail};
}

Error protectedFile()
{
    return {
        Error::Kind::Input,
        Text::tr("The file is protected with a password."),
        Text::tr("Open it in the program it comes from, take the password off (in Excel: File, Info, Protect "
                 "Workbook, Encrypt with Password, and leave it empty) and save it. Or save it as CSV."),
        {}};
}

Error noTable()
{
    return {Error::Kind::Input,
            Text::tr("There is no table in this file."),
            Text::tr("Choose a CSV, XLSX, ODS or vCard file, or a ZIP file that holds one of them."),
            {}};
}

Error noSuchSheet(const QString &name)
{
    return {Error::Kind::Input,
            Text::tr("There is no sheet “%1” in the file.").arg(name),
            Text::tr("Choose one of the sheets that it has."),
            {}};
}

Error emptySheet(const QString &name)
{
    if (name.isEmpty())
        return {Error::Kind::Input,
                Text::tr("The file has no rows."),
                Text::tr("Choose the file that holds the contacts."),
                {}};
    return {Error::Kind::Input,
            Text::tr("The sheet “%1” has no rows.").arg(name),
            Text::tr("Choose another of the sheets."),
            {}};
}

Error noRoomForRows(const QString &detail)
{
    return {Error::Kind::Storage, Text::tr("There is no room for a temporary copy of the table."),
            Text::tr("Free some space on the disk with the temporary folder, then open the file again."),
            detail};
}

Error conversionCancelled()
{
    return {Error::Kind::Cancelled, Text::tr("Reading the file was stopped."), {}, {}};
}

} // namespace rollcall
