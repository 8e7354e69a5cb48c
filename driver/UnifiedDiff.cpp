// UnifiedDiff.cpp: see UnifiedDiff.h.
#include "driver/UnifiedDiff.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace cotidy {
namespace {

constexpr std::size_t contextLines = 3;

using Lines = std::vector<std::string_view>;  // with their newlines; only the last line of a file may lack it

Lines linesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Old lines [first, last) become `text`.
struct Change {
  std::size_t first = 0, last = 0;
  std::string text;
};

// Widens edits to whole lines; those that share a line become one change.
class Widener {
public:
  explicit Widener(std::string_view text) : text_(text), lines_(linesOf(text)) {
    std::size_t offset = 0;
    for (const std::string_view line : lines_) starts_.push_back(std::exchange(offset, offset + line.size()));
    starts_.push_back(offset);
  }

  const Lines &lines() const { return lines_; }

  std::vector<Change> changes(std::span<const Edit> edits) const {
    std::vector<Change> result;
    for (std::size_t i = 0; i < edits.size();) {
      Change change{lineOf(edits[i].begin), 0, {}};
      std::size_t copied = starts_[change.first];
      do {
        change.text.append(text_.substr(copied, edits[i].begin - copied)).append(edits[i].text);
        copied = edits[i].end;
        change.last = std::min(lineOf(copied) + 1, lines_.size());
        ++i;
      } while (i < edits.size() && (lineOf(edits[i].begin) < change.last || edits[i].begin == copied));
      change.text.append(text_.substr(copied, starts_[change.last] - copied));
      trim(change);
      if (change.first != change.last || !change.text.empty()) result.push_back(std::move(change));
    }
    return result;
  }

private:
  std::size_t lineOf(std::size_t offset) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end() - 1, offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin());
    // Behind the last newline there is no line to belong to.
    const bool behindAll = line == 0 || (offset == text_.size() && text_.ends_with('\n'));
    return behindAll ? lines_.size() : line - 1;
  }

  // Lines that stay the same at either end are context.
  void trim(Change &change) const {
    Lines after = linesOf(change.text);
    std::size_t front = 0, back = 0;
    while (change.first < change.last && front < after.size() && lines_[change.first] == after[front])
      ++change.first, ++front;
    while (change.first < change.last && front + back < after.size() &&
           lines_[change.last - 1] == after[after.size() - 1 - back])
      --change.last, ++back;
    std::string kept;
    for (std::size_t i = front; i < after.size() - back; ++i) kept += after[i];
    change.text = std::move(kept);
  }

  std::string_view text_;
  Lines lines_;
  std::vector<std::size_t> starts_;
};

void addLines(std::string &diff, char mark, std::span<const std::string_view> lines) {
  for (const std::string_view line : lines) {
    diff.append(1, mark).append(line);
    if (!line.ends_with('\n')) diff += "\n\\ No newline at end of file\n";
  }
}

// A range that is empty names the line before it, which is what counting from 0 gives.
std::string hunkRange(std::size_t first, std::size_t count) {
  return std::to_string(count == 0 ? first : first + 1) + (count == 1 ? "" : ',' + std::to_string(count));
}

// Prints the changes, which stand close together, as one hunk. `shift`: lines gained by the hunks before.
std::string hunk(const Lines &lines, std::span<const Change> changes, std::ptrdiff_t &shift) {
  const std::size_t first = changes.front().first - std::min(changes.front().first, contextLines);
  const std::size_t last = std::min(changes.back().last + contextLines, lines.size());
  std::string body;
  std::ptrdiff_t gained = 0;
  std::size_t done = first;
  const std::span<const std::string_view> all(lines);
  for (const Change &change : changes) {
    const Lines added = linesOf(change.text);
    addLines(body, ' ', all.subspan(done, change.first - done));
    addLines(body, '-', all.subspan(change.first, change.last - change.first));
    addLines(body, '+', added);
    gained += static_cast<std::ptrdiff_t>(added.size()) - static_cast<std::ptrdiff_t>(change.last - change.first);
    done = change.last;
  }
  addLines(body, ' ', all.subspan(done, last - done));

  const std::size_t count = last - first;
  const std::string before = hunkRange(first, count);
  const std::string after =
      hunkRange(first + static_cast<std::size_t>(shift), count + static_cast<std::size_t>(gained));
  shift += gained;
  return "@@ -" + before + " +" + after + " @@\n" + body;
}

// As git quotes a name that would otherwise break the line.
std::string quotedName(const std::string &name) {
  std::string quoted;
  for (const unsigned char c : name) {
    char octal[8];
    std::snprintf(octal, sizeof octal, "\\%03o", c);
    if (c == '"' || c == '\\')
      quoted.append(1, '\\').append(1, static_cast<char>(c));
    else if (c < 0x20 || c == 0x7F)
      quoted += octal;
    else
      quoted += static_cast<char>(c);
  }
  return quoted == name ? name : '"' + quoted + '"';
}

std::string header(const std::string &file) {
  const std::string before = quotedName("a/" + file), after = quotedName("b/" + file);
  // As git does it, a tab tells where a name with blanks ends.
  const std::string end = file.find(' ') == std::string::npos ? "\n" : "\t\n";
  return "diff --git " + before + ' ' + after + "\n--- " + before + end + "+++ " + after + end;
}

}  // namespace

std::string unifiedDiff(const std::string &file, std::string_view text, std::span<const Edit> edits) {
  const Widener widener(text);
  const std::vector<Change> changes = widener.changes(edits);
  if (changes.empty()) return "";
  std::string diff = header(file);
  std::ptrdiff_t shift = 0;
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i + 1;
    while (end < changes.size() && changes[end].first - changes[end - 1].last <= 2 * contextLines) ++end;
    diff += hunk(widener.lines(), std::span(changes).subspan(i, end - i), shift);
    i = end;
  }
  return diff;
}

}  // namespace cotidy
