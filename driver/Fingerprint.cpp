// Fingerprint.cpp: see Fingerprint.h.
//
// The line hash is specified by what github/codeql-action does (src/fingerprints.ts; the test vectors of
// test/unit/SarifWriterTest.cpp are the published ones of src/fingerprints.test.ts): for each line, a polynomial over
// the 100 UTF-16 units that follow its start, modulo 2^64, with the factor 37. Blanks and tabs are left out, every line
// ending counts as one LF, a unit 0xFFFF marks the end of the file and zeros follow it. ":n" tells equal hashes apart.
#include "driver/Fingerprint.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/SHA256.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <numeric>
#include <tuple>

namespace cotidy {
namespace {

constexpr std::size_t window = 100;
constexpr std::uint64_t factor = 37;

struct Units {
  std::vector<char16_t> units;
  std::vector<std::size_t> lineStarts;  // indices into units
};

Units unitsOf(std::string_view text) {
  Units result;
  bool atLineStart = true;
  char16_t previous = 0;
  for (const char16_t unit : toUtf16(text) + u'\xFFFF') {
    const bool secondHalf = unit == u'\n' && previous == u'\r';
    previous = unit;
    if (unit == u' ' || unit == u'\t' || secondHalf) continue;
    if (atLineStart) result.lineStarts.push_back(result.units.size());
    result.units.push_back(unit == u'\r' ? u'\n' : unit);
    atLineStart = result.units.back() == u'\n';
  }
  result.units.resize(result.units.size() + window);
  return result;
}

std::string hex(std::uint64_t value) {
  char buffer[16];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, 16).ptr};
}

std::string withOrdinal(std::map<std::string, unsigned> &seen, const std::string &hash) {
  return hash + ':' + std::to_string(++seen[hash]);
}

std::string withoutSpace(std::string_view line) {
  std::string text;
  std::copy_if(line.begin(), line.end(), std::back_inserter(text),
               [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\f' && c != '\v'; });
  return text;
}

// Half a SHA-256 is short enough to read and long enough never to meet another.
std::string identityOf(const Finding &finding, const Sources &sources) {
  const SourceFile *file = sources.find(finding.at.file);
  const std::string line = file ? withoutSpace(file->line(finding.at.line)) : std::string();
  std::string key;
  for (const std::string &part : {finding.rule, finding.at.file, finding.function, finding.subject, line}) {
    key += part;
    key += '\0';
  }
  const auto *bytes = reinterpret_cast<const std::uint8_t *>(key.data());
  const auto digest = llvm::SHA256::hash(llvm::ArrayRef(bytes, key.size()));
  std::string text;
  for (std::size_t i = 0; i < digest.size() / 2; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 0xF];
  }
  return text;
}

}  // namespace

std::vector<std::string> lineHashes(std::string_view text) {
  const auto [units, lineStarts] = unitsOf(text);
  std::uint64_t outgoing = 1;  // factor ^ window
  for (std::size_t i = 0; i < window; ++i) outgoing *= factor;

  std::vector<std::string> hashes;
  std::map<std::string, unsigned> seen;
  std::uint64_t hash = 0;
  for (std::size_t end = 1; end <= units.size() && hashes.size() < lineStarts.size(); ++end) {
    hash = hash * factor + units[end - 1];
    if (end > window) hash -= outgoing * units[end - 1 - window];
    if (end >= window && lineStarts[hashes.size()] == end - window) hashes.push_back(withOrdinal(seen, hex(hash)));
  }
  return hashes;
}

std::vector<std::string> fingerprints(std::span<const Finding *const> findings, const Sources &sources) {
  // Ordinals follow the file, whatever the order of the list: what is suppressed counts at its place.
  std::vector<std::size_t> order(findings.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::tie(findings[a]->at, a) < std::tie(findings[b]->at, b); });
  std::vector<std::string> result(findings.size());
  std::map<std::string, unsigned> seen;
  for (const std::size_t index : order) result[index] = withOrdinal(seen, identityOf(*findings[index], sources));
  return result;
}

}  // namespace cotidy
