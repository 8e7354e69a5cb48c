// Display.h: text as a terminal shows it. Nothing that comes out of a source file, a file name or a message can move
// the cursor, change colours or break a line.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// A line with its tabs expanded, and what cannot be shown spelled out as clang does it: <U+001B>, <FF>.
struct DisplayLine {
  std::string text;
  std::vector<std::size_t> columns;  // screen column of each byte, and of the end
};

DisplayLine displayLine(std::string_view line);

/// For names and messages.
std::string displayText(std::string_view text);

/// What stands under the line: spaces, a caret at byte `begin`, tildes up to byte `end`. Columns count from 0 here.
std::string underline(const DisplayLine &line, std::size_t begin, std::size_t end);

}  // namespace cotidy
