// Habits.h: functions whose futures a program drops as a rule.
#pragma once
#include "checks/support/Places.h"

#include <map>
#include <set>

namespace cotidy {

/// Counts, once for the whole program, where a function is called and where the future that it gives is dropped. Where most
/// calls drop it, everybody means to: the error is heard elsewhere, or of no interest. A chain that begins with it is another
/// matter than the bare future: what an error leaves out is said there.
class Habits {
public:
  explicit Habits(const Analysis &analysis);
  bool areDropped(const Function &function, const LostTask &lost) const;

private:
  using Place = std::pair<std::string_view, std::uint32_t>;  // file, offset
  struct Count {
    std::set<Place> called, dropped;
  };
  using Key = std::pair<std::string, bool>;  // the function, and whether a continuation hangs on what it gives
  Key beginning(const Function &function, const facts::OpT &op) const;

  const Analysis &analysis_;
  std::map<Key, Count> counts_;
};

}  // namespace cotidy
