// IdentityMatch.cpp: which finding of today is which one of then. First those whose components and surroundings are all
// the same. Then each pair that is left and may be one finding gets a score, and the best pairs go first: so each finding
// finds its own counterpart before another one takes it. A gate must rather report twice than hide: what has only its
// words in common with an old finding, and neither its place nor its surroundings, is new. Which files were renamed is told
// by the pairs that are sure.
#include "driver/Identity.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace cotidy {
namespace {

/// An identity as the comparison needs it.
struct Known {
  std::string code;  // without white space
  std::string head;  // of it, up to the body of a lambda
  std::string name;  // the last component of the function
  llvm::SmallVector<llvm::StringRef, 3> before, after;
};

Known known(const Identity &identity) {
  Known result;
  result.code = identity.code;
  std::erase(result.code, ' ');
  result.head = result.code.substr(0, result.code.find('{'));
  const std::size_t colon = identity.function.rfind("::");
  result.name = colon == std::string::npos ? identity.function : identity.function.substr(colon + 2);
  llvm::StringRef(identity.before).split(result.before, ' ', -1, false);
  llvm::StringRef(identity.after).split(result.after, ' ', -1, false);
  return result;
}

double similarity(llvm::StringRef a, llvm::StringRef b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 1;
  return 1 - static_cast<double>(a.edit_distance(b)) / static_cast<double>(longer);
}

/// Bodies of lambdas are edited more often than what they are handed to.
double likeness(const Known &a, const Known &b) {
  if (a.code == b.code) return 1;
  const double whole = similarity(a.code, b.code);
  return a.head.size() == a.code.size() && b.head.size() == b.code.size()
             ? whole
             : std::max(whole, 0.9 * similarity(a.head, b.head));
}

/// How many lines around the one are around the other, on the same side.
int sharedLines(const Known &a, const Known &b) {
  int count = 0;
  for (const llvm::StringRef line : a.before) count += llvm::is_contained(b.before, line);
  for (const llvm::StringRef line : a.after) count += llvm::is_contained(b.after, line);
  return count;
}

// Where the one stands in terms of the other.
enum class Place { Same, SameFile, SameFunction, SameName, Elsewhere };

Place placeOf(const Identity &a, const Identity &b, const Known &knownA, const Known &knownB) {
  const bool file = a.file == b.file, function = a.function == b.function;
  if (file && function) return Place::Same;
  const bool name = !knownA.name.empty() && knownA.name == knownB.name;
  if (file) return name ? Place::SameName : Place::SameFile;
  return function && name ? Place::SameFunction : Place::Elsewhere;
}

/// What a pair must have in common at least, by place: the less the place says, the more the surroundings must.
struct Demand {
  int linesOfEqual;  // that code must share which is the same
  double likeness;  // code that is not
  int linesOfAlike;
  int linesOfOther;  // where the code is unlike; more than there are: never
};

constexpr int never = 99;
constexpr std::size_t wordyCode = 12;  // shorter code, "get()", says nothing of its place

Demand demandOf(Place place) {
  switch (place) {
  case Place::Same: return {1, 0.4, 1, 4};
  case Place::SameName: return {1, 0.5, 2, 5};
  case Place::SameFile: return {2, 0.6, 4, never};
  case Place::SameFunction: return {1, 0.5, 3, never};
  case Place::Elsewhere: return {4, 1, never, never};
  }
  return {};
}

struct Pair {
  double score;
  std::size_t old, now;
};

class Matcher {
public:
  Matcher(std::span<const Identity> old, std::span<const Identity> now)
      : old_(old.begin(), old.end()), now_(now), taken_(old.size()), matches_(now.size()) {
    for (const Identity &identity : old_) knownOld_.push_back(known(identity));
    for (const Identity &identity : now) knownNow_.push_back(known(identity));
  }

  std::vector<std::optional<Match>> run() {
    pairEqual(true);
    pairEqual(false);
    pairBest();
    if (followRenames()) pairBest();
    return std::move(matches_);
  }

private:
  using Key = std::vector<std::string_view>;
  using Files = std::map<std::string, std::set<std::string>>;

  /// Those that are equal in all things, or in all but the chain and the farther lines.
  void pairEqual(bool inAll) {
    const auto key = [&](const Identity &identity, const Known &k) {
      Key parts{identity.rule, identity.file, identity.function, identity.subject, k.code};
      const auto nearest = [](const auto &lines) {
        return lines.empty() ? std::string_view() : std::string_view(lines[0]);
      };
      if (inAll)
        parts.insert(parts.end(), {identity.chain, identity.before, identity.after});
      else
        parts.insert(parts.end(), {nearest(k.before), nearest(k.after)});
      return parts;
    };
    std::map<Key, std::vector<std::size_t>> waiting;
    for (std::size_t i = old_.size(); i-- > 0;)
      if (!taken_[i]) waiting[key(old_[i], knownOld_[i])].push_back(i);
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (matches_[i]) continue;
      const auto found = waiting.find(key(now_[i], knownNow_[i]));
      if (found == waiting.end() || found->second.empty()) continue;
      take(found->second.back(), i);
      found->second.pop_back();
    }
  }

