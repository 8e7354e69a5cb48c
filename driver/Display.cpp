// Display.cpp: see Display.h. LLVM knows which characters print, and how wide they are.
#include "driver/Display.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

#include <algorithm>
#include <cstdio>

namespace cotidy {
namespace {

constexpr std::size_t tabStop = 8;

struct Character {
  std::string_view bytes;
  std::string shown;
  std::size_t width;
};

std::string escaped(const char *format, unsigned value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

// The first character of a text that is not empty.
Character firstCharacter(std::string_view text) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data());
  const auto *source = begin;
  llvm::UTF32 point = 0;
  const auto result = llvm::convertUTF8Sequence(&source, begin + text.size(), &point, llvm::strictConversion);
  if (result != llvm::conversionOK) {
    const auto byte = static_cast<unsigned char>(text.front());
    return {text.substr(0, 1), escaped("<%02X>", byte), 4};
  }
  const std::string_view bytes = text.substr(0, static_cast<std::size_t>(source - begin));
  const int width = llvm::sys::unicode::columnWidthUTF8({bytes.data(), bytes.size()});
  if (width >= 0) return {bytes, std::string(bytes), static_cast<std::size_t>(width)};
  std::string name = escaped("<U+%04X>", point);
  const std::size_t nameWidth = name.size();
  return {bytes, std::move(name), nameWidth};
}

}  // namespace

DisplayLine displayLine(std::string_view line) {
  DisplayLine result;
  std::size_t column = 0;
  while (!line.empty()) {
    Character next =
        line.front() == '\t' ? Character{line.substr(0, 1), "", tabStop - column % tabStop} : firstCharacter(line);
    if (line.front() == '\t') next.shown.assign(next.width, ' ');
    result.text += next.shown;
    result.columns.insert(result.columns.end(), next.bytes.size(), column);
    column += next.width;
    line.remove_prefix(next.bytes.size());
  }
  result.columns.push_back(column);
  return result;
}

std::string displayText(std::string_view text) { return displayLine(text).text; }

std::string underline(const DisplayLine &line, std::size_t begin, std::size_t end) {
  const std::size_t last = line.columns.size() - 1;
  const std::size_t caret = line.columns[std::min(begin, last)];
  const std::size_t stop = line.columns[std::min(end, last)];
  std::string marks = std::string(caret, ' ') + '^';
  if (stop > caret + 1) marks.append(stop - caret - 1, '~');
  return marks;
}

}  // namespace cotidy
