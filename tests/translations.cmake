cmake_minimum_required(VERSION 3.25)
# ctest: cmake -DROOT=… -DLUPDATE=… -DSCRATCH=… -P translations.cmake: every text with a number in it has its English
# singular and plural, no translation is left of a text that is gone, and lupdate finds the context of every text (it
# only warns where it does not, and that text stays English for ever; so does Qt 6.8's for a class that stands behind an
# "enum class … : type" in its header, if something of it is translated).
set(kept "${ROOT}/translations/rollcall_en.ts")
set(fresh "${SCRATCH}/translations-test.ts")
file(COPY_FILE "${kept}" "${fresh}")
execute_process(COMMAND "${LUPDATE}" -silent -locations none -pluralonly "${ROOT}/app" "${ROOT}/ui" -ts "${fresh}"
                RESULT_VARIABLE failed ERROR_VARIABLE warnings)
if(failed OR NOT warnings STREQUAL "")
    message(FATAL_ERROR "lupdate failed: ${failed}\n${warnings}")
endif()
file(READ "${fresh}" text)
string(REGEX MATCHALL "<source>[^<]*</source>[ \n]*<translation type=\"[a-z]+\"" found "${text}")
if(found)
    list(JOIN found "\n" found)
    message(FATAL_ERROR "Run cmake --build --preset dev --target update_translations, and mend in "
                        "translations/rollcall_en.ts:\n${found}")
endif()
