// Cost.h: what running code costs, estimated from the IR: operation weights, bounds of loops, callees bottom-up, and the
// models' figures for library calls. An estimate is an interval with a typical value; what is not known widens it.
#pragma once
#include "analysis/Calls.h"

#include <limits>

namespace cotidy {

/// Nanoseconds of CPU time on an ordinary machine, by order of magnitude. `low` is what every run costs, `high` what one
/// may cost at most (infinite: unknown, or as much as the data asks for).
struct Cost {
  static constexpr double unbounded = std::numeric_limits<double>::infinity();

  double low = 0, typical = 0, high = 0;
  unsigned depth = 0;  // loops over data inside one another: grows with data to this power
  bool unknownCallee = false;  // a callee without body or model is in it
  bool compiled = false;  // counted in the code that the compiler makes of it, not estimated from the source

  static Cost exactly(double nanoseconds) { return {nanoseconds, nanoseconds, nanoseconds, 0, false}; }
  Cost &operator+=(const Cost &other);
  /// So many times; a loop over data has trips with an infinite `high`.
  Cost times(const Cost &trips, bool overData) const;
  bool bounded() const { return high < unbounded; }
};

/// How often a loop runs, as far as its bound says. The typical size of data that nobody knows is an assumption.
Cost tripsOf(const facts::BodyT &body, std::int32_t loop);
inline constexpr double typicalItems = 100;

class Costs {
public:
  explicit Costs(const Calls &calls);

  /// One run of the function, callees included; of a coroutine: its CPU time, suspensions left out.
  Cost of(FunctionId function) const;
  /// One run of the operation, what it calls included.
  Cost of(const Function &function, const facts::OpT &op) const;
  /// One round of the loop, inner loops included.
  Cost ofRound(const Function &function, std::int32_t loop) const;
  /// The whole loop.
  Cost ofLoop(const Function &function, std::int32_t loop) const;
  /// How often the operation runs for each run of the loop around it, or of the function: 0.5 in one branch of two.
  double share(const Function &function, const facts::OpT &op) const;
  /// Nanoseconds that the call takes to hand its work over; none where no model says so.
  std::optional<double> dispatch(const Function &function, const facts::OpT &op) const;

  /// From now on the function, or the whole loop, costs this: somebody knows better.
  void refine(FunctionId function, const Cost &cost);
  void refineLoop(FunctionId function, std::int32_t loop, const Cost &whole);

private:
  struct BlockCost {
    const facts::BlockT *block;
    std::int32_t loop;  // innermost
    double share;  // how often it runs, for each run of what is around it: 1 always, 0.5 one branch of two
    Cost cost;
  };
  Cost compute(const Function &function) const;
  std::vector<BlockCost> blocksOf(const Function &function) const;
  const CostModel *modelOf(const Function &function, const facts::OpT &op) const;
  Cost ofCall(const Function &function, const facts::OpT &op) const;
  Cost sum(const Function &function, const std::vector<BlockCost> &blocks, std::int32_t inside) const;

  const Calls &calls_;
  const Program &program_;
  mutable std::vector<std::optional<Cost>> known_;
  mutable std::vector<bool> open_;  // being computed: a recursion
  std::map<FunctionId, Cost> refined_;
  std::map<std::pair<FunctionId, std::int32_t>, Cost> refinedLoops_;
};

/// "4 ns", "1.5 us", "20 ms": for messages.
std::string inWords(double nanoseconds);

}  // namespace cotidy
