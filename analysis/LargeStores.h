// LargeStores.h: which containers are large, as far as the program itself tells: where somebody pauses on the way through
// one it has been found too long to go through, what each event adds to and nobody takes from grows for as long as the
// program runs, and some are said to have so many elements.
#pragma once
#include "analysis/Contexts.h"
#include "analysis/GivesWay.h"
#include "analysis/StatedSizes.h"

#include <map>

namespace cotidy {

enum class Largeness : std::uint8_t { Unknown, Paused, Grows, Stated };

struct StoreSize {
  Largeness how = Largeness::Unknown;
  double items = 0;  // elements: as many as are stated, or what large stores are taken to have
};

/// The container that the local was copied from, or filled from by a loop; the value itself for anything else.
std::int32_t storeBehind(const Function &function, std::int32_t value);

class LargeStores {
public:
  LargeStores(const Contexts &contexts, const Calls &calls, const GivesWay &givesWay);

  /// Of the member or global that the value is, or that it was made from.
  StoreSize of(const Function &function, std::int32_t value) const;

  /// Of the container that the loop runs over, from one end to the other; not of one that its elements belong to.
  StoreSize ofLoop(const Function &function, std::int32_t loop) const;

private:
  void notePauses(const Function &function);
  void noteChanges(const Function &function);
  void noteOperands(const Function &function, const facts::OpT &op);
  bool isPause(const Function &function, const facts::OpT &op) const;
  bool isPerEvent(const Function &function, const facts::OpT &op, unsigned depth = 0) const;

  const Contexts &contexts_;
  const Calls &calls_;
  const GivesWay &givesWay_;
  const StatedSizes stated_;
  std::set<std::string> paused_, grown_, bounded_;  // places
};

}  // namespace cotidy
