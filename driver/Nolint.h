// Nolint.h: the comments by which people accept a finding, read as clang-tidy 22 reads them: NOLINT, NOLINTNEXTLINE,
// NOLINTBEGIN … NOLINTEND, each for all rules or for the globs in parentheses. What follows "): " is the reason.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// The comments of one file.
class Nolint {
public:
  /// The word with what stands in parentheses behind it: bytes of the file.
  struct Word {
    std::uint32_t line = 0, begin = 0, end = 0;
  };
  struct Comment {
    std::uint32_t first = 0, last = 0;  // the lines that it speaks of
    std::vector<std::string> globs;
    std::string reason;
    std::vector<Word> words;  // one, or BEGIN and END

    bool accepts(std::string_view rule, std::uint32_t line) const;
  };

  explicit Nolint(std::string_view text);

  /// The reason why `rule` (without prefix) is accepted on a line; empty where none is given; nothing where it is not.
  std::optional<std::string> reasonFor(std::string_view rule, std::uint32_t line) const;

  const std::vector<Comment> &comments() const { return comments_; }
  /// Lines of NOLINTBEGIN and NOLINTEND without their counterpart: they accept nothing.
  const std::vector<std::uint32_t> &unmatched() const { return unmatched_; }

private:
  std::vector<Comment> comments_;
  std::vector<std::uint32_t> unmatched_;
};

}  // namespace cotidy
