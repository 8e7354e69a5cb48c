// VerifyLines.cpp: the longest common subsequence of lines, by the textbook's table. What is equal at both ends is taken
// off first: what is left of a file with a fix is small. Where it is not, it counts as one changed part.
#include "driver/VerifyLines.h"

#include <algorithm>
#include <vector>

namespace cotidy {

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t mostCells = 4'000'000;

Lines linesOfText(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// Pairs of equal lines, ascending, between two sentinels: in front of the first lines, and behind the last ones.
class Alignment {
public:
  Alignment(const Lines &old, const Lines &fresh) : old_(old), fresh_(fresh) {
    pairs_.push_back({0, 0});
    const std::size_t shorter = std::min(old.size(), fresh.size());
    std::size_t same = 0, sameEnd = 0;
    while (same < shorter && old[same] == fresh[same]) ++same;
    while (sameEnd < shorter - same && old[old.size() - 1 - sameEnd] == fresh[fresh.size() - 1 - sameEnd]) ++sameEnd;
    for (std::size_t i = 0; i < same; ++i) add(i, i);
    align(same, old.size() - sameEnd, fresh.size() - sameEnd);
    for (std::size_t i = sameEnd; i > 0; --i) add(old.size() - i, fresh.size() - i);
    add(old.size(), fresh.size());
  }

  /// The lines that stand where `line` stood: one where it is left, else all between its neighbours that are.
  std::pair<std::uint32_t, std::uint32_t> placeOf(std::uint32_t line) const {
    const auto behind = std::ranges::lower_bound(pairs_, line, {}, &Pair::first);
    if (behind == pairs_.end()) return {line, line};
    if (behind->first == line) return {behind->second, behind->second};
    const std::uint32_t first = std::prev(behind)->second + 1;
    return {first, std::max(first, behind->second - 1)};
  }

private:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;

  /// Lines count from 1.
  void add(std::size_t old, std::size_t fresh) {
    pairs_.push_back({static_cast<std::uint32_t>(old + 1), static_cast<std::uint32_t>(fresh + 1)});
  }

  void align(std::size_t begin, std::size_t oldEnd, std::size_t freshEnd) {
    const std::size_t rows = oldEnd - begin, columns = freshEnd - begin;
    if (rows == 0 || columns == 0 || rows > mostCells / columns) return;
    // length[i][j]: of what the lines from i and those from j on have in common.
    std::vector<std::vector<std::uint32_t>> length(rows + 1, std::vector<std::uint32_t>(columns + 1));
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;)
        length[i][j] = old_[begin + i] == fresh_[begin + j] ? length[i + 1][j + 1] + 1
                                                            : std::max(length[i + 1][j], length[i][j + 1]);
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (old_[begin + i] == fresh_[begin + j])
        add(begin + i++, begin + j++);
      else if (length[i + 1][j] >= length[i][j + 1])
        ++i;
      else
        ++j;
    }
  }

  const Lines &old_;
  const Lines &fresh_;
  std::vector<Pair> pairs_;
};

}  // namespace

LineRange movedLines(const LineRange &lines, std::string_view before, std::string_view after) {
  const Lines old = linesOfText(before), fresh = linesOfText(after);
  const Alignment alignment(old, fresh);
  return {lines.file, alignment.placeOf(lines.first).first, alignment.placeOf(lines.last).second};
}

}  // namespace cotidy
