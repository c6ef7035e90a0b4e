#include "table/filekind.h"

#include "support/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

enum class Thing { Pdf, Picture, Program, Archive, WebPage, Xml, Json, Document, Database };

struct Signature
{
    QByteArrayView bytes;
    Thing thing;
};

const std::array signatures{
    Signature{QByteArrayView("%PDF-", 5), Thing::Pdf},
    Signature{QByteArrayView("\x89PNG\r\n", 6), Thing::Picture},
    Signature{QByteArrayView("\xFF\xD8\xFF", 3), Thing::Picture},
    Signature{QByteArrayView("GIF89a", 6), Thing::Picture},
    Signature{QByteArrayView("GIF87a", 6), Thing::Picture},
    Signature{QByteArrayView("II*\0", 4), Thing::Picture},
    Signature{QByteArrayView("MM\0*", 4), Thing::Picture},
    Signature{QByteArrayView("MZ\x90", 3), Thing::Program},
    Signature{QByteArrayView("\x7F"
                             "ELF",
                             4),
              Thing::Program},
    Signature{QByteArrayView("\x1F\x8B", 2), Thing::Archive},
    Signature{QByteArrayView("7z\xBC\xAF\x27\x1C", 6), Thing::Archive},
    Signature{QByteArrayView("Rar!\x1A", 5), Thing::Archive},
    Signature{QByteArrayView("\xFD"
                             "7zXZ",
                             5),
              Thing::Archive},
    Signature{QByteArrayView("{\\rtf", 5), Thing::Document},
    Signature{QByteArrayView("SQLite format 3", 15), Thing::Database},
};

Error isInstead(Thing thing)
{
    const QString save =
        Text::tr("Open it in the program it comes from and save or export it as CSV or XLSX.");
    const auto error = [](const QString &message, const QString &hint) {
        return Error{Error::Kind::Input, message, hint, {}};
    };
    switch (thing) {
    case Thing::Pdf:
        return error(Text::tr("This is a PDF document, not a table."), save);
    case Thing::Picture:
        return error(Text::tr("This is a picture or a recording, not a table."),
                     Text::tr("Choose a CSV or XLSX file."));
    case Thing::Program:
        return error(Text::tr("This is a program, not a table."), Text::tr("Choose a CSV or XLSX file."));
    case Thing::Archive:
        return error(Text::tr("This is a packed archive that Rollcall cannot look into."),
                     Text::tr("Unpack it and choose the table that was in it."));
    case Thing::WebPage:
        return error(Text::tr("This is a web page, though its name may say something else."),
                     Text::tr("Open it in a spreadsheet program and save it as CSV or XLSX."));
    case Thing::Xml:
        return error(Text::tr("This is an XML file, not a table that Rollcall can read."), save);
    case Thing::Json:
        return error(Text::tr("This is a JSON file, not a table that Rollcall can read."), save);
    case Thing::Document:
        return error(Text::tr("This is a text document, not a table."), save);
    case Thing::Database:
        return error(Text::tr("This is a database, not a table."), save);
    }
    Q_UNREACHABLE();
}

/// The first letters of the text, small, without what may come before them.
QByteArray firstWords(QByteArrayView text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    const auto first =
        std::find_if(text.begin(), text.end(), [](char c) { return static_cast<uchar>(c) > ' '; });
    return text.sliced(first - text.begin())
        .first(qMin(qsizetype(16), text.end() - first))
        .toByteArray()
        .toLower();
}

/// An object, or a list of objects or lists; not a header such as "[Name],[Email]".
bool isJson(QByteArrayView beginning)
{
    static const QRegularExpression json(
        QStringLiteral("^\\x{FEFF}?\\s*(\\{\\s*\"[^\"]*\"\\s*:|\\[\\s*(\\{\\s*\"|\\[\\s*\"|\\]\\s*$))"));
    constexpr qsizetype enough = 4096;
    return json.match(QString::fromUtf8(beginning.first(qMin(beginning.size(), enough)))).hasMatch();
}

} // namespace

Result<void> mayBeTable(QByteArrayView beginning)
{
    for (const Signature &signature : signatures) {
        if (beginning.startsWith(signature.bytes))
            return tl::unexpected(isInstead(signature.thing));
    }
    const QByteArray words = firstWords(beginning);
    for (const char *page : {"<!doctype html", "<html", "<table", "<head", "<body"}) {
        if (words.startsWith(page))
            return tl::unexpected(isInstead(Thing::WebPage));
    }
    if (words.startsWith("<?xml"))
        return tl::unexpected(isInstead(Thing::Xml));
    if (isJson(beginning))
        return tl::unexpected(isInstead(Thing::Json));
    return {};
}

Result<void> looksLikeText(QByteArrayView text)
{
    const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
        return c > 0 && c < 0x20 && !(c >= '\t' && c <= '\r') && c != '\x1A' && c != '\x1B';
    });
    const auto zeros = std::count(text.begin(), text.end(), '\0'); // some programs pad their cells with them
    if (controls * 50 > text.size() || zeros * 2 > text.size()) {
        return failure(Error::Kind::Input, Text::tr("This file does not hold text, so it cannot be a table."),
                       Text::tr("Choose a CSV or XLSX file."));
    }
    return {};
}

} // namespace rollcall
