// Effects.h: what a call does to its thread, through everything that it calls. Each effect carries one shortest witness.
#pragma once
#include "analysis/Calls.h"

#include <array>

namespace cotidy {

/// The kinds of Blocking, and two that are not a single call.
enum class Effect : std::uint8_t {
  Sleep,
  Wait,
  Lock,
  File,
  Network,
  Process,
  Database,
  Console,
  Destructor,
  BusyWait,
  Count
};

struct Witness {
  FunctionId function = 0;  // where `op` stands
  const facts::OpT *op = nullptr;  // the leaf itself, or the call on the way to it
  std::optional<FunctionId> next;  // the function that `op` calls and that has the effect; none at the leaf
  Effect nextEffect = Effect::Count;  // the effect that it has there: a destructor's is a wait
  const FunctionModel *model = nullptr;  // of the leaf, where a model knows it
  std::string subject;  // at the leaf: plain name of what blocks
  std::string note;  // at the leaf: "joins its thread"
  std::int32_t loop = -1;  // at the leaf of a BusyWait
  bool certain = true;
  bool doubtful = false;  // it blocks by its name, but what it waits for ends at once
  std::int32_t parameter = -1;  // of `function`: where the caller passes a constant, that decides
};

class Effects {
public:
  explicit Effects(const Calls &calls);

  /// The effect of running the whole function; null where it has none.
  const Witness *of(FunctionId function, Effect effect) const;
  /// The effect of one operation.
  std::optional<Witness> of(const Function &function, const facts::OpT &op, Effect effect) const;
  /// From a witness down to the leaf, the witness first.
  std::vector<Witness> chain(const Witness &from) const;
  /// A coroutine that a plain function waits for while it runs: `sync_wait(work())` in `main`.
  bool driven(FunctionId coroutine) const { return driven_.count(coroutine) > 0; }
  /// The loop around the operation that only waits for something to change; -1 for none.
  std::int32_t pollingLoop(const Function &function, const facts::OpT &op) const;

  const Calls &calls() const { return calls_; }

private:
  std::optional<Witness> leaf(const Function &function, const CallSite &site, Effect effect) const;
  std::optional<Witness> destruction(const Function &function, const facts::OpT &op) const;
  std::optional<Witness> destruction(const Function &function, const facts::OpT &op, Type type, std::int32_t value,
                                     unsigned depth) const;
  std::optional<Witness> modelledDestruction(const Function &function, const TypeModel &model, std::int32_t value,
                                             Witness found) const;
  std::optional<Witness> through(const Function &function, const facts::OpT &op, Effect effect) const;
  bool excused(const Witness &inner, const Function &caller, std::int32_t passed) const;
  void summarise(Effect effect);
  void spread(Effect effect, bool byParameter);
  void findPolling();

  using Summary = std::array<std::optional<Witness>, static_cast<std::size_t>(Effect::Count)>;
  const Calls &calls_;
  const Program &program_;
  std::vector<Summary> summaries_;
  std::vector<std::set<std::int32_t>> polling_;  // by function: loops that poll
  std::set<FunctionId> driven_;
};

/// The effect that a model's word for blocking stands for.
Effect effectOf(Blocking blocking);

/// Does the loop do nothing but look whether something has changed? (analysis/Polling.cpp)
bool polls(const Calls &calls, const Function &function, std::int32_t loop);
/// The coroutines whose tasks plain functions wait for. (analysis/Driven.cpp)
std::set<FunctionId> drivenCoroutines(const Calls &calls);
/// Is all that the call waits for a task that ends without a suspension?
bool waitsForNobody(const Calls &calls, const Function &function, const facts::OpT &wait);
/// Is the operation inside the loop, or inside one that it holds?
bool inLoop(const facts::BodyT &body, const facts::OpT &op, std::int32_t loop);

}  // namespace cotidy
