// SarifPlaces.cpp: see SarifPlaces.h.
#include "driver/SarifPlaces.h"

#include <algorithm>

namespace cotidy::sarif {
namespace {

constexpr std::uint32_t linesAround = 2;
// A snippet of generated or minified text helps nobody and bloats the log.
constexpr std::size_t longestSnippet = 4000;

// RFC 3986: only what needs no thought stays as it is.
std::string percentEncoded(std::string_view path) {
  constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri;
  for (const char c : path) {
    if (kept.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += "0123456789ABCDEF"[byte >> 4];
    uri += "0123456789ABCDEF"[byte & 0xF];
  }
  return uri;
}

Json regionOf(const Range &range, const SourceFile *file) {
  const auto column = [&](Position position) { return file ? file->utf16Column(position) : position.column; };
  return {{"startLine", range.begin.line},
          {"startColumn", std::max(column(range.begin), 1U)},
          {"endLine", range.end.line},
          {"endColumn", std::max(column(range.end), 1U)}};
}

void addSnippet(Json &region, std::string_view text) {
  if (text.size() <= longestSnippet) region["snippet"]["text"] = text;
}

// Whole lines: SARIF wants a proper superset of the region, which the lines around it are.
Json contextRegion(const Range &range, const SourceFile &file) {
  const std::uint32_t first = range.begin.line > linesAround ? range.begin.line - linesAround : 1;
  const std::uint32_t behindText = file.line(file.lineCount()).empty() ? file.lineCount() : file.lineCount() + 1;
  const std::uint32_t last = std::max(std::min(range.end.line + linesAround, behindText - 1), range.end.line);
  Json region = {{"startLine", first}, {"endLine", last}};
  addSnippet(region, file.lines(first, last));
  return region;
}

}  // namespace

std::string folderUri(std::string_view folder) {
  std::string uri = "file://" + percentEncoded(folder);
  return uri.ends_with('/') ? uri : uri + '/';
}

Json artifactLocation(const std::string &file) {
  if (file.starts_with('/')) return {{"uri", "file://" + percentEncoded(file)}};
  return {{"uri", percentEncoded(file)}, {"uriBaseId", rootBase}};
}

Json physicalLocation(const Location &at, const Sources &sources, bool context) {
  Json location;
  location["artifactLocation"] = artifactLocation(at.file);
  if (at.line == 0) return location;
  const SourceFile *file = sources.find(at.file);
  const bool known = file && at.line <= file->lineCount();
  const Range range = sources.rangeOf(at);
  Json region = regionOf(range, known ? file : nullptr);
  if (known) {
    const std::uint32_t begin = file->offsetOf(range.begin);
    addSnippet(region, file->text().substr(begin, file->offsetOf(range.end) - begin));
  }
  location["region"] = std::move(region);
  if (known && context) location["contextRegion"] = contextRegion(range, *file);
  return location;
}

Json editedRegion(const std::string &file, std::uint32_t begin, std::uint32_t end, const Sources &sources) {
  const SourceFile *source = sources.find(file);
  if (!source || begin > end || end > source->text().size()) return nullptr;
  return regionOf({source->positionOf(begin), source->positionOf(end)}, source);
}

}  // namespace cotidy::sarif
