// RunPlaces.cpp: braces are counted in the text, past comments and literals. A macro that hides a brace ends the search
// at the end of the file at the latest: the lines are too many then, never too few.
#include "driver/RunPlaces.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace cotidy {

namespace {

std::size_t after(std::string_view text, std::size_t from, std::string_view end) {
  const std::size_t at = text.find(end, from);
  return at == std::string_view::npos ? text.size() : at + end.size();
}

std::size_t afterLiteral(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (quote == '"' && at > 0 && text[at - 1] == 'R') {
    const std::size_t open = std::min(text.find('(', at), text.size());
    return after(text, open, ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"");
  }
  for (++at; at < text.size() && text[at] != quote; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

/// The next character that is code, at or behind `at`; 1'000 is a number, and no literal begins in it.
std::size_t nextCode(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool separator = text[at] == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]));
    if (text.substr(at, 2) == "//")
      at = after(text, at, "\n");
    else if (text.substr(at, 2) == "/*")
      at = after(text, at + 2, "*/");
    else if (text[at] == '"' || (text[at] == '\'' && !separator))
      at = afterLiteral(text, at);
    else
      break;
  }
  return at;
}

/// Where the statement that begins at `at` ends, or (`rest`) the block that it stands in.
std::size_t endFrom(std::string_view text, std::size_t at, bool rest) {
  int braces = 0, brackets = 0;
  for (at = nextCode(text, at); at < text.size(); at = nextCode(text, at + 1)) {
    const char c = text[at];
    if (c == '(' || c == '[') ++brackets;
    if (c == ')' || c == ']') --brackets;
    if (c == '{') ++braces;
    if (c == '}' && --braces < (rest ? 0 : 1) && brackets <= 0) return at;
    if (c == ';' && !rest && braces == 0 && brackets <= 0) return at;
  }
  return text.empty() ? 0 : text.size() - 1;
}

}  // namespace

LineRange linesOf(const Location &at, Extent extent, const Sources &sources) {
  const Range range = sources.rangeOf(at);
  LineRange lines{at.file, at.line, std::max(at.line, range.end.line)};
  const SourceFile *file = sources.find(at.file);
  if (extent == Extent::Expression || !file || at.line == 0 || at.line > file->lineCount()) return lines;
  const std::size_t end = endFrom(file->text(), file->offsetOf(range.begin), extent == Extent::Rest);
  lines.last = std::max(lines.last, file->positionOf(static_cast<std::uint32_t>(end)).line);
  return lines;
}

}  // namespace cotidy
