// FixPlan.cpp: which fixes of a run go together.
#include "driver/FixEngine.h"

#include <algorithm>

namespace cotidy {
namespace {

enum class Relation { New, Same, Clash };

bool isInsertion(const Edit &edit) { return edit.begin == edit.end; }

// Whole lines at one place (two #includes) do no harm to each other, whichever comes first.
bool insertsLines(const Edit &edit) { return isInsertion(edit) && edit.text.ends_with('\n'); }

// Touching is not overlapping, but for insertions at one point: their order would be a guess.
bool overlap(const Edit &a, const Edit &b) {
  if (isInsertion(a) && isInsertion(b)) return a.begin == b.begin && !(insertsLines(a) && insertsLines(b));
  return a.begin < b.end && b.begin < a.end;
}

Relation relationOf(const Edit &edit, const std::vector<Edit> &accepted) {
  if (std::find(accepted.begin(), accepted.end(), edit) != accepted.end()) return Relation::Same;
  const auto overlapsEdit = [&](const Edit &other) { return overlap(edit, other); };
  const bool clashes = std::any_of(accepted.begin(), accepted.end(), overlapsEdit);
  return clashes ? Relation::Clash : Relation::New;
}

bool overlapsItself(const Fix &fix) {
  for (std::size_t i = 0; i < fix.edits.size(); ++i) {
    const Edit &edit = fix.edits[i];
    if (edit.begin > edit.end) return true;
    for (std::size_t k = i + 1; k < fix.edits.size(); ++k)
      if (edit.file == fix.edits[k].file && (edit == fix.edits[k] || overlap(edit, fix.edits[k]))) return true;
  }
  return false;
}

class Planner {
public:
  // Returns why the fix cannot join the plan; empty = it has joined.
  std::string add(const Fix &fix) {
    if (overlapsItself(fix)) return "its own edits overlap";
    std::vector<const Edit *> fresh;
    bool sharesInline = false, addsInline = false;
    for (const Edit &edit : fix.edits) {
      const Relation relation = relationOf(edit, edits_[edit.file]);
      if (relation == Relation::Clash) return clash(edit);
      if (relation == Relation::New) fresh.push_back(&edit);
      addsInline |= relation == Relation::New && !insertsLines(edit);
      sharesInline |= relation == Relation::Same && isInsertion(edit) && !insertsLines(edit);
    }
    // Two fixes may close different brackets at one point: an equal insertion is the same one only if all the rest is.
    if (sharesInline && addsInline) return clash(fix.edits.front());
    for (const Edit *edit : fresh) edits_[edit->file].push_back(*edit);
    return "";
  }

  std::map<std::string, std::vector<Edit>> take() {
    std::erase_if(edits_, [](const auto &entry) { return entry.second.empty(); });
    for (auto &[file, edits] : edits_) std::sort(edits.begin(), edits.end());
    return std::move(edits_);
  }

private:
  static std::string clash(const Edit &edit) { return "it overlaps an earlier fix in '" + edit.file + "'"; }

  std::map<std::string, std::vector<Edit>> edits_;
};

// Fixes are sorted by preference; a safe one is preferred to all that are not. One without edits is advice.
std::optional<std::size_t> choose(const std::vector<Fix> &fixes, bool unsafe) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < fixes.size(); ++i) {
    if (fixes[i].edits.empty()) continue;
    if (fixes[i].safe) return i;
    if (!first) first = i;
  }
  return unsafe ? first : std::nullopt;
}

bool hasEdits(const Finding &finding) {
  return std::any_of(finding.fixes.begin(), finding.fixes.end(), [](const Fix &fix) { return !fix.edits.empty(); });
}

}  // namespace

FixPlan planFixes(std::span<const Finding> findings, bool unsafe) {
  FixPlan plan;
  Planner planner;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto chosen = choose(findings[i].fixes, unsafe);
    if (!chosen) {
      plan.needReview += hasEdits(findings[i]) ? 1 : 0;
      continue;
    }
    std::string reason = planner.add(findings[i].fixes[*chosen]);
    if (reason.empty())
      plan.chosen.push_back({i, *chosen});
    else
      plan.skipped.push_back({i, *chosen, std::move(reason)});
  }
  plan.edits = planner.take();
  return plan;
}

}  // namespace cotidy
