#include "check/columnmapping.h"
#include "rows/tablefile.h"
#include "table/sheet.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

struct Export
{
    const char *name;
    const char *columns; ///< "header = field; …"; without a field it is left out
};

// constant-contact-v3.md section 7, header for header.
constexpr Export exports[] = {
    {"Constant Contact, headings for uploads",
     "Email Address = email; First Name = first_name; Last Name = last_name; Job Title = job_title; Company "
     "= "
     "company_name; Birthday = birthday; Anniversary = anniversary; Home Address Line 1 = home_street; Home "
     "Address Line 2 = home_street2; Work Address Line 1 = work_street; Work Address Line 2 = work_street2; "
     "City = city; State / Province = state; Zip / Postal Code = zip; Country = country; Phone Number - Home "
     "= "
     "home_phone; Phone Number - Work = work_phone; Phone Number - Mobile = mobile_phone; Phone Number - "
     "Fax; "
     "Phone Number - Other = other_phone"},
    {"Constant Contact, API",
     "email = email; first_name = first_name; last_name = last_name; job_title = job_title; company_name = "
     "company_name; phone = phone; anniversary = anniversary; birthday_day = birthday_day; birthday_month = "
     "birthday_month; street = street; street2 = street2; city = city; state = state; zip = zip; country = "
     "country; sms_number; sms_consent_date; cf:member_no = cf:member_no"},
    {"Constant Contact, JSON import",
     "email = email; first_name = first_name; last_name = last_name; job_title = job_title; company_name = "
     "company_name; birthday_month = birthday_month; birthday_day = birthday_day; anniversary = anniversary; "
     "phone = phone; home_phone = home_phone; work_phone = work_phone; mobile_phone = mobile_phone; "
     "other_phone; street = street; street2 = street2; city = city; state = state; zip = zip; country = "
     "country; home_street; home_street2; home_city; home_state; home_zip; home country; work_street = "
     "work_street; work_street2 = work_street2; work_city = work_city; work_state = work_state; work_zip = "
     "work_zip; work_country = work_country; other_street = other_street; other_street2 = other_street2; "
     "other_city = other_city; other_state = other_state; other_zip = other_zip; other_country = "
     "other_country; cf:member_no = cf:member_no; sms_number; sms_consent_date"},
    {"Constant Contact, export",
     "Email address = email; First name = first_name; Last name = last_name; Company = company_name; Job "
     "title "
     "= job_title; Email status = do_not_mail; Email permission status = consent_source; Email update "
     "source; "
     "Confirmed Opt-In Date = consent_date; Confirmed Opt-In Source; Confirmed Opt-Out Date = do_not_mail; "
     "Confirmed Opt-Out Source = do_not_mail; Confirmed Opt-Out Reason; Salutation; Phone - home = "
     "home_phone; "
     "Phone - mobile = mobile_phone; Phone - mobile 2; Phone - work = work_phone; Phone - fax; Phone - other "
     "= "
     "other_phone; Street address line 1 - Home = home_street; City - Home = home_city; State/Province - "
     "Home "
     "= home_state; Zip/Postal Code - Home = home_zip; Country - Home = home_country; Street address line 1 "
     "- "
     "Work = work_street; City - Work = work_city; State/Province - Work = work_state; Zip/Postal Code - "
     "Work "
     "= work_zip; Country - Work = work_country; Street address line 1 - Other = other_street; City - Other "
     "= "
     "other_city; State/Province - Other = other_state; Zip/Postal Code - Other = other_zip; Country - Other "
     "= "
     "other_country; Street address line 1 - Home 2; City - Home 2; State/Province - Home 2; Zip/Postal Code "
     "- "
     "Home 2; Country - Home 2; Street address line 1 - Other 2; City - Other 2; State/Province - Other 2; "
     "Zip/Postal Code - Other 2; Country - Other 2; Website; Birthday = birthday; Anniversary = anniversary; "
     "Notes = note; Custom Field 1; Tags = tag; Email Lists = tag; Source Name; Created At; Updated At"},
    {"Constant Contact, older export, home",
     "Email address - home = email; Email status - home = do_not_mail; Email permission status - home = "
     "consent_source; First name = first_name; Last name = last_name"},
    {"Constant Contact, older export, work",
     "Email address - work = email; Email status - work = do_not_mail; Email permission status - work = "
     "consent_source; First name = first_name; Last name = last_name"},
    {"Constant Contact, older export, other",
     "Email address - other = email; Email status - other = do_not_mail; Email permission status - other = "
     "consent_source; First name = first_name; Last name = last_name"},
    {"Constant Contact, older export, all kinds",
     "Email address - home = email; Email address - work; Email address - other; Email status - home = "
     "do_not_mail; Email status - work = do_not_mail; Email status - other = do_not_mail; Email permission "
     "status - home = consent_source; Email permission status - work; Email permission status - other; First "
     "name = first_name; Last name = last_name"},
    {"Constant Contact, report",
     "Email address = email; First name = first_name; Last name = last_name; Email status = do_not_mail; "
     "Opened At; Clicked Link Address; Clicked At"},
    {"Constant Contact, API export",
     "email_address = email; email_optin_source = consent_source; email_optin_date = consent_date; "
     "email_optout_source = do_not_mail; email_optout_date = do_not_mail; email_optout_reason; first_name = "
     "first_name; last_name = last_name"},
    {"Lead Gen & CRM", "Email Address = email; Is Unsubscribed = do_not_mail"},
    {"Outlook",
     "Title; First Name = first_name; Middle Name; Last Name = last_name; Suffix; Company = company_name; "
     "Department; Job Title = job_title; Business Street = work_street; Business Street 2 = work_street2; "
     "Business Street 3; Business City = work_city; Business State = work_state; Business Postal Code = "
     "work_zip; Business Country/Region = work_country; Home Street = home_street; Home Street 2 = "
     "home_street2; Home Street 3; Home City = home_city; Home State = home_state; Home Postal Code = "
     "home_zip; Home Country/Region = home_country; Other Street = other_street; Other Street 2 = "
     "other_street2; Other Street 3; Other City = other_city; Other State = other_state; Other Postal Code = "
     "other_zip; Other Country/Region = other_country; Assistant's Phone; Business Fax; Business Phone = "
     "work_phone; Business Phone 2; Callback; Car Phone; Company Main Phone; Home Fax; Home Phone = "
     "home_phone; Home Phone 2; ISDN; Mobile Phone = mobile_phone; Other Fax; Other Phone = other_phone; "
     "Pager; Primary Phone; Radio Phone; TTY/TDD Phone; Telex; Account; Anniversary = anniversary; "
     "Assistant's "
     "Name; Billing Information; Birthday = birthday; Business Address PO Box; Categories = tag; Children; "
     "Directory Server; E-mail Address = email; E-mail Type; E-mail Display Name; E-mail 2 Address; E-mail 2 "
     "Type; E-mail 2 Display Name; E-mail 3 Address; E-mail 3 Type; E-mail 3 Display Name; Gender; "
     "Government "
     "ID Number; Hobby; Home Address PO Box; Initials; Internet Free Busy; Keywords = tag; Language; "
     "Location; "
     "Manager's Name; Mileage; Notes = note; Office Location; Organizational ID Number; Other Address PO "
     "Box; "
     "Priority; Private; Profession; Referred By; Sensitivity; Spouse; User 1; User 2; User 3; User 4; Web "
     "Page"},
    {"Outlook, older",
     "First Name = first_name; Last Name = last_name; Business Country = work_country; Home Country = "
     "home_country; Other Country = other_country; E-mail Address = email"},
    {"Google, with labels",
     "First Name = first_name; Middle Name; Last Name = last_name; Phonetic First Name; Phonetic Middle "
     "Name; "
     "Phonetic Last Name; Name Prefix; Name Suffix; Nickname; File As; Organization Name = company_name; "
     "Organization Title = job_title; Organization Department; Birthday = birthday; Notes = note; Photo; "
     "Labels = tag; E-mail 1 - Label; E-mail 1 - Value = email; E-mail 2 - Label; E-mail 2 - Value; Phone 1 "
     "- "
     "Label; Phone 1 - Value = phone; Phone 2 - Label; Phone 2 - Value; Address 1 - Label; Address 1 - "
     "Formatted; Address 1 - Street = street; Address 1 - City = city; Address 1 - PO Box; Address 1 - "
     "Region "
     "= state; Address 1 - Postal Code = zip; Address 1 - Country = country; Address 1 - Extended Address = "
     "street2; Website 1 - Label; Website 1 - Value; Event 1 - Label; Event 1 - Value; Relation 1 - Label; "
     "Relation 1 - Value; Custom Field 1 - Label; Custom Field 1 - Value"},
    {"Google, with types",
     "Name; Given Name = first_name; Additional Name; Family Name = last_name; Yomi Name; Given Name Yomi; "
     "Additional Name Yomi; Family Name Yomi; Name Prefix; Name Suffix; Initials; Nickname; Short Name; "
     "Maiden "
     "Name; Birthday = birthday; Gender; Location; Billing Information; Directory Server; Mileage; "
     "Occupation; "
     "Hobby; Sensitivity; Priority; Subject; Notes = note; Language; Photo; Group Membership = tag; E-mail 1 "
     "- "
     "Type; E-mail 1 - Value = email; Phone 1 - Type; Phone 1 - Value = phone; Address 1 - Type; Address 1 - "
     "Formatted; Address 1 - Street = street; Address 1 - City = city; Address 1 - PO Box; Address 1 - "
     "Region "
     "= state; Address 1 - Postal Code = zip; Address 1 - Country = country; Address 1 - Extended Address = "
     "street2; Organization 1 - Type; Organization 1 - Name = company_name; Organization 1 - Yomi Name; "
     "Organization 1 - Title = job_title; Organization 1 - Department; Organization 1 - Symbol; Organization "
     "1 "
     "- Location; Organization 1 - Job Description; Website 1 - Type; Website 1 - Value"},
    {"Mailchimp",
     "Email Address = email; First Name = first_name; Last Name = last_name; Address = street; Phone Number "
     "= "
     "phone; Birthday = birthday; MEMBER_RATING; OPTIN_TIME = consent_date; OPTIN_IP; CONFIRM_TIME; "
     "CONFIRM_IP; LATITUDE; LONGITUDE; GMTOFF; DSTOFF; TIMEZONE; CC = country; REGION = state; LAST_CHANGED; "
     "LEID; EUID; NOTES = note; TAGS = tag"},
    {"Mailchimp, newer",
     "Email Address = email; First Name = first_name; Last Name = last_name; Address = street; Phone Number "
     "= "
     "phone; Birthday = birthday; MEMBER_RATING; OPTIN_TIME = consent_date; OPTIN_IP; CONFIRM_TIME; "
     "CONFIRM_IP; LATITUDE; LONGITUDE; GMTOFF; DSTOFF; TIMEZONE; CC = country; REGION = state; LAST_CHANGED; "
     "LEID; EUID; NOTES = note; TAGS = tag; SOURCE = consent_source"},
    {"Mailchimp, unsubscribed",
     "Email Address = email; First Name = first_name; Last Name = last_name; Address = street; Phone Number "
     "= "
     "phone; Birthday = birthday; MEMBER_RATING; OPTIN_TIME = consent_date; OPTIN_IP; CONFIRM_TIME; "
     "CONFIRM_IP; LATITUDE; LONGITUDE; GMTOFF; DSTOFF; TIMEZONE; CC = country; REGION = state; LAST_CHANGED; "
     "LEID; EUID; NOTES = note; TAGS = tag; UNSUB_TIME = do_not_mail; UNSUB_CAMPAIGN_TITLE; "
     "UNSUB_CAMPAIGN_ID; "
     "UNSUB_REASON; UNSUB_REASON_OTHER"},
    {"Mailchimp, cleaned",
     "Email Address = email; First Name = first_name; Last Name = last_name; Address = street; Phone Number "
     "= "
     "phone; Birthday = birthday; MEMBER_RATING; OPTIN_TIME = consent_date; OPTIN_IP; CONFIRM_TIME; "
     "CONFIRM_IP; LATITUDE; LONGITUDE; GMTOFF; DSTOFF; TIMEZONE; CC = country; REGION = state; LAST_CHANGED; "
     "LEID; EUID; NOTES = note; TAGS = tag; CLEAN_TIME = do_not_mail; CLEAN_CAMPAIGN_TITLE; "
     "CLEAN_CAMPAIGN_ID"},
    {"Eventbrite",
     "Order #; Order Date = consent_date; First Name = first_name; Last Name = last_name; Email = email; "
     "Quantity; Price Tier; Ticket Type; Attendee #; Barcode #; Group; Order Type; Currency; Total Paid; "
     "Fees "
     "Paid; Eventbrite Fees; Eventbrite Payment Processing; Attendee Status = do_not_mail; Event Name; Cell "
     "Phone = mobile_phone; Home Address 1 = home_street; Home Address 2 = home_street2; Home City = "
     "home_city; Home State = home_state; Home Zip = home_zip; Home Country = home_country; Job Title = "
     "job_title; Company = company_name"},
    {"Eventbrite, newer",
     "Attendee first name = first_name; Attendee last name = last_name; Attendee email = email; Attendee "
     "Status = do_not_mail"},
    {"Shopify",
     "Customer ID; First Name = first_name; Last Name = last_name; Email = email; Accepts Email Marketing = "
     "do_not_mail; Default Address Company = company_name; Default Address Address1 = street; Default "
     "Address "
     "Address2 = street2; Default Address City = city; Default Address Province Code = state; Default "
     "Address "
     "Country Code = country; Default Address Zip = zip; Default Address Phone; Phone = phone; Accepts SMS "
     "Marketing; Total Spent; Total Orders; Note = note; Tax Exempt; Tags = tag"},
    {"Square",
     "Reference ID; First Name = first_name; Last Name = last_name; Email Address = email; Phone Number = "
     "phone; "
     "Nickname; Company Name = company_name; Street Address 1 = street; Street Address 2 = street2; City = "
     "city; "
     "State = state; Postal Code = zip; Birthday = birthday; Memo = note; Square Customer ID; Creation "
     "Source; "
     "First Visit; Last Visit; Transaction Count; Lifetime Spend; Email Subscription Status = do_not_mail; "
     "Instant Profile"},
    {"Wild Apricot", "User ID; First name = first_name; Last name = last_name; Organization = company_name; "
                     "Email = email; Phone = "
                     "phone; Membership level; Membership status; Archived; Event announcements; Member "
                     "emails and newsletters = "
                     "do_not_mail; Email delivery disabled = do_not_mail; Email delivery disabled "
                     "automatically = do_not_mail; "
                     "Receiving emails disabled = do_not_mail; Notes = note"},
    {"HubSpot", "Record ID; First Name = first_name; Last Name = last_name; Email = email; Phone Number = "
                "phone; Unsubscribed "
                "from all email = do_not_mail"},
    {"LinkedIn",
     "First Name = first_name; Last Name = last_name; URL; Email Address = email; Company = company_name; "
     "Position = job_title; Connected On = consent_date"},
    {"Patreon", "Name = full_name; Email = email; Patron Status; Tier"},
    {"Systeme.io",
     "Email = email; First name = first_name; Surname = last_name; Phone number = phone; Country = country; "
     "Tags = tag; Date registered = consent_date"},
};

} // namespace

