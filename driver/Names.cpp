// Names.cpp: matching of names. fnmatch and LLVM's edit distance do the work.
#include "driver/Names.h"

#include "driver/Report.h"
#include "driver/UserError.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <fnmatch.h>

namespace cotidy {

bool matchesGlob(std::string_view glob, std::string_view name) {
  return fnmatch(std::string(glob).c_str(), std::string(name).c_str(), FNM_NOESCAPE) == 0;
}

std::vector<std::string> splitList(std::string_view list) {
  std::vector<std::string> parts;
  llvm::SmallVector<llvm::StringRef> pieces;
  llvm::StringRef(list.data(), list.size()).split(pieces, ',');
  for (llvm::StringRef piece : pieces)
    if (const llvm::StringRef part = piece.trim(); !part.empty()) parts.push_back(part.str());
  return parts;
}

std::string_view nearestName(std::string_view name, std::span<const std::string_view> known) {
  const auto distance = [name](std::string_view other) {
    return llvm::StringRef(name.data(), name.size()).edit_distance(llvm::StringRef(other.data(), other.size()));
  };
  const auto best = std::ranges::min_element(known, {}, distance);
  return best == known.end() ? std::string_view() : *best;
}

std::string unknownName(std::string_view kind, std::string_view name, std::span<const std::string_view> known) {
  std::string text = "unknown " + std::string(kind) + " '" + std::string(name) + "'";
  if (const std::string_view nearest = nearestName(name, known); !nearest.empty())
    text += "; did you mean '" + std::string(nearest) + "'?";
  return text;
}

namespace {

bool names(std::string_view glob, const Check &check) {
  return matchesGlob(glob, check.name) || matchesGlob(glob, ruleId(check.name));
}

[[noreturn]] void refuseGlob(std::string_view glob, std::span<const Check *const> all) {
  std::vector<std::string_view> known;
  for (const Check *check : all) known.push_back(check->name);
  const std::string prefix = ruleId("");
  const std::string_view bare = glob.starts_with(prefix) ? glob.substr(prefix.size()) : glob;
  throw UserError("--checks: " + unknownName("rule", bare, known) + " ('cotidy explain' lists all rules)");
}

}  // namespace

std::vector<const Check *> selectChecks(std::string_view globs, std::span<const Check *const> all) {
  const std::vector<std::string> parts = splitList(globs);
  std::vector<bool> chosen(all.size(), parts.empty() || parts.front().starts_with('-'));
  for (const std::string &part : parts) {
    const bool removes = part.starts_with('-');
    const std::string_view glob = std::string_view(part).substr(removes ? 1 : 0);
    bool known = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!names(glob, *all[i])) continue;
      known = true;
      chosen[i] = !removes;
    }
    if (!known) refuseGlob(glob, all);
  }
  std::vector<const Check *> checks;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (chosen[i]) checks.push_back(all[i]);
  if (checks.empty()) throw UserError("--checks: '" + std::string(globs) + "' leaves no rule to run");
  return checks;
}

}  // namespace cotidy
