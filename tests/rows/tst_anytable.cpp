#include "table/encoding.h"
#include "table/sheet.h"

#include <QFile>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

namespace {

/// A way to write a table down.
struct Style
{
    QChar delimiter = QLatin1Char(',');
    QChar quote = QLatin1Char('"');
    bool backslash = false;
    QStringList lineEnds{QStringLiteral("\n")};
    bool quotesAll = false;
    bool separatorLine = false;
};

using Table = QList<QStringList>;

QString writtenCell(const QString &text, const Style &style)
{
    const QString special = QStringLiteral("\r\n") + style.delimiter + style.quote;
    const bool mustQuote =
        std::any_of(text.begin(), text.end(), [&](QChar c) { return special.contains(c); });
    if (!mustQuote && !style.quotesAll)
        return text;
    QString quoted = text;
    if (style.backslash)
        quoted.replace(QStringLiteral("\\"), QStringLiteral("\\\\"));
    quoted.replace(style.quote, (style.backslash ? QLatin1Char('\\') : style.quote) + QString(style.quote));
    return style.quote + quoted + style.quote;
}

int lineEndsIn(const QString &text)
{
    return static_cast<int>(text.count(QLatin1Char('\n')) + text.count(QLatin1Char('\r')) -
                            text.count(QStringLiteral("\r\n")));
}

/// The text, and the line that each record starts on.
QString written(const Table &table, const Style &style, QList<qint64> &lines)
{
    QString text;
    if (style.separatorLine)
        text += QStringLiteral("sep=") + style.delimiter + style.lineEnds.constFirst();
    for (qsizetype i = 0; i < table.size(); ++i) {
        lines << 1 + lineEndsIn(text);
        QStringList cells;
        for (const QString &cell : table.at(i))
            cells << writtenCell(cell, style);
        text += cells.join(style.delimiter) + style.lineEnds.at(i % style.lineEnds.size());
    }
    return text;
}

QString randomText(QRandomGenerator &random, const QString &letters, const QString &special)
{
    QString text(letters.at(random.bounded(static_cast<int>(letters.size()))));
    for (int i = random.bounded(12); i > 0; --i) {
        const QString &from = random.bounded(6) == 0 ? special : letters;
        text += from.at(random.bounded(static_cast<int>(from.size())));
    }
    return text + letters.at(random.bounded(static_cast<int>(letters.size())));
}

Table randomTable(QRandomGenerator &random, const QString &letters, const Style &style)
{
    const QString special = QStringLiteral(",;|\t'\" \\.-:") + style.delimiter + style.quote + style.quote;
    Table table{{QStringLiteral("Email"), QStringLiteral("First name"), QStringLiteral("City"),
                 QStringLiteral("Note")}};
    for (int i = 0; i < 60; ++i) {
        QString note = randomText(random, letters, special);
        if (random.bounded(4) == 0)
            note += QStringLiteral("\n") + randomText(random, letters, special);
        table << QStringList{QStringLiteral("p%1@example.org").arg(i), randomText(random, letters, special),
                             random.bounded(3) == 0 ? QString() : randomText(random, letters, special), note};
        if (random.bounded(6) == 0) // programs leave out what is empty at the end
            table.last().resize(random.bounded(2, 4));
    }
    return table;
}

} // namespace

class AnyTableTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    /// Writes the table, reads it again and says what is not the same.
    QString difference(const Table &table, const Style &style, const QString &encoding, bool isChosen,
                       bool isMarked = false)
    {
        QList<qint64> lines;
        QStringEncoder encoder(encoding.toLatin1().constData(),
                               isMarked ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        const QByteArray bytes = encoder.encode(written(table, style, lines));
        QFile out(m_dir.filePath(QStringLiteral("t.csv")));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            return QStringLiteral("cannot write");
        out.close();
        TableChoice choice;
        if (isChosen)
            choice.encoding = encoding;
        const auto sheet = Sheet::open(out.fileName(), choice);
        if (!sheet)
            return sheet.error().message;
        const TableFormat format = (*sheet)->format();
        if (format.encoding != encoding || QLatin1Char(format.delimiter) != style.delimiter)
            return QStringLiteral("taken for %1 with %2").arg(format.encoding).arg(QLatin1Char(format.delimiter));
        if ((*sheet)->headers() != table.constFirst())
            return QStringLiteral("headers ") + (*sheet)->headers().join(QLatin1Char('|'));
        if ((*sheet)->rowCount() != table.size() - 1)
            return QStringLiteral("%1 rows").arg((*sheet)->rowCount());
        Sheet::Reader reader(**sheet);
        RowView row;
        while (reader.next(row)) {
            const QStringList &expected = table.at(row.row + 1);
            for (int column = 0; column < (*sheet)->columnCount(); ++column) {
                const std::string_view cell = row.cells[static_cast<size_t>(column)];
                const QString text = QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
                if (text != expected.value(column) || (*sheet)->cell(row.row, column) != text)
                    return QStringLiteral("row %1: “%2” is “%3”")
                        .arg(row.row)
                        .arg(expected.value(column), text);
            }
            if ((*sheet)->lineOf(row.row) != lines.at(row.row + 1))
                return QStringLiteral("row %1: line %2").arg(row.row).arg((*sheet)->lineOf(row.row));
        }
        const QString copy = m_dir.filePath(QStringLiteral("copy.csv"));
        QFile in(copy);
        if (!(*sheet)->saveCorrected(copy) || !in.open(QIODevice::ReadOnly) || in.readAll() != bytes)
            return QStringLiteral("saved otherwise than it was");
        return {};
    }

private Q_SLOTS:
    void readsBackTheSameInAnyDialect_data()
    {
        QTest::addColumn<QChar>("delimiter");
        QTest::addColumn<QStringList>("lineEnds");
        const QStringList ends{QStringLiteral("\n"), QStringLiteral("\r\n"), QStringLiteral("\r")};
        for (const char delimiter : {',', ';', '\t', '|'}) {
            for (const QString &end : ends) {
                QTest::addRow("%d with line ends of %d", delimiter,
                              end.front().unicode() * static_cast<int>(end.size()))
                    << QChar(QLatin1Char(delimiter)) << QStringList{end};
            }
            QTest::addRow("%d with all line ends", delimiter) << QChar(QLatin1Char(delimiter)) << ends;
        }
    }

    void readsBackTheSameInAnyDialect()
    {
        QFETCH(QChar, delimiter);
        QFETCH(QStringList, lineEnds);
        QRandomGenerator random(11);
        for (int round = 0; round < 12; ++round) {
            Style style{delimiter, QLatin1Char('"'), false, lineEnds, round % 2 == 1, round % 5 == 4};
            if (round % 3 == 1)
                style.quote = QLatin1Char('\'');
            if (round % 3 == 2)
                style.backslash = true;
            const QString wrong = difference(randomTable(random, QStringLiteral("abcdeé€あ"), style), style,
                                             QStringLiteral("UTF-8"), false);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
        }
    }

    void readsBackTheSameInAnyEncoding_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("isMarked");
        for (const QString &name : commonEncodings())
            QTest::newRow(qPrintable(name)) << name << false;
        for (const char *name : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
            QTest::addRow("%s with a mark", name) << QString::fromLatin1(name) << true;
    }

    void readsBackTheSameInAnyEncoding()
    {
        QFETCH(QString, encoding);
        QFETCH(bool, isMarked);
        QString letters = QStringLiteral("abc");
        for (const QChar c : QStringLiteral("éàüñßøŁżęřЖяйΩαλשלعباあ東京漢字王ไทย한국")) {
            if (Utf8Encoder::canWrite(c, encoding))
                letters += c;
        }
        QVERIFY(letters.size() > 4);
        QRandomGenerator random(13);
        for (int round = 0; round < 8; ++round) {
            const Style style{QLatin1Char(round % 2 ? ';' : ','),
                              QLatin1Char(round % 4 == 3 ? '\'' : '"'),
                              round > 5,
                              {QStringLiteral("\r\n")},
                              round > 1,
                              false};
            const bool isFound = encoding.startsWith(QLatin1String("UTF-"));
            const QString wrong =
                difference(randomTable(random, letters, style), style, encoding, !isFound, isMarked);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
        }
    }
};

QTEST_GUILESS_MAIN(AnyTableTest)
#include "tst_anytable.moc"
