// Baseline.h: the findings that a project has accepted for now, in a file beside its code: `.cotidy-baseline.json`. One
// finding is one line, so that version control merges it; what the lines mean is told in docs/baseline.md.
#pragma once
#include "driver/Identity.h"
#include "driver/Report.h"

#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

inline constexpr std::string_view baselineName = ".cotidy-baseline.json";
inline constexpr int baselineVersion = 1;

struct BaselineEntry {
  Identity identity;
  std::string reason;  // why it is accepted; may be empty
  std::string until;  // the last day on which it is, as YYYY-MM-DD; empty = no end

  auto operator<=>(const BaselineEntry &) const = default;
};

using Baseline = std::vector<BaselineEntry>;

/// Throws UserError where the file is no baseline, is damaged, or was written by a newer cotidy.
Baseline readBaseline(const std::string &file);

/// Sorted; equal entries give equal bytes.
std::string toText(Baseline entries);

/// Whether this is a day of the calendar in the form YYYY-MM-DD.
bool isDay(std::string_view text);

/// Today in UTC.
std::string today();

/// The entries whose day is over accept nothing.
bool isOver(const BaselineEntry &entry, std::string_view day);

/// Which entry each finding is, and which entries are left over.
struct BaselineMatch {
  std::vector<std::optional<Match>> entryOf;  // parallel to the findings
  std::vector<std::size_t> stale;  // entries that no finding is
};

BaselineMatch matchBaseline(const Baseline &baseline, std::span<const Finding> findings, const Sources &sources);

}  // namespace cotidy
