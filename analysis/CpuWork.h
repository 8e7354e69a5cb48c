// CpuWork.h: what keeps a processor busy for long: loops over much data, copies and deaths of containers of containers, heavy
// library calls. For each function the shortest way down to such work, as Effects has it for what blocks.
#pragma once
#include "analysis/Cost.h"
#include "analysis/LargeStores.h"
#include "analysis/ShortStores.h"

#include <array>

namespace cotidy {

/// From where on work holds up a thread that others wait for; nanoseconds, but for the last.
struct CpuLimits {
  double loop = 100'000;  // a loop over data of a typical size: a tenth of a millisecond is milliseconds for much data
  double counted = 1'000'000;  // a loop whose rounds are counted: nothing can make it longer
  double round = 5'000;  // one element, in a loop over one level of data: each takes as long as a whole loop elsewhere
  double data = 16'384;  // bytes or elements of a call whose time depends on them
};

/// Conversion: a loop of short rounds that makes something new of each element, which only much data makes long.
enum class Work : std::uint8_t { Loop, HeavyCall, Conversion, Count };

struct WorkWitness {
  FunctionId function = 0;
  const facts::OpT *op = nullptr;  // in the loop, the heavy call, or the call on the way there
  std::optional<FunctionId> next;  // the function that `op` calls and that does it; none at the leaf
  std::int32_t loop = -1;  // at the leaf, of a loop
  std::int32_t data = -1;  // at the leaf: what it goes through, copies or destroys; -1 where nobody knows
  std::string subject;  // at the leaf: what does it: "compress2", "the loop over 'rows'"
  std::string why;  // at the leaf: "10000 rounds", "the time depends on the length of the data"
  double estimate = 0;  // nanoseconds for typical data
  bool sure = false;  // at the leaf: long whatever the data
  bool certain = true;  // no callee on the way was guessed
  unsigned calls = 0;  // how many calls away the leaf is
  bool growing = false;  // at the leaf: the square of the data, or a large store: it may be few, but not for long
  bool told = false;  // at the leaf: the program itself tells that there is much data
  double items = typicalItems;  // at the leaf: what the estimate assumes at each level
  bool mayPause = false;  // at the leaf: it calls what nobody has shown, and a fiber could be suspended there
};

/// The name of the variable, in quotes; empty for what has none.
std::string spoken(const Function &function, std::int32_t value);
/// "the loop over 'rows'"
std::string nameOfLoop(const Function &function, std::int32_t loop);
/// A task, a future or a thread for each element?
bool startsWorkInLoop(const Calls &calls, const Function &function, std::int32_t loop);

class CpuWork {
public:
  CpuWork(const Calls &calls, const Costs &costs, const GivesWay &givesWay, const LargeStores &stores,
          const CpuLimits &limits);

  const WorkWitness *of(FunctionId function, Work work) const;
  std::optional<WorkWitness> of(const Function &function, const facts::OpT &op, Work work) const;
  /// From a witness down to the leaf, the witness first.
  std::vector<WorkWitness> chain(const WorkWitness &from, Work work) const;

private:
  void findLoops(const Function &function);
  std::optional<WorkWitness> judge(const Function &function, std::int32_t loop) const;
  WorkWitness converting(const Function &function, std::int32_t data, double round) const;
  std::optional<WorkWitness> conversionByAlgorithm(const Function &function, const facts::OpT &op) const;
  std::optional<WorkWitness> conversion(const Function &function, std::int32_t loop) const;
  std::optional<WorkWitness> overLargeStore(WorkWitness found, const StoreSize &size, double round) const;
  bool isQuadratic(const Function &function, std::int32_t outer) const;
  /// What a call does that nobody has shown. Tells: nothing comes back from it, so that only a fiber could pause there.
  enum class Opacity : std::uint8_t { None, Tells, Hides };
  Opacity opacityOf(const Function &function, const facts::OpT &op) const;
  bool isEmptiedElsewhere(const Function &function, const facts::OpT &death) const;
  bool isSnapshot(const Function &function, const facts::OpT &copy) const;
  std::optional<WorkWitness> implicitLoop(const Function &function, const facts::OpT &op) const;
  std::optional<WorkWitness> algorithmOverLargeStore(const Function &function, const CallSite &site) const;
  std::optional<WorkWitness> algorithm(const Function &function, const facts::OpT &op) const;
  std::optional<WorkWitness> heavyCall(const Function &function, const facts::OpT &op) const;
  std::optional<WorkWitness> leaf(const Function &function, const facts::OpT &op, Work work) const;
  std::optional<WorkWitness> through(const Function &function, const CallSite &site, Work work) const;
  void spread(Work work);

  const Calls &calls_;
  const Costs &costs_;
  const GivesWay &givesWay_;
  const LargeStores &stores_;
  const CpuLimits limits_;
  const ShortStores short_;
  std::map<std::pair<FunctionId, std::int32_t>, WorkWitness> loops_, conversions_;
  mutable std::map<FunctionId, Opacity> opaque_;  // functions that lead to code of the program that nobody has shown
  std::vector<std::array<std::optional<WorkWitness>, static_cast<std::size_t>(Work::Count)>> known_;
};

}  // namespace cotidy
