// Contexts.h: where a function may run: on which kind of thread, and who put it there. Top-down from the spawn points.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

struct Context {
  Thread thread = Thread::Unknown;
  Invocation::As as = Invocation::Plain;
  bool direct = false;                 // handed over as it is, not merely called by something that was
  FunctionId from = 0;                 // who put it there …
  const facts::OpT *op = nullptr;      // … and where; null for a coroutine that nobody is known to start
  std::string by;                      // "boost::asio::post"
};

/// What a check needs to know of a function before it speaks.
struct Standing {
  bool async = false;                  // others wait for its thread: blocking is a mistake
  bool sure = false;                   // the executor is known
  bool computePool = false;            // a pool that is meant for computing: CPU work is fine, blocking is not
  const Context *because = nullptr;
};

class Contexts {
public:
  explicit Contexts(const Effects &effects);
  const std::vector<Context> &of(FunctionId function) const { return contexts_[function]; }
  /// Of a function that is async by itself: a coroutine, a handler, a continuation, a task given to a loop.
  Standing standing(FunctionId function) const;

private:
  bool add(FunctionId function, Context context);
  void seed();
  void inherit();

  const Calls &calls_;
  const Program &program_;
  std::vector<std::vector<Context>> contexts_;
};

/// "coroutine", "handler", …: for messages and `cotidy why`.
std::string_view nameOf(Invocation::As as);

/// Where a coroutine is at each of its operations, as far as it moves itself.
class Hops {
public:
  Hops(const Calls &calls, const Function &function);
  /// True while the coroutine is surely on the executor that it was started on.
  bool home(const facts::OpT *op) const { return !away_.count(op); }
  /// The thread that it hopped to; Unknown where paths disagree.
  Thread thread(const facts::OpT *op) const;
  /// The hop that only looks like one and after which `op` runs; null for none.
  const facts::OpT *fakeHop(const facts::OpT *op) const;

private:
  struct State {
    bool away = false;
    Thread thread = Thread::Unknown;
    bool untilNextAwait = false;
    const facts::OpT *fake = nullptr;
    bool operator==(const State &) const = default;
  };
  State after(const facts::OpT &op, State before) const;
  static State join(const State &a, const State &b);

  const Calls &calls_;
  const Function &function_;
  std::map<const facts::OpT *, State> away_;
  std::map<const facts::OpT *, const facts::OpT *> fake_;
};

}  // namespace cotidy
