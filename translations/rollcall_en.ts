<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>rollcall::CheckCard</name>
    <message numerus="yes">
        <source>%n check(s) failed: what to do, or to tell IT, is below each</source>
        <translation>
            <numerusform>%n check failed: what to do, or to tell IT, is below each</numerusform>
            <numerusform>%n checks failed: what to do, or to tell IT, is below each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::CheckStep</name>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln to look at</numerusform>
            <numerusform>%Ln to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln to fix stay(s) behind unless mended; you get them as a file.</source>
        <translation>
            <numerusform>The one to fix stays behind unless mended; you get it as a file.</numerusform>
            <numerusform>The %Ln to fix stay behind unless mended; you get them as a file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Go on with %Ln</source>
        <translation>
            <numerusform>&amp;Go on with %Ln</numerusform>
            <numerusform>&amp;Go on with %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ColumnsStep</name>
    <message numerus="yes">
        <source>%1 of %Ln column(s) taken</source>
        <translation>
            <numerusform>%1 of %Ln column taken</numerusform>
            <numerusform>%1 of %Ln columns taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them only guessed</source>
        <translation>
            <numerusform>%Ln of them only guessed</numerusform>
            <numerusform>%Ln of them only guessed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ConnectionCheck</name>
    <message numerus="yes">
        <source>The clock of this computer is %n minute(s) off.</source>
        <translation>
            <numerusform>The clock of this computer is %n minute off.</numerusform>
            <numerusform>The clock of this computer is %n minutes off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::DeviceCard</name>
    <message numerus="yes">
        <source>The code is good for %n more minute(s).</source>
        <translation>
            <numerusform>The code is good for %n more minute.</numerusform>
            <numerusform>The code is good for %n more minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code is good for %n more second(s).</source>
        <translation>
            <numerusform>The code is good for %n more second.</numerusform>
            <numerusform>The code is good for %n more seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ErasePanel</name>
    <message numerus="yes">
        <source>Taken out of %Ln import(s).</source>
        <translation>
            <numerusform>Taken out of one import.</numerusform>
            <numerusform>Taken out of %Ln imports.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of refused rows removed.</source>
        <translation>
            <numerusform>One file of refused rows removed.</numerusform>
            <numerusform>%Ln files of refused rows removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln import(s) with this person are not at their end: erase again when they are.</source>
        <translation>
            <numerusform>One import with this person is not at its end: erase again when it is.</numerusform>
            <numerusform>%Ln imports with this person are not at their end: erase again when they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::FileStep</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::Forecast</name>
    <message numerus="yes">
        <source>%Ln row(s) have more than three phone numbers: a contact holds three, the others are not sent.</source>
        <translation>
            <numerusform>%Ln row has more than three phone numbers: a contact holds three, the others are not sent.</numerusform>
            <numerusform>%Ln rows have more than three phone numbers: a contact holds three, the others are not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln contact(s) have three phone numbers, or three addresses, of other kinds already: a further one is not sent.</source>
        <translation>
            <numerusform>%Ln contact has three phone numbers, or three addresses, of other kinds already: a further one is not sent.</numerusform>
            <numerusform>%Ln contacts have three phone numbers, or three addresses, of other kinds already: a further one is not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ForecastCard</name>
    <message numerus="yes">
        <source>are ready to be sent</source>
        <translation>
            <numerusform>is ready to be sent</numerusform>
            <numerusform>are ready to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are doubles, merged into them</source>
        <translation>
            <numerusform>is a double, merged into another</numerusform>
            <numerusform>are doubles, merged into them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stay behind; you get them as a file</source>
        <translation>
            <numerusform>stays behind; you get it as a file</numerusform>
            <numerusform>stay behind; you get them as a file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are left out: the file says so</source>
        <translation>
            <numerusform>is left out: the file says so</numerusform>
            <numerusform>are left out: the file says so</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are new</source>
        <translation>
            <numerusform>is new</numerusform>
            <numerusform>are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change</source>
        <translation>
            <numerusform>changes</numerusform>
            <numerusform>change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are just like this already, and not sent</source>
        <translation>
            <numerusform>is just like this already, and not sent</numerusform>
            <numerusform>are just like this already, and not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>have unsubscribed, and are left so</source>
        <translation>
            <numerusform>has unsubscribed, and is left so</numerusform>
            <numerusform>have unsubscribed, and are left so</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>were deleted in the account, and are left out</source>
        <translation>
            <numerusform>was deleted in the account, and is left out</numerusform>
            <numerusform>were deleted in the account, and are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more active contact(s) on your account.</source>
        <translation>
            <numerusform>One more active contact on your account.</numerusform>
            <numerusform>%Ln more active contacts on your account.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln call(s), %1 of the %2 left today; at least %3.</source>
        <translation>
            <numerusform>About one call, %1 of the %2 left today; at least %3.</numerusform>
            <numerusform>About %Ln calls, %1 of the %2 left today; at least %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln call(s), with %1 left today; at least %2.</source>
        <translation>
            <numerusform>About one call, with %1 left today; at least %2.</numerusform>
            <numerusform>About %Ln calls, with %1 left today; at least %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are in the account already, %1 of these on the lists, too.</source>
        <translation>
            <numerusform>One is in the account already, %1 of these on the lists, too.</numerusform>
            <numerusform>%Ln are in the account already, %1 of these on the lists, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>were imported before, and are not sent</source>
        <translation>
            <numerusform>was imported before, and is not sent</numerusform>
            <numerusform>were imported before, and are not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are in the account already, and are left as they are</source>
        <translation>
            <numerusform>is in the account already, and is left as it is</numerusform>
            <numerusform>are in the account already, and are left as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>are not in the account, and are not added</source>
        <translation>
            <numerusform>is not in the account, and is not added</numerusform>
            <numerusform>are not in the account, and are not added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is more than is left of today: it takes %Ln day(s), and goes on by itself.</source>
        <translation>
            <numerusform>That is more than is left of today: it takes %Ln day, and goes on by itself.</numerusform>
            <numerusform>That is more than is left of today: it takes %Ln days, and goes on by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them go one by one, at %1 of these calls: bulk does not take all that they have.</source>
        <translation>
            <numerusform>%Ln of them goes by itself, at %1 of these calls: bulk does not take all that it has.</numerusform>
            <numerusform>%Ln of them go one by one, at %1 of these calls: bulk does not take all that they have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them go one by one, at %1 of these calls, as bulk can&apos;t file anybody as express.</source>
        <translation>
            <numerusform>%Ln of them goes by itself, at %1 of these calls, as bulk can&apos;t file anybody as express.</numerusform>
            <numerusform>%Ln of them go one by one, at %1 of these calls, as bulk can&apos;t file anybody as express.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::FormerSearch</name>
    <message numerus="yes">
        <source>%Ln of these people were imported before: %1, from %2, to %3.</source>
        <translation>
            <numerusform>One of these people was imported before: %1, from %2, to %3.</numerusform>
            <numerusform>%Ln of these people were imported before: %1, from %2, to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln time(s) before that.</source>
        <translation>
            <numerusform>And once before that.</numerusform>
            <numerusform>And %Ln times before that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in it are new.</source>
        <translation>
            <numerusform>One in it is new.</numerusform>
            <numerusform>%Ln in it are new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were taken back since.</source>
        <translation>
            <numerusform>One of them was taken back since.</numerusform>
            <numerusform>%Ln of them were taken back since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ImportTeller</name>
    <message numerus="yes">
        <source>The service is working on %Ln row(s).</source>
        <translation>
            <numerusform>The service is working on %Ln row.</numerusform>
            <numerusform>The service is working on %Ln rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::MainWindow</name>
    <message numerus="yes">
        <source>%Ln wait</source>
        <translation>
            <numerusform>one waits</numerusform>
            <numerusform>%Ln wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::OutboxPage</name>
    <message numerus="yes">
        <source>&amp;Send %Ln now</source>
        <translation>
            <numerusform>&amp;Send one now</numerusform>
            <numerusform>&amp;Send %Ln now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::Pacer</name>
    <message numerus="yes">
        <source>%n call(s) counted on this computer today</source>
        <translation>
            <numerusform>%n call counted on this computer today</numerusform>
            <numerusform>%n calls counted on this computer today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::PersonAction</name>
    <message numerus="yes">
        <source>Take off %Ln list(s)</source>
        <translation>
            <numerusform>Take off one list</numerusform>
            <numerusform>Take off %Ln lists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::PicturesCard</name>
    <message numerus="yes">
        <source>From the next start of Rollcall on it is removed after %Ln day(s).</source>
        <translation>
            <numerusform>From the next start of Rollcall on it is removed after one day.</numerusform>
            <numerusform>From the next start of Rollcall on it is removed after %Ln days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed, of %Ln contact(s).</source>
        <translation>
            <numerusform>Removed, of one contact.</numerusform>
            <numerusform>Removed, of %Ln contacts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::RepairButton</name>
    <message numerus="yes">
        <source>&amp;Mend all %Ln: %1 → %2</source>
        <translation>
            <numerusform>&amp;Mend it: %1 → %2</numerusform>
            <numerusform>&amp;Mend all %Ln: %1 → %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ResultStep</name>
    <message numerus="yes">
        <source>All %Ln row(s) have an answer.</source>
        <translation>
            <numerusform>The one row has an answer.</numerusform>
            <numerusform>All %Ln rows have an answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) are not answered yet.</source>
        <translation>
            <numerusform>%Ln row is not answered yet.</numerusform>
            <numerusform>%Ln rows are not answered yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Save the %Ln as a file…</source>
        <translation>
            <numerusform>&amp;Save the one refused as a file…</numerusform>
            <numerusform>&amp;Save the %Ln as a file…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %1 have an answer, %Ln row(s) were not sent.</source>
        <translation>
            <numerusform>Stopped: %1 have an answer, one row was not sent.</numerusform>
            <numerusform>Stopped: %1 have an answer, %Ln rows were not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %1 have an answer, %Ln row(s) not yet. Nothing more is sent.</source>
        <translation>
            <numerusform>Stopped: %1 have an answer, one row not yet. Nothing more is sent.</numerusform>
            <numerusform>Stopped: %1 have an answer, %Ln rows not yet. Nothing more is sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused: %1 have an answer, %Ln row(s) not yet.</source>
        <translation>
            <numerusform>Paused: %1 have an answer, one row not yet.</numerusform>
            <numerusform>Paused: %1 have an answer, %Ln rows not yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::SendStep</name>
    <message numerus="yes">
        <source>&amp;Send %Ln</source>
        <translation>
            <numerusform>&amp;Send %Ln</numerusform>
            <numerusform>&amp;Send %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln lists at once.</source>
        <translation>
            <numerusform>At most %Ln list at once.</numerusform>
            <numerusform>At most %Ln lists at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln contact(s) of them.</source>
        <translation>
            <numerusform>The first of them.</numerusform>
            <numerusform>The first %Ln of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send &amp;only the %Ln who were not imported before.</source>
        <translation>
            <numerusform>Send &amp;only the one who was not imported before.</numerusform>
            <numerusform>Send &amp;only the %Ln who were not imported before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::Span</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::Text</name>
    <message numerus="yes">
        <source>That is more than today&apos;s allowance: it takes %Ln day(s). Where it stops, “rollcall-cli resume --wait” goes on by itself.</source>
        <translation>
            <numerusform>That is more than today&apos;s allowance: it takes %Ln day. Where it stops, “rollcall-cli resume --wait” goes on by itself.</numerusform>
            <numerusform>That is more than today&apos;s allowance: it takes %Ln days. Where it stops, “rollcall-cli resume --wait” goes on by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The column of tags names more than %Ln different ones.</source>
        <translation>
            <numerusform>The column of tags names more than %Ln tag.</numerusform>
            <numerusform>The column of tags names more than %Ln different ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The damaged file is deleted %Ln day(s) after that.</source>
        <translation>
            <numerusform>The damaged file is deleted %Ln day after that.</numerusform>
            <numerusform>The damaged file is deleted %Ln days after that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” takes at most %Ln characters.</source>
        <translation>
            <numerusform>“%1” takes at most %Ln character.</numerusform>
            <numerusform>“%1” takes at most %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were taken back since.</source>
        <translation>
            <numerusform>One of them was taken back since.</numerusform>
            <numerusform>%Ln of them were taken back since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::UndoView</name>
    <message numerus="yes">
        <source>stay as they are: changed, unsubscribed or gone since</source>
        <translation>
            <numerusform>stays as it is: changed, unsubscribed or gone since</numerusform>
            <numerusform>stay as they are: changed, unsubscribed or gone since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln call(s).</source>
        <translation>
            <numerusform>About one call.</numerusform>
            <numerusform>About %Ln calls.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln call(s), %1 of the %2 left today.</source>
        <translation>
            <numerusform>About one call, %1 of the %2 left today.</numerusform>
            <numerusform>About %Ln calls, %1 of the %2 left today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is more than the %1 left today: it takes %Ln day(s), and goes on by itself.</source>
        <translation>
            <numerusform>That is more than the %1 left today: it takes %Ln day, and goes on by itself.</numerusform>
            <numerusform>That is more than the %1 left today: it takes %Ln days, and goes on by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>contact(s) that it added are removed</source>
        <translation>
            <numerusform>contact that it added is removed</numerusform>
            <numerusform>contacts that it added are removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>contact(s) that it changed get their old values and lists back</source>
        <translation>
            <numerusform>contact that it changed gets its old values and lists back</numerusform>
            <numerusform>contacts that it changed get their old values and lists back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>could not be done by the service</source>
        <translation>
            <numerusform>could not be done by the service</numerusform>
            <numerusform>could not be done by the service</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::WaitingCard</name>
    <message numerus="yes">
        <source>%n minute(s) left.</source>
        <translation>
            <numerusform>%n minute left.</numerusform>
            <numerusform>%n minutes left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::cli::Command</name>
    <message numerus="yes">
        <source>Import %1 of %2: %Ln row(s)</source>
        <translation>
            <numerusform>Import %1 of %2: %Ln row</numerusform>
            <numerusform>Import %1 of %2: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::cli::HistoryCommand</name>
    <message numerus="yes">
        <source>The import of %1 was interrupted %2: %Ln row(s) of %L3 have no answer yet. “rollcall-cli history %4” tells of each.</source>
        <translation>
            <numerusform>The import of %1 was interrupted %2: %Ln row of %L3 has no answer yet. “rollcall-cli history %4” tells of each.</numerusform>
            <numerusform>The import of %1 was interrupted %2: %Ln rows of %L3 have no answer yet. “rollcall-cli history %4” tells of each.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::cli::ImportCommand</name>
    <message numerus="yes">
        <source>%Ln ready</source>
        <translation>
            <numerusform>%Ln ready</numerusform>
            <numerusform>%Ln ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to fix</source>
        <translation>
            <numerusform>%Ln to fix</numerusform>
            <numerusform>%Ln to fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln double(s)</source>
        <translation>
            <numerusform>%Ln double</numerusform>
            <numerusform>%Ln doubles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>%Ln left out</numerusform>
            <numerusform>%Ln left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln row(s): %1.</source>
        <translation>
            <numerusform>Of %Ln row: %1.</numerusform>
            <numerusform>Of %Ln rows: %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