/// Every header of every export that the specification names becomes what it says, for sure.
class ExportHeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachBecomesWhatItSays_data()
    {
        QTest::addColumn<QStringList>("columns");
        for (const Export &one : exports)
            QTest::newRow(one.name) << QString::fromLatin1(one.columns).split(QStringLiteral("; "));
    }

    void eachBecomesWhatItSays()
    {
        QFETCH(QStringList, columns);
        QStringList headers;
        for (const QString &column : columns)
            headers << column.section(QStringLiteral(" = "), 0, 0);
        const QString delimiter = QStringLiteral(",");
        const QString cells = QStringList(headers.size(), QStringLiteral("x")).join(delimiter);
        const auto sheet = sheetOf(headers.join(delimiter) + QLatin1Char('\n') + cells + QLatin1Char('\n'));
        QVERIFY(sheet);
        QCOMPARE(sheet->headers(), headers);
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QCOMPARE(mapping.size(), columns.size());
        for (qsizetype column = 0; column < columns.size(); ++column) {
            const ColumnTarget &target = mapping.at(column);
            QString found = headers.at(column);
            if (target.field != Field::Ignore)
                found += QStringLiteral(" = ") + ColumnMapping::targetName(target);
            QCOMPARE(found, columns.at(column));
            QVERIFY2(target.certain || target.field == Field::Ignore, qPrintable(found));
        }
    }
};

QTEST_GUILESS_MAIN(ExportHeadersTest)
#include "tst_exportheaders.moc"
