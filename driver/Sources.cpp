// Sources.cpp: see Sources.h. Unicode is LLVM's business.
#include "driver/Sources.h"

#include "llvm/Support/ConvertUTF.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cotidy {
namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::vector<std::uint32_t> lineStarts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

std::string_view withoutLineEnding(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

SourceFile::SourceFile(std::string text) : text_(std::move(text)), starts_(lineStarts(text_)) {}

std::string_view SourceFile::lines(std::uint32_t first, std::uint32_t last) const {
  if (first == 0 || first > last || first > lineCount()) return {};
  const std::size_t begin = starts_[first - 1];
  if (last >= lineCount()) return text().substr(begin);
  return withoutLineEnding(text().substr(begin, starts_[last] - begin));
}

std::string_view SourceFile::line(std::uint32_t number) const { return lines(number, number); }

std::uint32_t SourceFile::offsetOf(Position position) const {
  if (position.line == 0) return 0;
  if (position.line > lineCount()) return static_cast<std::uint32_t>(text_.size());
  const std::size_t column = position.column == 0 ? 0 : position.column - 1;
  return starts_[position.line - 1] + static_cast<std::uint32_t>(std::min(column, line(position.line).size()));
}

Position SourceFile::positionOf(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return {static_cast<std::uint32_t>(next - starts_.begin()), offset - *(next - 1) + 1};
}

std::uint32_t SourceFile::utf16Column(Position position) const {
  if (position.column == 0) return 1;
  std::string_view before = line(position.line).substr(0, position.column - 1);
  if (position.line == 1 && before.starts_with(byteOrderMark)) before.remove_prefix(byteOrderMark.size());
  return static_cast<std::uint32_t>(toUtf16(before).size() + 1);
}

std::u16string toUtf16(std::string_view utf8) {
  // LLVM replaces ill-formed sequences on the way to UTF-32 only. No sequence yields more units than it has bytes.
  std::vector<llvm::UTF32> points(utf8.size());
  const auto *source = reinterpret_cast<const llvm::UTF8 *>(utf8.data());
  llvm::UTF32 *target = points.data();
  llvm::ConvertUTF8toUTF32(&source, source + utf8.size(), &target, target + points.size(), llvm::lenientConversion);

  std::u16string units;
  units.reserve(utf8.size());
  for (const llvm::UTF32 *point = points.data(); point != target; ++point) {
    if (*point <= 0xFFFF) {
      units.push_back(static_cast<char16_t>(*point));
      continue;
    }
    units.push_back(static_cast<char16_t>(0xD800 + ((*point - 0x10000) >> 10)));
    units.push_back(static_cast<char16_t>(0xDC00 + ((*point - 0x10000) & 0x3FF)));
  }
  return units;
}

std::optional<std::string> readRegularFile(const std::string &path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) return std::nullopt;
  return text;
}

std::string Sources::pathOf(const std::string &file) const {
  return file.starts_with('/') || root_.empty() ? file : root_ + '/' + file;
}

const SourceFile *Sources::find(const std::string &file) const {
  const auto known = files_.find(file);
  if (known != files_.end()) return known->second.get();
  std::optional<std::string> text = readRegularFile(pathOf(file));
  auto read = text ? std::make_unique<SourceFile>(std::move(*text)) : nullptr;
  return files_.emplace(file, std::move(read)).first->second.get();
}

void Sources::add(const std::string &file, std::string text) {
  files_[file] = std::make_unique<SourceFile>(std::move(text));
}

Range Sources::rangeOf(const Location &at) const {
  const Position begin{at.line, at.column};
  const std::uint32_t length = at.end > at.begin ? at.end - at.begin : 0;
  const SourceFile *file = find(at.file);
  if (!file || at.line > file->lineCount()) return {begin, {at.line, at.column + length}};
  return {begin, file->positionOf(file->offsetOf(begin) + length)};
}

}  // namespace cotidy
