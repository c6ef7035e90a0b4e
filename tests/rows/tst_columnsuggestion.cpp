#include "check/columnmapping.h"
#include "table/sheet.h"
#include "rows/tablefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// "email first_name ignore", as scripts see the mapping.
QString names(const ColumnMapping &mapping)
{
    QStringList list;
    for (qsizetype column = 0; column < mapping.size(); ++column)
        list.append(ColumnMapping::targetName(mapping.at(column)));
    return list.join(QLatin1Char(' '));
}

QString suggested(const QString &text, const QList<CustomField> &fields = {})
{
    const auto sheet = sheetOf(text);
    return sheet ? names(ColumnMapping::suggest(*sheet, fields)) : QStringLiteral("no table");
}

} // namespace

class ColumnSuggestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHeadersOfKnownExportsMatchByThemselves_data()
    {
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QString>("fields");

        const auto row = [](const char *name, const char *headers, const char *fields) {
            QTest::newRow(name) << QString::fromUtf8(headers) << QString::fromLatin1(fields);
        };
        row("Constant Contact, API",
            "email,first_name,last_name,job_title,company_name,phone,anniversary,birthday_day,birthday_month,"
            "street,"
            "street2,city,state,zip,country,cf:member_no",
            "email first_name last_name job_title company_name phone anniversary birthday_day birthday_month "
            "street "
            "street2 city state zip country cf:member_no");
        row("Constant Contact, headings for uploads",
            "Email Address,First Name,Last Name,Job Title,Company,Birthday,Anniversary,Home Address Line "
            "1,Home Address "
            "Line 2,Work Address Line 1,City,State / Province,Zip / Postal Code,Country,Phone Number - "
            "Home,Phone Number - "
            "Work",
            "email first_name last_name job_title company_name birthday anniversary home_street home_street2 "
            "work_street "
            "city state zip country home_phone work_phone");
        row("Constant Contact, export",
            "Email address,First name,Last name,Company,Job title,Email status,Email permission status,Email "
            "update "
            "source,Confirmed Opt-Out Date,Confirmed Opt-Out Source,Confirmed Opt-Out "
            "Reason,Salutation,Phone - "
            "home,Phone - mobile,Phone - mobile 2,Street address line 1 - Home,City - Home,State/Province - "
            "Home,Zip/Postal Code - Home,Country - Home,City - Work,City - Home 2,Website,Notes,Tags,Email "
            "Lists",
            "email first_name last_name company_name job_title do_not_mail consent_source ignore do_not_mail "
            "do_not_mail "
            "ignore ignore home_phone mobile_phone ignore home_street home_city home_state home_zip "
            "home_country work_city "
            "ignore ignore note tag tag");
        row("Constant Contact, export of 2019",
            "Email address - home,Email status - home,Email permission status - home,First name",
            "email do_not_mail consent_source first_name");
        row("Outlook",
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business "
            "Street,Business Street "
            "2,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home "
            "City,Home "
            "State,Home Postal Code,Home Country/Region,Business Phone,Home Phone,Mobile Phone,Other "
            "Fax,Anniversary,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 "
            "Address,Notes,User 1",
            "ignore first_name ignore last_name ignore company_name ignore job_title work_street "
            "work_street2 work_city "
            "work_state work_zip work_country home_street home_city home_state home_zip home_country "
            "work_phone home_phone "
            "mobile_phone ignore anniversary birthday tag email ignore ignore ignore note ignore");
        row("Google, with labels",
            "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,Organization "
            "Name,Organization "
            "Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - "
            "Label,Phone 1 - "
            "Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 "
            "- "
            "Country,Website 1 - Value",
            "first_name ignore last_name ignore ignore ignore company_name job_title birthday note ignore "
            "tag ignore email "
            "ignore ignore phone street city state zip country ignore");
        row("Google, with types",
            "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - "
            "Value,Phone 1 - "
            "Value,Organization 1 - Name,Organization 1 - Title",
            "ignore first_name ignore last_name tag ignore email phone company_name job_title");
        row("Mailchimp",
            "Email Address,First Name,Last Name,Address,Phone "
            "Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,"
            "LATITUDE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS",
            "email first_name last_name street phone birthday ignore consent_date ignore ignore country "
            "state ignore ignore "
            "ignore note tag");
        row("Mailchimp, unsubscribed",
            "Email Address,First Name,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON",
            "email first_name do_not_mail ignore ignore");
        row("Mailchimp, cleaned", "Email Address,CLEAN_TIME,CLEAN_CAMPAIGN_ID", "email do_not_mail ignore");
        row("Eventbrite",
            "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Attendee "
            "Status,Event Name,Cell "
            "Phone,Home Address 1,Home Address 2,Home City,Home State,Home Zip,Home Country,Job "
            "Title,Company",
            "ignore consent_date first_name last_name email ignore ignore ignore do_not_mail ignore "
            "mobile_phone "
            "home_street home_street2 home_city home_state home_zip home_country job_title company_name");
        row("Eventbrite, newer", "Attendee first name,Attendee last name,Attendee email",
            "first_name last_name email");
        row("Shopify",
            "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default "
            "Address "
            "Address1,Default Address Address2,Default Address City,Default Address Province Code,Default "
            "Address Country "
            "Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total "
            "Spent,Note,Tags",
            "ignore first_name last_name email do_not_mail company_name street street2 city state country "
            "zip ignore phone "
            "ignore ignore note tag");
        row("LinkedIn", "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "first_name last_name ignore email company_name job_title consent_date");
        row("Patreon", "Name,Email,Patron Status,Tier", "full_name email ignore ignore");
        row("Systeme.io", "Email,First name,Surname,Phone number,Country,Tags,Date registered",
            "email first_name last_name phone country tag consent_date");
        row("Lead Gen & CRM", "Email Address,Is Unsubscribed", "email do_not_mail");
        row("the bench's own",
            "Email Address,First Name,Last Name,Company,Job Title,Phone,Street,City,State,Postal "
            "Code,Country,Birthday,Plan,Joined On,Notes",
            "email first_name last_name company_name job_title phone street city state zip country birthday "
            "ignore ignore "
            "note");
        row("Spanish",
            "Correo electrónico,Nombre,Apellidos,Empresa,Teléfono móvil,Calle,Ciudad,Código "
            "postal,País,Fecha de "
            "nacimiento",
            "email first_name last_name company_name mobile_phone street city zip country birthday");
        row("French",
            "Courriel,Prénom,Nom,Société,Téléphone portable,Rue,Ville,Code postal,Pays,Date de naissance",
            "email first_name last_name company_name mobile_phone street city zip country birthday");
        row("German", "E-Mail-Adresse,Vorname,Name,Firma,Handy,Straße,Ort,PLZ,Land,Geburtstag,Anrede",
            "email first_name last_name company_name mobile_phone street city zip country birthday ignore");
        row("Outlook in German",
            "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße "
            "geschäftlich,Straße "
            "geschäftlich 2,Straße geschäftlich 3,Ort geschäftlich,Region geschäftlich,Postleitzahl "
            "geschäftlich,Land/Region geschäftlich,Straße privat,Straße privat 2,Ort "
            "privat,Bundesland/Kanton "
            "privat,Postleitzahl privat,Land/Region privat,Weitere Straße,Weiterer Ort,Weitere "
            "Postleitzahl,Telefon "
            "Assistent,Fax geschäftlich,Telefon geschäftlich,Telefon geschäftlich 2,Telefon "
            "privat,Mobiltelefon,Weiteres Telefon,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail "
            "2: "
            "Adresse,Geburtstag,Jahrestag,Kategorien,Notizen,Privat",
            "ignore first_name ignore last_name ignore company_name ignore job_title work_street "
            "work_street2 ignore "
            "work_city work_state work_zip work_country home_street home_street2 home_city home_state "
            "home_zip "
            "home_country other_street other_city other_zip ignore ignore work_phone ignore home_phone "
            "mobile_phone "
            "other_phone email ignore ignore ignore birthday anniversary tag note ignore");
        row("Outlook in French",
            "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Rue (bureau),Rue (bureau) 2,Rue "
            "(bureau) 3,Ville "
            "(bureau),Dép/Région (bureau),Code postal (bureau),Pays/Région (bureau),Rue (domicile),Ville "
            "(domicile),Code postal (domicile),Rue (autre),Ville (autre),Télécopie (bureau),Téléphone "
            "(bureau),Téléphone 2 (bureau),Téléphone (domicile),Tél. mobile,Téléphone "
            "(autre),Anniversaire,Adresse de "
            "messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,Adresse de messagerie "
            "2,Catégories,Notes",
            "job_title first_name ignore last_name ignore company_name ignore work_street work_street2 "
            "ignore "
            "work_city work_state work_zip work_country home_street home_city home_zip other_street "
            "other_city ignore "
            "work_phone ignore home_phone mobile_phone other_phone birthday email ignore ignore ignore tag "
            "note");
        row("Portuguese", "Endereço de e-mail,Nome,Sobrenome,Empresa,Celular,Rua,Cidade,CEP,País,Aniversário",
            "email first_name last_name company_name mobile_phone street city zip country birthday");
        row("Italian", "Indirizzo e-mail,Nome,Cognome,Azienda,Cellulare,Via,Città,CAP,Paese,Data di nascita",
            "email first_name last_name company_name mobile_phone street city zip country birthday");
        row("without accents", "Correo electronico,Prenom,Nom de famille", "email first_name last_name");
        row("however it is written", " E_MAIL.address ,FIRST-NAME,last name *", "email first_name last_name");
        row("with how it is filled in",
            "Email (required),Opt-in (Y/N),Date of birth (DD/MM/YYYY),Phone (of a friend)",
            "email do_not_mail birthday ignore");
        row("Rollcall's own refused rows", "Line,Reason,Hint,Email Address", "ignore ignore ignore email");
    }

    void theHeadersOfKnownExportsMatchByThemselves()
    {
        QFETCH(QString, headers);
        QFETCH(QString, fields);
        QCOMPARE(suggested(headers + QStringLiteral("\n") +
                           QString(headers.count(QLatin1Char(',')), QLatin1Char(',')) +
                           QStringLiteral("x\n")),
                 fields);
    }

    void contentDecidesWhereTheHeaderDoesNot_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("fields");

        const auto row = [](const char *name, const char *table, const char *fields) {
            QTest::newRow(name) << QString::fromUtf8(table) << QString::fromLatin1(fields);
        };
        row("a column of addresses is e-mail", "Who,Where to\nJane,jane@example.org\nJoe,joe@example.org\n",
            "ignore email");
        row("the header's column wins, though some cells are bad",
            "Email,Backup\njane@example.org,j1@example.org\nnone,j2@example.org\n", "email ignore");
        row("a header without a single address in its column",
            "Email,Contact at\nyes,jane@example.org\nno,joe@example.org\n", "ignore email");
        row("of several address columns the fuller one",
            "Email address - home,Email address - "
            "work\n,jane@example.org\n,joe@example.org\na@example.org,\n",
            "ignore email");
        row("bad addresses are still e-mail", "Email,Name\njane,Jane\njoe,Joe\n", "email full_name");
        row("Mr. and Mrs. are no job titles", "Title,Email\nMr.,joe@example.org\nMrs.,jane@example.org\n",
            "ignore email");
        row("a title that is one", "Title,Email\nOwner,joe@example.org\nEditor,jane@example.org\n",
            "job_title email");
        row("a clearer header comes first", "Title,Job Title,Email\nx,Owner,joe@example.org\n",
            "ignore job_title email");
        row("a whole address in one cell",
            "Email,Address\na@example.org,1 Main St  Springfield  IL  62701\nb@example.org,2 Oak Ave  Boston "
            " MA  02108\n",
            "email full_address");
        row("Mailchimp's place of the computer is not the person's",
            "Email,Address,CC,REGION\na@example.org,1 Main St  Springfield  IL  62701,US,MA\n", "email full_address ignore ignore");
        row("an address with its parts elsewhere",
            "Email,Address,City\na@example.org,\"1 Main St, Apt 2, Rear\",Boston\n", "email street city");
        row("phone numbers", "Email,Ring\na@example.org,(617) 555-0100\nb@example.org,617-555-0101\n",
            "email phone");
        row("members' numbers are no phone numbers", "Email,Ring\na@example.org,6175550100\n",
            "email ignore");
        row("Google's label names the kind",
            "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\na@example.org,Mobile,617-555-0100\n",
            "email ignore mobile_phone");
        row("a typing mistake in a header", "Email,Frist Name,Compnay\na@example.org,A,B\n",
            "email first_name company_name");
        row("a short word is no typing mistake", "Email,Cisty\na@example.org,A\n", "email ignore");
        row("the first of several is the first",
            "Email 1,Email 2,Phone 1,Phone 2,Tag 1,Tag "
            "2\na@example.org,b@example.org,617-555-0100,617-555-0101,x,y\n",
            "email ignore phone ignore tag tag");
        row("two columns for one field", "Email,Company,Employer\na@example.org,A,B\n",
            "email company_name ignore");
        row("of which one is empty", "Titre,Prénom,Titre,Courriel\n,Ann,Directrice,a@example.org\n",
            "ignore first_name job_title email");
        row("home and unprefixed are one address", "Email,City,Home City\na@example.org,A,B\n",
            "email city ignore");
        row("no e-mail at all", "Name,Town\nJane,Boston\n", "full_name city");
    }

    void contentDecidesWhereTheHeaderDoesNot()
    {
        QFETCH(QString, table);
        QFETCH(QString, fields);
        QCOMPARE(suggested(table), fields);
    }

    void aSuggestionSaysWhyAndWhetherItIsSure()
    {
        const auto sheet =
            sheetOf(QStringLiteral("Email,Frist Name,Company,Employer\na@example.org,A,B,C\n"));
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QVERIFY(mapping.at(0).certain);
        QVERIFY(!mapping.at(1).certain);
        QVERIFY(mapping.at(1).why.contains(QStringLiteral("First name")));
        QVERIFY(mapping.at(3).why.contains(QStringLiteral("Company")));
    }

    void theAccountsOwnFieldsMatchByLabelOrName()
    {
        const QList<CustomField> fields{{QStringLiteral("1"),
                                         QStringLiteral("Member number"),
                                         QStringLiteral("Member_number"),
                                         QStringLiteral("string"),
                                         {}},
                                        {QStringLiteral("2"),
                                         QStringLiteral("Member since"),
                                         QStringLiteral("Member_since"),
                                         QStringLiteral("date"),
                                         {}}};
        QCOMPARE(suggested(QStringLiteral("Email,MEMBER NUMBER,Member since\na@example.org,1,2\n"), fields),
                 QStringLiteral("email cf:Member_number cf:Member_since"));
        QCOMPARE(suggested(QStringLiteral("Email,cf:member_number,cf:Gone\na@example.org,1,2\n"), fields),
                 QStringLiteral("email cf:Member_number ignore"));
        QCOMPARE(suggested(QStringLiteral("Email,cf:Anything\na@example.org,1\n")),
                 QStringLiteral("email cf:Anything"));
    }

    void whoOptedOutIsKnownThoughTheAccountHasAFieldOfThatName()
    {
        const auto field = [](const char *label) {
            const QString name = QString::fromLatin1(label);
            return CustomField{name, name, name, QStringLiteral("string"), {}};
        };
        const QList<CustomField> fields{field("Unsubscribed"), field("Status")};
        QCOMPARE(suggested(QStringLiteral("Email,Unsubscribed,Status\na@example.org,yes,Gold\n"), fields),
                 QStringLiteral("email do_not_mail cf:Status"));
        QCOMPARE(suggested(QStringLiteral("Email,cf:Unsubscribed\na@example.org,yes\n"), fields),
                 QStringLiteral("email cf:Unsubscribed"));
    }

    void aFileOfPeopleWhoOptedOutIsKnownByItsName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isOptOut");
        QTest::newRow("Mailchimp's unsubscribed")
            << QStringLiteral("unsubscribed_email_audience_export_123.csv") << true;
        QTest::newRow("Mailchimp's cleaned") << QStringLiteral("cleaned_members_export_123.csv") << true;
        QTest::newRow("in capitals") << QStringLiteral("UNSUBSCRIBED_list.csv") << true;
        QTest::newRow("Mailchimp's subscribed")
            << QStringLiteral("subscribed_email_audience_export_123.csv") << false;
        QTest::newRow("a tidy table") << QStringLiteral("cleaned_up_list.csv") << false;
        QTest::newRow("a tidy table of two words") << QStringLiteral("cleaned contacts.csv") << false;
        QTest::newRow("those who left, in two words") << QStringLiteral("Unsubscribed contacts.csv") << true;
        QTest::newRow("another word") << QStringLiteral("cleanedlist.csv") << false;
    }

    void aFileOfPeopleWhoOptedOutIsKnownByItsName()
    {
        QFETCH(QString, name);
        QFETCH(bool, isOptOut);
        QTemporaryDir folder;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Email Address,First Name\njane@example.org,Jane\n");
        file.close();
        const auto sheet = Sheet::open(file.fileName());
        QVERIFY(sheet);
        QCOMPARE(ColumnMapping::suggest(**sheet).isOptOutFile(), isOptOut);
    }

    void noTwoShippedAliasesContradictEachOther()
    {
        const HeaderAliases aliases = HeaderAliases::shipped();
        QVERIFY(aliases.size() > 600);
        QFile file(QStringLiteral(":/rollcall/headeraliases.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonParseError error;
        const QJsonObject groups = QJsonDocument::fromJson(file.readAll(), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        for (const QJsonValue &group : groups) {
            const QJsonObject headers = group.toObject();
            for (auto header = headers.begin(); header != headers.end(); ++header) {
                const QString wanted =
                    header.value().toString().section(QLatin1Char(':'), 0, 0).remove(QLatin1Char('?'));
                const auto meaning = aliases.exact(header.key());
                QVERIFY2(meaning && QLatin1String(fieldInfo(meaning->field).name) == wanted,
                         qPrintable(header.key()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(ColumnSuggestionTest)
#include "tst_columnsuggestion.moc"
