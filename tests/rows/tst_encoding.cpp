#include "table/encoding.h"
#include "table/encodingfinder.h"
#include "table/sourcefile.h"
#include "table/utf8check.h"

#include <QRandomGenerator>
#include <QStringDecoder>
#include <QStringEncoder>
#include <QTemporaryFile>
#include <QTest>

using namespace rollcall;

namespace {

QByteArray encoded(const QString &text, const char *encoding)
{
    QStringEncoder encoder(encoding);
    return encoder.encode(text);
}

QString decoded(const QByteArray &bytes, const QString &encoding)
{
    QStringDecoder decoder(encoding.toLatin1().constData());
    return decoder.decode(bytes);
}

/// As an office has it: a few people, some of them with accents.
QString people(const QStringList &names, int rows = 40)
{
    QString text = QStringLiteral("Email,Name,City\r\n");
    for (int i = 0; i < rows; ++i) {
        text +=
            QStringLiteral("person%1@example.org,%2,Springfield\r\n").arg(i).arg(names.at(i % names.size()));
        text += QStringLiteral("other%1@example.org,Plain Name,Boston\r\n").arg(i);
    }
    return text;
}

std::shared_ptr<SourceFile> source(const QByteArray &content)
{
    auto file = SourceFile::temporary();
    (*file)->write(content);
    return *SourceFile::adopt(std::move(*file));
}

QByteArray contentOf(const SourceFile &file)
{
    QByteArray bytes(file.size(), Qt::Uninitialized);
    return file.read(0, bytes.data(), bytes.size()) ? bytes : QByteArray();
}

} // namespace

class EncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundByWhatTheTextLooksLike_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("bom");
        const auto row = [](const char *what, const QByteArray &text, const char *name, qint64 bom = 0) {
            QTest::newRow(what) << text << QString::fromLatin1(name) << bom;
        };
        const QStringList western{QStringLiteral("José García"),      QStringLiteral("Renée Zellweger"),
                                  QStringLiteral("Jürgen Müller"),    QStringLiteral("Søren Kierkegaard"),
                                  QStringLiteral("François Lefèvre"), QStringLiteral("Ana Muñoz"),
                                  QStringLiteral("Åsa Öberg"),        QStringLiteral("Sean O’Brien")};
        const QString west = people(western);
        row("ASCII", people({QStringLiteral("Jane")}).toUtf8(), "UTF-8");
        row("UTF-8", west.toUtf8(), "UTF-8");
        row("UTF-8 with a mark", "\xEF\xBB\xBF" + west.toUtf8(), "UTF-8", 3);
        row("UTF-16LE with a mark", "\xFF\xFE" + encoded(west, "UTF-16LE"), "UTF-16LE", 2);
        row("UTF-16BE with a mark", "\xFE\xFF" + encoded(west, "UTF-16BE"), "UTF-16BE", 2);
        row("ASCII with a stray zero", QByteArray("Email,Name\na@x.org,A\0nn\n", 24), "UTF-8", 0);
        row("Cyrillic in UTF-8 with a stray zero",
            QByteArray("\xD0\x98\xD0\xBC\xD1\x8F\n\xD0\x98\xD0\xBC\0", 12), "UTF-8", 0);
        row("UTF-32LE with a mark", QByteArray("\xFF\xFE\0\0", 4) + encoded(west, "UTF-32LE"), "UTF-32LE", 4);
        row("UTF-16LE without a mark", encoded(west, "UTF-16LE"), "UTF-16LE");
        row("UTF-16BE without a mark", encoded(west, "UTF-16BE"), "UTF-16BE");
        row("UTF-16LE without a mark, Russian",
            encoded(people({QStringLiteral("Иванов Дмитрий")}), "UTF-16LE"), "UTF-16LE");
        row("windows-1252", encoded(west, "windows-1252"), "windows-1252");
        row("windows-1252 with a single accent", encoded(people({QStringLiteral("José")}, 1), "windows-1252"),
            "windows-1252");
        row("ISO-8859-1 reads as windows-1252", encoded(people(western.first(7)), "ISO-8859-1"),
            "windows-1252");
        row("Mac Roman", encoded(west, "macintosh"), "macintosh");
        row("Mac Roman with a single accent", encoded(people({QStringLiteral("José")}, 1), "macintosh"),
            "macintosh");
        row("Mac Roman, few names",
            encoded(people({QStringLiteral("García"), QStringLiteral("Müller"), QStringLiteral("Zoë O’Neil")}, 3), "macintosh"),
            "macintosh");
        row("DOS", encoded(people(western.first(7)), "IBM850"), "IBM850");
        row("German in capitals",
            encoded(people({QStringLiteral("MÜLLER"), QStringLiteral("GRÜN"), QStringLiteral("Öttinger")}),
                    "windows-1252"),
            "windows-1252");
        row("Polish, with a letter that only windows-1250 has there",
            encoded(
                people({QStringLiteral("Łukasz Wójcik, Łódź"), QStringLiteral("Małgorzata Dąbrowska, Łódź"),
                        QStringLiteral("Paweł Zieliński, Łódź")}),
                "windows-1250"),
            "windows-1250");
        row("Russian",
            encoded(
                people({QStringLiteral("Иванов Дмитрий Сергеевич"), QStringLiteral("Смирнова Ольга Петровна"),
                        QStringLiteral("Кузнецов Алексей, улица Ленина")}),
                "windows-1251"),
            "windows-1251");
        row("Greek",
            encoded(people({QStringLiteral("Παπαδόπουλος Ιωάννης"), QStringLiteral("Γεωργίου Μαρία"),
                            QStringLiteral("Αθήνα, Ελλάδα")}),
                    "windows-1253"),
            "windows-1253");
        row("Japanese, Shift_JIS",
            encoded(people({QStringLiteral("佐藤 太郎"), QStringLiteral("鈴木 美咲"),
                            QStringLiteral("東京都千代田区")}),
                    "Shift_JIS"),
            "Shift_JIS");
        row("Japanese, EUC-JP",
            encoded(people({QStringLiteral("佐藤 太郎"), QStringLiteral("鈴木 みさき"),
                            QStringLiteral("とうきょうと")}),
                    "EUC-JP"),
            "EUC-JP");
        row("Japanese, ISO-2022-JP",
            encoded(people({QStringLiteral("佐藤 太郎"), QStringLiteral("鈴木 美咲")}), "ISO-2022-JP"),
            "ISO-2022-JP");
        row("Chinese",
            encoded(people({QStringLiteral("王小明 北京市朝阳区"), QStringLiteral("李华 上海市浦东新区"),
                            QStringLiteral("张伟 广州市天河区")}),
                    "GB18030"),
            "GB18030");
    }

    void isFoundByWhatTheTextLooksLike()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, name);
        QFETCH(qint64, bom);
        const EncodingFinding finding = findEncoding(text, true);
        if (decoded(text, finding.name) != decoded(text, name)) // Greek has two names for the same letters
            QCOMPARE(finding.name, name);
        QCOMPARE(finding.bomLength, bom);
        QVERIFY(finding.confidence > 0 && finding.confidence <= 1);
    }

    void centralEuropeanNamesAreNotTakenForWesternOnes_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::newRow("Polish") << QStringList{
            QStringLiteral("Łukasz Wiśniewski"), QStringLiteral("Małgorzata Wójcik"),
            QStringLiteral("Grażyna Zając"), QStringLiteral("Paweł Dąbrowski")};
        QTest::newRow("Czech") << QStringList{
            QStringLiteral("Antonín Dvořák"), QStringLiteral("Tomáš Novotný"),
            QStringLiteral("Kateřina Černá"), QStringLiteral("Zdeněk Růžička"),
            QStringLiteral("Jiří Šťastný")};
        QTest::newRow("Hungarian") << QStringList{QStringLiteral("Kovács Ernő"),
                                                  QStringLiteral("Szűcs Győző"), QStringLiteral("Erdős Pál"),
                                                  QStringLiteral("Kőszegi Fülöp")};
    }

    void centralEuropeanNamesAreNotTakenForWesternOnes()
    {
        QFETCH(QStringList, names);
        const QByteArray bytes = encoded(people(names), "windows-1250");
        const QString name = findEncoding(bytes, true).name;
        QVERIFY2(decoded(bytes, name).contains(names.constFirst()), qPrintable(name));
    }

    void aCharacterCutAtTheSamplesEndIsNoError()
    {
        const QByteArray text = people({QStringLiteral("Zoë")}).toUtf8();
        const qsizetype inside = text.lastIndexOf('\xC3') + 1;
        QCOMPARE(findEncoding(text.first(inside), false).name, QStringLiteral("UTF-8"));
        QCOMPARE(findEncoding(text.first(inside), false).confidence, 1.0);
    }

    void namesAreUnderstoodHoweverTheyAreWritten()
    {
        for (const char *name :
             {"latin1", "ISO-8859-1", "iso_8859_1", "cp1252", "CP1252", "Windows-1252", "ansi"})
            QCOMPARE(encodingName(QString::fromLatin1(name)), QStringLiteral("windows-1252"));
        QCOMPARE(encodingName(QStringLiteral("utf8")), QStringLiteral("UTF-8"));
        QCOMPARE(encodingName(QStringLiteral("Mac Roman")), QStringLiteral("macintosh"));
        QCOMPARE(encodingName(QStringLiteral("shift-jis")), QStringLiteral("Shift_JIS"));
        QCOMPARE(encodingName(QStringLiteral("klingon")), QString());
        QCOMPARE(encodingName(QString()), QString());
        for (const QString &name : commonEncodings())
            QCOMPARE(encodingName(name), name);
    }

    void everyCommonEncodingComesThroughInPieces_data()
    {
        QTest::addColumn<QString>("encoding");
        for (const QString &name : commonEncodings())
            QTest::newRow(qPrintable(name)) << name;
        QTest::newRow("UTF-32BE") << QStringLiteral("UTF-32BE");
        QTest::newRow("ISO-2022-JP") << QStringLiteral("ISO-2022-JP");
    }

    void everyCommonEncodingComesThroughInPieces()
    {
        QFETCH(QString, encoding);
        // What the encoding can hold of many scripts, so that characters of every length are among it.
        QString text;
        for (const QChar c : QStringLiteral("aé€ß,ŁżЖяΩαשعあ東京漢字王ไทย한국\r\n\"😀")) {
            if (Utf8Encoder::canWrite(c, encoding))
                text += c;
        }
        text = text.repeated(50);
        QVERIFY(text.size() > 200);
        Utf8Encoder encoder(encoding);
        const QByteArray utf8 = text.toUtf8();
        QRandomGenerator random(3);
        QByteArray bytes;
        for (qsizetype at = 0; at < utf8.size();) {
            const qsizetype length = qMin<qsizetype>(random.bounded(1, 5), utf8.size() - at);
            bytes += encoder.encode(QByteArrayView(utf8).sliced(at, length));
            at += length;
        }
        Utf8Decoder decoder(encoding);
        QByteArray again;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype length = qMin<qsizetype>(random.bounded(1, 5), bytes.size() - at);
            again += decoder.decode(QByteArrayView(bytes).sliced(at, length));
            at += length;
        }
        again += decoder.finish();
        QCOMPARE(QString::fromUtf8(again), text);
    }

    void wrongBytesAtTheEndLoseNothingOfThePiecesBefore()
    {
        const QByteArray bytes("9\xB6\xAA\x91"
                               "7\xFF");
        const QString whole = decoded(bytes, QStringLiteral("GB18030"));
        QVERIFY(whole.contains(QLatin1Char('7')));
        QByteArray text;
        Utf8Decoder decoder(QStringLiteral("GB18030"));
        for (const char byte : bytes)
            text += decoder.decode(QByteArrayView(&byte, 1));
        text += decoder.finish();
        QCOMPARE(QString::fromUtf8(text), whole);
        QCOMPARE(decoder.finish(), QByteArray());
    }

    void whatCannotBeReadIsMarkedAndCounted_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *encoding, const QByteArray &bytes, const char *text) {
            QTest::newRow(name) << QString::fromLatin1(encoding) << bytes << QString::fromUtf8(text);
        };
        row("half a character, Shift_JIS", "Shift_JIS", "ab\n\x93\x8C\x8B", "ab\n東�");
        row("half a character, EUC-JP", "EUC-JP", "ab\xC5", "ab�");
        row("half a character, Big5", "Big5", "ab\xAA", "ab�");
        row("half a character, EUC-KR", "EUC-KR", "ab\xB0", "ab�");
        row("half a character, GB18030", "GB18030", "ab\x81", "ab�");
        row("three quarters of one", "GB18030", "ab\x81\x30\x81", "ab�0�");
        row("half a character, ISO-2022-JP", "ISO-2022-JP", "ab\x1B$B0", "ab�");
        row("half a unit", "UTF-16LE", QByteArray("a\0\n\0b", 5), "a\n�");
        row("half a unit, the other way round", "UTF-16BE", QByteArray("\0a\0\n\0", 5), "a\n�");
        row("half a pair", "UTF-16LE", QByteArray("a\0\x3D\xD8", 4), "a�");
        row("the other half", "UTF-16LE", QByteArray("\x3D\xDC" "a\0", 4), "�a");
        row("three quarters of a unit", "UTF-32LE", QByteArray("a\0\0\0b\0\0", 7), "a�");
        row("a byte that means nothing", "Shift_JIS", "a\x82,b\n", "a�,b\n");
        row("a byte without a letter", "windows-1253", "a\xD2\n", "a�\n");
        row("whole", "Shift_JIS", "ab\n\x93\x8C\n\n", "ab\n東\n\n");
        row("DOS's end of file", "Shift_JIS", "ab\n\x93\x8C\n\x1A", "ab\n東\n\x1A");
    }

    void whatCannotBeReadIsMarkedAndCounted()
    {
        QFETCH(QString, encoding);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        for (const qsizetype before : {0, 31, 32, 33, 64, 200}) { // pieces end anywhere
            const QString start(before, QLatin1Char('x'));
            const QByteArray all = encoded(start, encoding.toLatin1().constData()) + bytes;
            const auto copy = copyInUtf8(*source(all), 0, all.size(), encoding, nullptr);
            QVERIFY(copy);
            QCOMPARE(QString::fromUtf8(contentOf(*copy->text)), start + text);
            QCOMPARE(copy->faults.unreadable, text.count(QChar(QChar::ReplacementCharacter)));
            const qsizetype first = text.indexOf(QChar(QChar::ReplacementCharacter));
            QCOMPARE(copy->faults.firstUnreadable, first < 0 ? -1 : before + text.first(first).toUtf8().size());
        }
    }

    void whereOnlyAPartIsReadItsEndIsNoFault()
    {
        const QByteArray bytes = encoded(QStringLiteral("漢字").repeated(100), "Shift_JIS");
        const auto copy = copyInUtf8(*source(bytes), 0, 101, QStringLiteral("Shift_JIS"), nullptr);
        QVERIFY(copy);
        QCOMPARE(copy->faults.unreadable, 0);
    }

    void aCopyDropsTheMarkAndZeroBytesAndMendsWhatIsNoUtf8()
    {
        const auto copy = copyInUtf8(*source(QByteArray("\xEF\xBB\xBF"
                                                        "a\0b\xE9,\xC3\xA9\xC3",
                                                        11)),
                                     3, 1'000'000, QStringLiteral("UTF-8"), nullptr);
        QVERIFY(copy);
        QCOMPARE(contentOf(*copy->text), QStringLiteral("abé,éÃ").toUtf8());
        QCOMPARE(copy->faults.zeroBytes, 1);
        QCOMPARE(copy->faults.firstZero, 1);
        QCOMPARE(copy->faults.foreign, 2);
    }

    void aZeroByteBehindHalfACharacterIsDroppedAtTheEndAsWell()
    {
        Utf8Decoder decoder(QStringLiteral("UTF-8"));
        QByteArray text = decoder.decode(QByteArrayView("a\xE2\0", 3));
        text += decoder.finish();
        QCOMPARE(text, QStringLiteral("aâ").toUtf8());
        QCOMPARE(decoder.faults().zeroBytes, 1);
    }

    void aCopyIsMadeInWindows()
    {
        const QString text = QStringLiteral("漢字,\U0001F600\n").repeated(400'000);
        const QByteArray bytes = encoded(text, "UTF-16LE");
        const auto copy = copyInUtf8(*source(bytes), 0, bytes.size(), QStringLiteral("UTF-16LE"), nullptr);
        QVERIFY(copy);
        QCOMPARE(contentOf(*copy->text), text.toUtf8());
        const auto beginning = copyInUtf8(*source(bytes), 0, 10, QStringLiteral("UTF-16LE"), nullptr);
        QVERIFY(beginning);
        QCOMPARE(contentOf(*beginning->text), QStringLiteral("漢字,\U0001F600").toUtf8());
    }

    void utf8IsJudgedToTheLetter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("error");
        const auto row = [](const char *what, const char *bytes, qint64 error) {
            QTest::newRow(what) << QByteArray(bytes) << error;
        };
        row("ASCII", "abc", -1);
        row("two bytes", "a\xC3\xA9", -1);
        row("three bytes", "\xE2\x82\xAC", -1);
        row("four bytes", "\xF0\x9F\x98\x80", -1);
        row("a continuation alone", "ab\x80", 2);
        row("overlong slash", "\xC0\xAF", 0);
        row("overlong in three", "\xE0\x80\x80", 1);
        row("overlong in four", "\xF0\x80\x80\x80", 1);
        row("a surrogate", "\xED\xA0\x80", 1);
        row("the last before the surrogates", "\xED\x9F\xBF", -1);
        row("above the last character", "\xF4\x90\x80\x80", 1);
        row("the last character", "\xF4\x8F\xBF\xBF", -1);
        row("no such first byte", "\xF5", 0);
        row("cut in half", "ab\xE2\x82", 4);
        row("interrupted",
            "\xE2\x82"
            "a",
            2);
    }

    void utf8IsJudgedToTheLetter()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, error);
        for (qsizetype before : {0, 1, 61, 62, 63, 64}) {
            const QByteArray text = QByteArray(before, 'x') + bytes;
            for (qsizetype piece : {qsizetype(1), qsizetype(3), text.size()}) {
                Utf8Check check;
                for (qsizetype at = 0; at < text.size(); at += piece)
                    check.feed(std::string_view(text.constData() + at,
                                                static_cast<size_t>(qMin(piece, text.size() - at))));
                check.finish();
                QCOMPARE(check.firstError(), error < 0 ? error : before + error);
            }
        }
    }

    void utf8IsJudgedAsQtDoes()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes;
            const int length = random.bounded(1, 100);
            while (bytes.size() < length) {
                if (random.bounded(4) == 0)
                    bytes += static_cast<char>(random.bounded(256));
                else
                    bytes += QString(QChar(random.bounded(1, 0xD800))).toUtf8();
            }
            QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
            const QString decoded = decoder.decode(bytes);
            Utf8Check check;
            check.feed({bytes.constData(), static_cast<size_t>(bytes.size())});
            check.finish();
            QVERIFY2((check.firstError() < 0) == !decoder.hasError(), bytes.toPercentEncoding().constData());
        }
    }
};

QTEST_GUILESS_MAIN(EncodingTest)
#include "tst_encoding.moc"
