// Identity.cpp: from a finding and the text around it to the components by which it is known again.
#include "driver/Identity.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/SHA256.h"

#include <algorithm>

namespace cotidy {
namespace {

constexpr std::size_t longestCode = 160, longestName = 60;
constexpr std::size_t mostSteps = 8;
// One line on each side is edited too easily; far ones say little.
constexpr std::size_t neighbourCount = 3;

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// One line, single blanks, never within a UTF-8 sequence, always UTF-8: it is stored as JSON and compared when read.
std::string oneLine(std::string_view text, std::size_t longest) {
  std::string line;
  for (const char c : text) {
    if (!isSpace(c))
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  if (line.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    line.resize(end);
  }
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(line.data());
  if (!llvm::isLegalUTF8String(&begin, begin + line.size()))
    std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return line;
}

std::string shortHash(const std::string &text) {
  const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
  const auto digest = llvm::SHA256::hash(llvm::ArrayRef(bytes, text.size()));
  std::string hex;
  for (std::size_t i = 0; i < 4; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 0xF];
  }
  return hex;
}

/// Of the nearest lines that are not blank, in steps of `step`.
std::string neighbours(const SourceFile &file, std::uint32_t line, int step) {
  std::string hashes;
  std::size_t count = 0;
  for (line += step; line >= 1 && line <= file.lineCount() && count < neighbourCount; line += step) {
    std::string text(file.line(line));
    std::erase_if(text, isSpace);
    if (text.empty()) continue;
    hashes += (count++ == 0 ? "" : " ") + shortHash(text);
  }
  return hashes;
}

std::string_view textAt(const Location &at, const Sources &sources) {
  const SourceFile *file = sources.find(at.file);
  if (!file || at.line == 0 || at.line > file->lineCount()) return {};
  const Range range = sources.rangeOf(at);
  const std::uint32_t begin = file->offsetOf(range.begin), end = file->offsetOf(range.end);
  return end > begin ? file->text().substr(begin, end - begin) : file->line(at.line);
}

/// What the steps call: the text before the arguments. Where the calls stand is no part of it.
std::string chainOf(const Finding &finding, const Sources &sources) {
  std::string chain;
  std::size_t count = 0;
  for (const Step &step : finding.steps) {
    if (step.at == finding.at || count == mostSteps) continue;
    const std::string_view text = textAt(step.at, sources);
    chain += (count++ == 0 ? "" : " > ") + oneLine(text.substr(0, text.find('(')), longestName);
  }
  return chain;
}

}  // namespace

Identity identityOf(const Finding &finding, const Sources &sources) {
  Identity identity;
  identity.rule = finding.rule;
  identity.file = finding.at.file;
  identity.function = finding.function;
  identity.subject = finding.subject;
  identity.chain = chainOf(finding, sources);
  const SourceFile *file = sources.find(finding.at.file);
  if (!file || finding.at.line == 0 || finding.at.line > file->lineCount()) return identity;
  identity.code = oneLine(textAt(finding.at, sources), longestCode);
  identity.before = neighbours(*file, finding.at.line, -1);
  identity.after = neighbours(*file, sources.rangeOf(finding.at).end.line, 1);
  return identity;
}

}  // namespace cotidy
