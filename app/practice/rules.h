#pragma once

#include <QtGlobal>

/// The service's numbers (constant-contact-v3.md 1.8, 2.1, 3.1, 5.1), in one place.
namespace rollcall::practice::rules {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

// Tokens
constexpr qint64 accessTokenLife = 86400 * second;
constexpr qint64 refreshTokenLife = 180 * day; // unused
constexpr qint64 codeLife = 5 * minute;
constexpr qint64 signInLife = 30 * minute; // a sign-in page that is left open
constexpr qint64 sessionLife = 8 * hour;   // of the browser's sign-in
constexpr qint64 deviceCodeLife = 10 * minute;
constexpr qint64 deviceInterval = 5 * second;

// Calls
constexpr int callsASecond = 4;
constexpr int callsADay = 10'000;
constexpr int tokenCallsASecond = 1;

// A contact
constexpr int emailLength = 80;
constexpr int bulkEmailLength = 50; // the specification has both
constexpr int nameLength = 50;
constexpr int phoneLength = 25;
constexpr int bulkPhoneLength = 50;
constexpr int streetLength = 255;
constexpr int placeLength = 50;
constexpr int valueLength = 255;
constexpr int anniversaryLength = 10;
constexpr int noteLength = 2000;
constexpr int maxPhones = 3;
constexpr int maxStreets = 3;
constexpr int maxLists = 50;
constexpr int maxFields = 25;
constexpr int maxTags = 50;
constexpr int maxNotes = 150;

// Lists, fields, tags
constexpr int listNameLength = 255;
constexpr int fieldLabelLength = 50;
constexpr int fieldTypeLength = 20;
constexpr int choiceLength = 255;
constexpr int maxCustomFields = 100;
constexpr int tagNameLength = 255;

// Bulk
constexpr qint64 maxBody = 4'000'000; // "4 MB": the smaller of its two meanings
constexpr int maxRows = 40'000;
constexpr int maxQueued = 1'000;
constexpr qint64 activityKept = 10 * day;

/// What becomes of a phone number from abroad in a bulk import is not documented ("currently not supported").
/// True: the cell is dropped without a word, the rest of the row arrives. False: the row is refused and
/// counted.
constexpr bool dropsInternationalPhones = true;

/// Whether "" empties a value in a bulk import is not documented either.
constexpr bool emptyTextClearsInBulk = false;

} // namespace rollcall::practice::rules