  void pairBest() {
    std::vector<Pair> pairs = candidates();
    std::ranges::sort(pairs, [](const Pair &a, const Pair &b) {
      return std::tie(b.score, a.old, a.now) < std::tie(a.score, b.old, b.now);
    });
    for (const Pair &pair : pairs)
      if (!taken_[pair.old] && !matches_[pair.now]) take(pair.old, pair.now);
  }

  /// A file was renamed where its findings are all in one other file now, and that one has none of a third. A file
  /// without any pair may have kept its last name.
  bool followRenames() {
    Files into, from;  // by the pairs; empty sets for files without one
    for (const Identity &identity : old_) into[identity.file];
    for (const Identity &identity : now_) from[identity.file];
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (!matches_[i]) continue;
      into[old_[matches_[i]->old].file].insert(now_[i].file);
      from[now_[i].file].insert(old_[matches_[i]->old].file);
    }
    std::map<std::string, std::string> renamed;
    for (const auto &[file, targets] : into) {
      if (from.contains(file)) continue;
      std::vector<std::string> candidates(targets.begin(), targets.end());
      if (targets.empty()) candidates = sameLastName(file, from, into);
      if (candidates.size() == 1 && from.at(candidates[0]).size() == targets.size()) renamed[file] = candidates[0];
    }
    for (Identity &identity : old_)
      if (const auto found = renamed.find(identity.file); found != renamed.end()) identity.file = found->second;
    return !renamed.empty();
  }

  /// The files of today that were not there, and end as `file` does.
  static std::vector<std::string> sameLastName(const std::string &file, const Files &now, const Files &old) {
    const auto lastName = [](const std::string &path) { return path.substr(path.rfind('/') + 1); };
    std::vector<std::string> result;
    for (const auto &[candidate, sources] : now)
      if (!old.contains(candidate) && lastName(candidate) == lastName(file)) result.push_back(candidate);
    return result;
  }

  /// All pairs that may be one finding. Only those that share the file, the function's name or a line with their
  /// code are looked at: large programs have thousands of findings of a rule.
  std::vector<Pair> candidates() const {
    std::map<Key, std::vector<std::size_t>> index;
    for (std::size_t i = 0; i < old_.size(); ++i)
      if (!taken_[i])
        for (Key &key : keysOf(old_[i], knownOld_[i])) index[std::move(key)].push_back(i);
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (matches_[i]) continue;
      std::set<std::size_t> seen;
      for (const Key &key : keysOf(now_[i], knownNow_[i]))
        if (const auto found = index.find(key); found != index.end())
          seen.insert(found->second.begin(), found->second.end());
      for (const std::size_t old : seen)
        if (const double score = scoreOf(old, i); score > 0) pairs.push_back({score, old, i});
    }
    return pairs;
  }

  static std::vector<Key> keysOf(const Identity &identity, const Known &k) {
    std::vector<Key> keys{{"file", identity.rule, identity.subject, identity.file},
                          {"function", identity.rule, identity.subject, identity.function}};
    for (const auto *lines : {&k.before, &k.after})
      for (const llvm::StringRef line : *lines) keys.push_back({"line", identity.rule, identity.subject, k.code, line});
    return keys;
  }

  /// 0 where the two cannot be one finding.
  double scoreOf(std::size_t old, std::size_t now) const {
    const Identity &a = old_[old], &b = now_[now];
    const Known &knownA = knownOld_[old], &knownB = knownNow_[now];
    const Place place = placeOf(a, b, knownA, knownB);
    const Demand demand = demandOf(place);
    const bool sameChain = !a.chain.empty() && a.chain == b.chain;
    const int lines = sharedLines(knownA, knownB) + sameChain;
    const bool equal = knownA.code == knownB.code;
    const std::size_t known =
        std::min(knownA.before.size() + knownA.after.size(), knownB.before.size() + knownB.after.size());
    if (!equal && lines < std::min(demand.linesOfAlike, demand.linesOfOther)) return 0;
    const double alike = equal ? 1 : likeness(knownA, knownB);
    const bool isEnough = place == Place::Same && (known == 0 || knownA.code.size() >= wordyCode);
    const bool may = equal ? isEnough || lines >= demand.linesOfEqual
                           : (alike >= demand.likeness && lines >= demand.linesOfAlike) || lines >= demand.linesOfOther;
    if (!may) return 0;
    return 4 * alike + lines + (place == Place::Same ? 2 : place == Place::Elsewhere ? 0 : 1);
  }

  void take(std::size_t old, std::size_t now) {
    matches_[now] = Match{old, knownOld_[old].code != knownNow_[now].code};
    taken_[old] = true;
  }

  std::vector<Identity> old_;  // a copy: files get the names that they have now
  std::span<const Identity> now_;
  std::vector<Known> knownOld_, knownNow_;
  std::vector<char> taken_;
  std::vector<std::optional<Match>> matches_;
};

}  // namespace

std::vector<std::optional<Match>> matchIdentities(std::span<const Identity> old, std::span<const Identity> now) {
  return Matcher(old, now).run();
}

}  // namespace cotidy
