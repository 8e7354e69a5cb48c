// Calls.h: every call of the program with what is known of it: the models that fit, the bodies that it runs now, and the
// callables that it hands to another time or thread.
#pragma once
#include "analysis/Annotations.h"
#include "models/Models.h"

#include <algorithm>
#include <set>

namespace cotidy {

struct CallSite {
  const facts::OpT *op = nullptr;
  std::vector<const FunctionModel *> models;
  std::vector<FunctionId> targets;  // bodies that run now, on this thread
  bool certain = true;  // exactly these: no overrider or stored callable was guessed
  bool unknown = false;  // neither a model nor a body says what it does
  std::string name;  // plain name, for messages
};

/// A call whose targets are bodies of the program.
struct Caller {
  FunctionId function;  // where the call stands
  const facts::OpT *op = nullptr;
};

/// A callable or task that runs at another time, or elsewhere.
struct Deferred {
  FunctionId from;  // the function that hands it over
  const facts::OpT *op = nullptr;
  FunctionId callee;
  Invocation::When when;
  Invocation::As as;
  Thread thread;
  std::string by;  // plain name of what took it: "boost::asio::post"
};

/// What a value that can be called may be.
struct Callable {
  std::vector<FunctionId> functions;
  bool complete = true;  // these and no others
  std::optional<Thread> thread;  // bound to an executor of this kind
};

class Calls {
public:
  Calls(const Program &program, const Models &models);

  const std::vector<CallSite> &of(FunctionId function) const { return sites_[function]; }
  const CallSite *at(FunctionId function, const facts::OpT *op) const;
  /// The calls that run the function's body here and now, or make its task; what is handed over is under `deferred`.
  const std::vector<Caller> &callersOf(FunctionId function) const { return callers_[function]; }
  const std::vector<Deferred> &deferred() const { return deferred_; }
  /// Calls that only make a task for somebody else to run: co_spawn(pool, work(), …).
  bool handedOver(const facts::OpT *call) const { return handedOver_.count(call) > 0; }
  std::size_t unknown() const { return unknown_; }

  /// The kind of thread behind an executor, a context, or an object that has one.
  Thread threadOf(const Function &function, std::int32_t value) const;
  Thread threadOf(Type type) const;
  Thread threadOf(const Function &function, const CallSite &site, const Where &where) const;
  /// Places of the event loops that the call is given, as they are or by what was made with one.
  std::set<std::string> loopsOf(const Function &function, const facts::OpT &call) const;
  /// Is there an event loop, or a pool, anywhere in the program?
  bool hasLoop() const { return hasLoop_; }
  bool hasPool() const { return hasPool_; }
  /// The constant that the value is, whoever calls; none where callers differ.
  std::optional<std::int64_t> constantOf(const Function &function, std::int32_t value) const;
  /// The parameter of the function that the value is, unchanged; -1 for none.
  std::int32_t parameterOf(const Function &function, std::int32_t value) const;
  /// The parameter of the function whose constant decides whether the call blocks; -1 for none.
  std::int32_t decidingParameter(const Function &function, const facts::OpT &op, const FunctionModel &model) const;
  /// Does the call block where that parameter is this constant?
  bool blocksWith(const Function &function, const facts::OpT &op, const FunctionModel &model, std::int32_t parameter,
                  std::int64_t constant) const;
  /// Plain names of the calls whose result the value holds.
  std::vector<std::string_view> originsOf(const Function &function, std::int32_t value) const;

  const Program &program() const { return program_; }
  const Models &models() const { return models_; }
  const Annotations &annotations() const { return annotations_; }

private:
  using Place = std::pair<FunctionId, std::int32_t>;  // a value of a function
  /// One walk back from a use to its sources: each place once, and only so many that no program makes it long.
  struct Walk {
    std::set<Place> seen;
    unsigned budget = 1024;
    bool enter(FunctionId function, std::int32_t value) {
      if (budget == 0 || !seen.insert({function, value}).second) return false;
      --budget;
      return true;
    }
    /// A field that all instances of a template share may have thousands of sources: looking at each of them counts, too.
    void look(std::size_t sources) {
      constexpr std::size_t looksPerStep = 4;
      budget -= static_cast<unsigned>(std::min<std::size_t>(budget, sources / looksPerStep));
    }
  };
  void collectStores();
  void collectExecutors();
  void findWorkerLoops();
  void noteLoopUses(const Function &function, const facts::OpT &op, bool ownThread, std::set<std::string> &own,
                    std::set<std::string> &shared) const;
  void loopsBehind(const Function &function, std::int32_t value, std::set<std::string> &into, Walk &walk) const;
  std::string loopPlace(const Function &function, std::int32_t value) const;
  void describe(const Function &function);
  void collectCallers();
  CallSite describe(const Function &function, const facts::OpT &op);
  CallView view(const Function &function, const facts::OpT &op) const;
  std::vector<std::string> namesOf(const Function &function, const facts::OpT &op) const;
  Operand operand(const Function &function, std::int32_t value) const;
  bool isCallable(const Function &function, std::int32_t value) const;
  bool constants(const Function &function, std::int32_t value, std::set<std::int64_t> &into, Walk &walk) const;
  bool isNonblocking(const Function &function, std::int32_t value, Walk &walk) const;
  bool isReady(const Function &function, std::int32_t value) const;
  void addTargets(const Function &function, const facts::OpT &op, CallSite &site);
  void addInvocations(const Function &function, CallSite &site);
  void addResumption(const Function &function, const CallSite &site);
  void invoke(const Function &function, CallSite &site, const Invocation &how, const FunctionModel &model,
              std::int32_t value);
  void bindParameters(const Function &function, const CallSite &site);
  void noteState(const Function &function, const CallSite &site);
  Callable callable(const Function &function, std::int32_t value) const;
  Callable callable(const Function &function, std::int32_t value, Walk &walk) const;
  Callable madeBy(const Function &function, const facts::OpT &op, Walk &walk) const;
  std::vector<FunctionId> tasks(const Function &function, std::int32_t value, unsigned depth = 0);
  std::vector<Place> flowsInto(const Function &function, std::int32_t value) const;
  Thread threadOf(const Function &function, std::int32_t value, Walk &walk) const;
  Thread hidden() const;
  void origins(const Function &function, std::int32_t value, std::set<std::string_view> &into, Walk &walk) const;

  const Program &program_;
  const Models &models_;
  const Annotations annotations_;
  std::vector<std::vector<CallSite>> sites_;
  std::vector<std::vector<Caller>> callers_;
  std::unordered_map<const facts::OpT *, std::size_t> siteOf_;
  std::vector<Deferred> deferred_;
  std::set<FunctionId> continuations_;  // their parameters are ready
  std::map<std::string, std::vector<Place>> stored_;  // field or global -> what was put there
  std::map<Place, std::set<Place>> boundTo_;  // parameter (by index) -> arguments
  std::map<std::string, Place> captures_;  // "closure key\nname" -> what was captured
  std::set<const facts::OpT *> handedOver_;
  std::set<std::string> workerLoops_;  // places of contexts that are no event loops
  std::set<std::string> nonblocking_;  // places
  std::map<FunctionId, std::map<std::string, std::size_t>> readyChecks_;  // place -> its first check, by position
  std::size_t position_ = 0;  // of the operation being described
  bool hasLoop_ = false, hasPool_ = false;
  std::size_t unknown_ = 0;
};

}  // namespace cotidy
