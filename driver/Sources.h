// Sources.h: the text of source files, and the arithmetic between lines, columns and offsets. Writers quote from here.
// A file that cannot be read is no error: what quotes from it is left out.
#pragma once
#include "checks/Finding.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// Counts from 1, columns in bytes.
struct Position {
  std::uint32_t line = 1, column = 1;

  bool operator==(const Position &) const = default;
  auto operator<=>(const Position &) const = default;
};

/// `end` is exclusive.
struct Range {
  Position begin, end;

  bool operator==(const Range &) const = default;
};

/// One file. Whatever is asked beyond its end is answered with the end: the file may have changed since the analysis.
class SourceFile {
public:
  explicit SourceFile(std::string text);

  std::string_view text() const { return text_; }
  /// A file that ends with a newline has an empty last line, as in an editor. LF, CRLF and CR end a line, as in clang.
  std::uint32_t lineCount() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// Without its line ending.
  std::string_view line(std::uint32_t number) const;
  /// Whole lines, with the endings between them and without the last one.
  std::string_view lines(std::uint32_t first, std::uint32_t last) const;
  std::uint32_t offsetOf(Position position) const;
  Position positionOf(std::uint32_t offset) const;
  /// The column counted in UTF-16 units; a byte order mark does not count.
  std::uint32_t utf16Column(Position position) const;

private:
  std::string text_;
  std::vector<std::uint32_t> starts_;  // offset of each line
};

/// Ill-formed sequences become U+FFFD, one per maximal subpart, as the WHATWG's decoder does it.
std::u16string toUtf16(std::string_view utf8);

/// Nothing where there is no such file, or where it is a pipe or a device: no name in a report may make us wait.
std::optional<std::string> readRegularFile(const std::string &path);

/// Reads files when they are first asked for and keeps them. Not for use by several threads.
class Sources {
public:
  explicit Sources(std::string root) : root_(std::move(root)) {}

  /// Null where there is no such regular file.
  const SourceFile *find(const std::string &file) const;
  /// Text that stands in for the file on disk: an editor's unsaved buffer.
  void add(const std::string &file, std::string text);
  /// Where the file lies: relative names count from the root.
  std::string pathOf(const std::string &file) const;
  /// Where a location begins and ends. Its line and column win over its offsets, which only tell its length.
  Range rangeOf(const Location &at) const;

private:
  std::string root_;
  mutable std::map<std::string, std::unique_ptr<SourceFile>> files_;  // null: asked for, and not there
};

}  // namespace cotidy
