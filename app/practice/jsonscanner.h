#pragma once

#include <string>
#include <string_view>

namespace rollcall::practice {

/// Reads JSON from front to back without building it up: an import body may end in the middle, where the
/// service stops to read, and what came before still counts.
class JsonScanner
{
public:
    explicit JsonScanner(std::string_view json)
        : m_json(json)
    {}

    /// True, and past it, when this is what comes next.
    bool take(char punctuation);
    char peek(); ///< the next that is no blank; 0 at the end
    bool readText(std::string &text);
    /// Any value, as it is written.
    bool readRaw(std::string_view &raw);

    /// The input ended before the value did: it was cut, not wrong.
    bool isCut() const { return m_cut; }
    bool isAtEnd() { return peek() == 0; }

private:
    void skipBlanks();
    bool skipText();
    bool skipNested();
    bool skipWord();
    bool readEscape(std::string &text);
    bool readHex(unsigned &value);

    std::string_view m_json;
    size_t m_at = 0;
    bool m_cut = false;
};

} // namespace rollcall::practice
