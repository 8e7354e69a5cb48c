// Escape.cpp: see Escape.h. Whatever is not known to be harmless is escaped.
#include "driver/Escape.h"

#include "driver/Sources.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/ConvertUTF.h"

#include <algorithm>

namespace cotidy {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool isForbiddenInXml(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\t' && c != '\r';
}

std::string oneLine(std::string_view text) {
  std::string line = validUtf8(text);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

}  // namespace

std::string validUtf8(std::string_view text) {
  const std::u16string units = toUtf16(text);
  std::string result;
  llvm::convertUTF16ToUTF8String(llvm::ArrayRef(reinterpret_cast<const llvm::UTF16 *>(units.data()), units.size()),
                                 result);
  return result;
}

std::string xmlText(std::string_view text) {
  std::string result;
  for (const char c : validUtf8(text)) {
    switch (c) {
    case '&': result += "&amp;"; break;
    case '<': result += "&lt;"; break;
    case '>': result += "&gt;"; break;
    case '"': result += "&quot;"; break;
    case '\'': result += "&apos;"; break;
    default:
      if (isForbiddenInXml(c))
        result += replacement;
      else
        result += c;
    }
  }
  return result;
}

std::string markdownCell(std::string_view text) {
  constexpr std::string_view marks = "\\`*_{}[]()#+!|~";
  std::string result;
  for (const char c : oneLine(text)) {
    if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '&')
      result += "&amp;";
    else if (c == '@')
      result += "&#64;";  // nobody is to be notified
    else if (marks.find(c) != std::string_view::npos)
      (result += '\\') += c;
    else
      result += c;
  }
  return result;
}

std::string markdownCode(std::string_view text) {
  std::string line = oneLine(text);
  std::size_t longest = 0, run = 0;
  for (const char c : line) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  // within a table even code is cut at a bar that is not escaped
  for (std::size_t at = line.find('|'); at != std::string::npos; at = line.find('|', at + 2)) line.insert(at, "\\");
  const std::string fence(longest + 1, '`');
  const std::string pad = longest != 0 || line.empty() ? " " : "";
  return fence + pad + line + pad + fence;
}

}  // namespace cotidy
