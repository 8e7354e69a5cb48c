// Modifiers.h: who may change a container while a coroutine is suspended.
#pragma once
#include "analysis/SharedReferences.h"
#include "checks/support/Places.h"

namespace cotidy {

struct Modifier {
  Modification modification;
  bool runs = false;          // it is known to run while others are suspended: in a coroutine, a handler, a thread
};

class Modifiers {
public:
  Modifiers(const Analysis &analysis, const SharedReferences &references);

  /// One that leaves the reference without its element; the most certain first. None where nobody may.
  std::optional<Modifier> of(const Function &coroutine, const SharedReference &reference) const;

private:
  std::vector<Modification> modificationsOf(const std::string &key) const;
  bool onlyCalledBy(const Function &function, const Function &caller) const;
  bool runsBesideOthers(const Function &function) const;

  const Analysis &analysis_;
  const Modifications modifications_;
};

}  // namespace cotidy
