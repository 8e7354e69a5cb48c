// Identity.cpp: matching in passes, from all components down to few. What a strict pass has paired is out of reach of the
// looser ones, so equal calls in one function find their own counterparts first.
#include "driver/Identity.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/SHA256.h"

#include <algorithm>
#include <array>
#include <map>

namespace cotidy {
namespace {

constexpr std::size_t longestCode = 160;
// Of an edited call, a part must have stayed: else it is another call that took the place of one that is gone.
constexpr double leastSimilarity = 0.4;
constexpr std::size_t leastLong = 12;

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string withoutSpace(std::string_view text) {
  std::string result;
  std::ranges::copy_if(text, std::back_inserter(result), [](char c) { return !isSpace(c); });
  return result;
}

/// One line, single blanks, never within a UTF-8 sequence, always UTF-8: it is stored as JSON and compared when read.
std::string oneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!isSpace(c)) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  if (line.size() > longestCode) {
    std::size_t end = longestCode;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    line.resize(end);
  }
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(line.data());
  if (!llvm::isLegalUTF8String(&begin, begin + line.size()))
    std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return line;
}

/// Of the nearest line that is not blank, in steps of `step`; empty where there is none.
std::string neighbour(const SourceFile &file, std::uint32_t line, int step) {
  for (line += step; line >= 1 && line <= file.lineCount(); line += step) {
    const std::string text = withoutSpace(file.line(line));
    if (text.empty()) continue;
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
    const auto digest = llvm::SHA256::hash(llvm::ArrayRef(bytes, text.size()));
    std::string hex;
    for (std::size_t i = 0; i < 4; ++i) {
      hex += "0123456789abcdef"[digest[i] >> 4];
      hex += "0123456789abcdef"[digest[i] & 0xF];
    }
    return hex;
  }
  return {};
}

double similarity(const std::string &a, const std::string &b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 1;
  return 1 - static_cast<double>(llvm::StringRef(a).edit_distance(b)) / static_cast<double>(longer);
}

struct Pass {
  std::string (*key)(const Identity &);
  bool alikeOnly = false;  // among those with the key, the most similar code, where it is similar enough
  bool longOnly = false;   // not for code like "get()", which says nothing of its place
};

std::string join(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) (key += part) += '\0';
  return key;
}

std::string inFunction(const Identity &i) { return join({i.rule, i.file, i.function, i.subject}); }
std::string withCode(const Identity &i) { return inFunction(i) + withoutSpace(i.code) + '\0'; }

std::string inFile(const Identity &i) { return join({i.rule, i.file, i.subject, withoutSpace(i.code)}); }
std::string anyFile(const Identity &i) { return join({i.rule, i.function, i.subject, withoutSpace(i.code)}); }

// From sure to likely. A pass that leaves out the file comes late: equal names in two programs are not rare.
constexpr std::array passes = {
    Pass{[](const Identity &i) { return withCode(i) + join({i.before, i.after}); }},
    Pass{[](const Identity &i) { return withCode(i) + i.before; }},
    Pass{[](const Identity &i) { return withCode(i) + i.after; }},
    Pass{withCode},
    Pass{[](const Identity &i) { return inFile(i) + i.before; }},
    Pass{[](const Identity &i) { return inFile(i) + i.after; }},
    Pass{[](const Identity &i) { return anyFile(i) + i.before; }},
    Pass{[](const Identity &i) { return anyFile(i) + i.after; }},
    Pass{inFunction, /*alikeOnly=*/true},
    Pass{inFile, /*alikeOnly=*/false, /*longOnly=*/true},
};

class Matcher {
public:
  Matcher(std::span<const Identity> old, std::span<const Identity> now)
      : old_(old), now_(now), taken_(old.size()), matches_(now.size()) {}

  void run(const Pass &pass) {
    std::map<std::string, std::vector<std::size_t>> waiting;
    for (std::size_t i = 0; i < old_.size(); ++i)
      if (!taken_[i]) waiting[pass.key(old_[i])].push_back(i);
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (matches_[i] || (pass.longOnly && withoutSpace(now_[i].code).size() < leastLong)) continue;
      const auto candidates = waiting.find(pass.key(now_[i]));
      if (candidates == waiting.end()) continue;
      if (pass.alikeOnly) pairMostSimilar(candidates->second, i);
      else pairFirst(candidates->second, i);
    }
  }

  std::vector<std::optional<Match>> take() { return std::move(matches_); }

private:
  void pair(std::vector<std::size_t> &candidates, std::vector<std::size_t>::iterator chosen, std::size_t now) {
    matches_[now] = Match{*chosen, withoutSpace(old_[*chosen].code) != withoutSpace(now_[now].code)};
    taken_[*chosen] = true;
    candidates.erase(chosen);
  }

  void pairFirst(std::vector<std::size_t> &candidates, std::size_t now) {
    if (!candidates.empty()) pair(candidates, candidates.begin(), now);
  }

  void pairMostSimilar(std::vector<std::size_t> &candidates, std::size_t now) {
    double best = leastSimilarity;
    auto chosen = candidates.end();
    for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
      const double alike = similarity(withoutSpace(old_[*candidate].code), withoutSpace(now_[now].code));
      if (alike < best || (alike == best && chosen != candidates.end())) continue;
      best = alike;
      chosen = candidate;
    }
    if (chosen != candidates.end()) pair(candidates, chosen, now);
  }

  std::span<const Identity> old_, now_;
  std::vector<char> taken_;
  std::vector<std::optional<Match>> matches_;
};

}  // namespace

Identity identityOf(const Finding &finding, const Sources &sources) {
  Identity identity{finding.rule, finding.at.file, finding.function, finding.subject, {}, {}, {}};
  const SourceFile *file = sources.find(finding.at.file);
  if (!file || finding.at.line == 0 || finding.at.line > file->lineCount()) return identity;
  const Range range = sources.rangeOf(finding.at);
  const std::uint32_t begin = file->offsetOf(range.begin), end = file->offsetOf(range.end);
  identity.code = oneLine(end > begin ? file->text().substr(begin, end - begin) : file->line(finding.at.line));
  identity.before = neighbour(*file, finding.at.line, -1);
  identity.after = neighbour(*file, range.end.line, 1);
  return identity;
}

std::vector<std::optional<Match>> matchIdentities(std::span<const Identity> old, std::span<const Identity> now) {
  Matcher matcher(old, now);
  for (const Pass &pass : passes) matcher.run(pass);
  return matcher.take();
}

}  // namespace cotidy
