#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rollcall {

/// How a file is to be read: found by looking at it, or chosen by the person.
struct TableFormat
{
    QString encoding = QStringLiteral("UTF-8"); ///< "UTF-8", "UTF-16LE", "windows-1252", "macintosh", …
    char delimiter = ',';                       ///< ',', ';', '\t' or '|'
    char quote = '"';                           ///< '"', '\'' or 0: none
    bool backslashEscapes = false;              ///< \" rather than "" inside quotes
    qint64 headerLine = 1;                      ///< physical line of the header, from 1; 0: there is none
    qint64 firstRowLine = 2;                    ///< physical line of the first row, below every header line
    QString sheetName;                          ///< of a spreadsheet; else empty
    double encodingConfidence = 1;              ///< 0 to 1: how sure each finding is
    double dialectConfidence = 1;               ///< delimiter and quote
    double headerConfidence = 1;
    qint64 zeroBytes = 0;     ///< that stood in the text and were left out
    qint64 zeroBytesLine = 0; ///< physical line of the record with the first of them
    qint64 foreignBytes = 0;  ///< that are not UTF-8 in a text that is, and were read as windows-1252
    qint64 foreignBytesLine = 0;
    qint64 unreadable = 0; ///< characters that are none in the encoding; they are U+FFFD in the cells
    qint64 unreadableLine = 0;
    qint64 hiddenRows = 0; ///< of a spreadsheet, by a filter or by hand; they are read like the others

    static constexpr double sureEnough = 0.8; ///< a confidence from which nobody is asked
    /// Of all findings together.
    double confidence() const { return encodingConfidence * dialectConfidence * headerConfidence; }
    /// What to say of the zero bytes, of those of another encoding, of what could not be read and of hidden
    /// rows, for people; empty where there are none.
    QString damageText() const;
    bool operator==(const TableFormat &) const = default;
};

/// What the person decided instead of what was found.
struct TableChoice
{
    std::optional<QString> encoding;
    std::optional<char> delimiter;
    std::optional<char> quote;
    std::optional<qint64> headerLine;
    std::optional<QString> sheetName;

    bool operator==(const TableChoice &) const = default;
};

/// Where a record stands.
struct RowPlace
{
    qint64 line = 0;   ///< physical line it starts on, from 1
    qint64 number = 0; ///< the row number a spreadsheet program shows

    bool operator==(const RowPlace &) const = default;
};

/// One record as it passes by; the views live until the reader's next step.
struct RowView
{
    qint64 row = 0; ///< from 0, blank lines and header not counted
    /// One a column, empty where the record is short: valid UTF-8, quotes taken off, trimmed, corrections
    /// laid over.
    std::span<const std::string_view> cells;
    bool isPlain = false;       ///< known to hold nothing but printable ASCII; false: it may or may not
    bool isLong = false;        ///< has text beyond the last column
    bool quoteUnclosed = false; ///< a quote opens a cell and is never closed; it is read as a plain character
    bool hasLineBreak = false;  ///< in one of its cells
    qsizetype tornCell = -1;    ///< the first with text behind its closing quote; -1: none
};

/// A table file: cells on demand, corrections laid over, never a copy of the file in memory.
///
/// Opening detects the format and indexes all rows; do it off the window's thread. Afterwards cells can be
/// read from any thread; corrections only from one. The file may change or vanish underneath: readers then
/// fail with an Input error, and nothing crashes.
class Sheet
{
public:
    /// Blocking. Input error: no such file, a directory, not readable, empty, not text, no rows, or one
    /// column where no delimiter gives more (unless the delimiter was chosen). `cancel` may be set from
    /// another thread.
    static Result<std::shared_ptr<Sheet>> open(const QString &path, const TableChoice &choice = {},
                                               const std::atomic_bool *cancel = nullptr);

    /// The same over the first megabyte only: fast enough to answer each change of `choice` at once, whatever
    /// the file's size. Rows, counts and confidence are those of the beginning.
    static Result<std::shared_ptr<Sheet>> preview(const QString &path, const TableChoice &choice = {});

    /// Cells copied from a spreadsheet, or any other text that is a table.
    static Result<std::shared_ptr<Sheet>> fromText(const QString &text, const TableChoice &choice = {});

    ~Sheet();

    QString path() const;    ///< empty for pasted text
    bool isPreview() const;  ///< read with preview(), and there is more
    qint64 fileSize() const; ///< bytes
    TableFormat format() const;
    QStringList sheetNames() const; ///< of a spreadsheet; else empty
    bool isMade()
        const; ///< rows written by Rollcall, of a workbook or visiting cards: delimiter and such say nothing

    int columnCount() const;
    QStringList headers() const; ///< one a column; empty texts where the file has none
    qint64 rowCount() const;     ///< records below the header, blank lines not counted

    qint64 lineOf(qint64 row) const;   ///< physical line the record starts on, from 1
    qint64 numberOf(qint64 row) const; ///< the row number a spreadsheet program shows

    /// Of the rows from `first` to before `end`: much faster than one by one. Input error when the file
    /// changed.
    Result<std::vector<RowPlace>> placesOf(qint64 first, qint64 end) const;

    /// Input error once the file has changed, shrunk or vanished underneath; cells may then read as empty.
    Result<void> status() const;

    QString cell(qint64 row, int column) const; ///< empty where the record is short
    QByteArray rawRecord(qint64 row) const;     ///< the record's bytes in UTF-8, without its line ending

    /// Lays a correction over a cell; an empty optional takes it back.
    void correct(qint64 row, int column, const std::optional<QString> &text);
    bool hasCorrections() const;
    bool canHold(const QString &text) const; ///< whether the file's encoding has all its characters

    /// Writes the table with its corrections in its own delimiter, quote, line ending and encoding; untouched
    /// cells byte for byte.
    Result<void> saveCorrected(const QString &path) const;
    /// The same in UTF-8, which holds every correction; read as that, its cells are these.
    Result<void> saveInUtf8(const QString &path) const;

    /// Goes through rows in order, fast: no QString, no allocation a row.
    class Reader
    {
    public:
        /// `toRow`: the first that is not read; -1: the end. Corrections are those of this moment.
        explicit Reader(const Sheet &sheet, qint64 fromRow = 0, qint64 toRow = -1);
        ~Reader();
        bool next(RowView &row); ///< false at the end, or when status() is an error
        Result<void> status() const;

    private:
        struct Private;
        std::unique_ptr<Private> d;
    };

private:
    Sheet();
    friend class Reader;
    struct Opening;
    struct Saving;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
