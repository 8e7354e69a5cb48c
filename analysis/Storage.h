// Storage.h: what a value refers to, and how long that lives. A walk back through references, addresses, members, moves,
// views and calls, down to temporaries, variables, parameters, captures and the object.
#pragma once
#include "analysis/Calls.h"
#include "analysis/Tasks.h"

#include <memory>
#include <optional>

namespace cotidy {

/// Something that lives for a time, named from inside one function. Globals, literals and the heap are none.
struct Storage {
  enum Kind : std::uint8_t {
    Temporary,  // `value` is the temporary; it dies with its full expression
    Variable,  // `value` is the local, or the reference that extends a temporary; it dies at its Destroy or End
    Parameter,  // a by-value parameter's own storage: dies with the function, in a coroutine with the task
    Copied,  // a by-copy capture's own storage: dies with the closure
    Argument,  // what the reference, pointer or view parameter `value` refers to: the caller's
    Captured,  // what the reference, pointer or view capture `value` refers to
    This,  // the object (inside a lambda: the captured one)
  } kind = Temporary;
  std::int32_t value = -1;
  bool owned = false;  // not the storage itself but what it owns: an element, what a smart pointer points to
  bool shared = false;  // … through a pointer that may have other owners
  bool assumed = false;  // through a getter whose body is not known
  bool pointee = false;  // only what the view refers to that an Argument is: the view itself was copied

  bool dies() const { return kind == Temporary || kind == Variable || kind == Parameter; }
  bool operator==(const Storage &) const = default;
};

/// What a plain function's result refers to: parameters by index, the object by -1.
struct ResultSource {
  static constexpr std::int32_t object = -1;
  std::int32_t index = object;
  bool owned = false, shared = false, assumed = false;
  bool operator==(const ResultSource &) const = default;
};

class Storages {
public:
  explicit Storages(const Calls &calls);
  ~Storages();

  /// Where the object lives that the expression names.
  std::vector<Storage> of(const Function &function, std::int32_t value) const;
  /// What the value refers to: of a pointer, view, iterator, closure, or a record that holds such. Not where it lives itself.
  std::vector<Storage> behind(const Function &function, std::int32_t value) const;
  /// What the callee can reach through this argument: where a reference parameter's argument lives, what a view refers to.
  std::vector<Storage> reached(const Function &function, const facts::OpT &call, std::size_t argument) const;
  /// What a method can reach as its object.
  std::vector<Storage> object(const Function &function, const facts::OpT &call) const;
  /// All that an operation touches through its operands, either way.
  std::vector<Storage> touched(const Function &function, const facts::OpT &op) const;

  /// A pointer, view, iterator, reference wrapper or initializer list: a value that refers to what it was made from.
  bool isView(Type type) const;

  const Calls &calls() const { return calls_; }

private:
  struct Walk;
  void named(const Function &function, std::int32_t value, Walk &walk) const;
  void referred(const Function &function, std::int32_t value, Walk &walk) const;
  void behindRecord(const Function &function, std::int32_t record, Walk &walk) const;
  void variable(const Function &function, std::int32_t value, bool itself, Walk &walk) const;
  void temporary(const Function &function, std::int32_t value, bool itself, Walk &walk) const;
  void made(const Function &function, const facts::OpT &op, Walk &walk) const;
  void constructed(const Function &function, const facts::OpT &op, Walk &walk) const;
  void awaited(const Function &function, const facts::OpT &await, Walk &walk) const;
  void closure(const Function &function, const facts::OpT &op, Walk &walk) const;
  void bound(const Function &function, const facts::OpT &call, std::size_t argument, Walk &walk) const;
  void objectOf(const Function &function, const facts::OpT &call, Walk &walk) const;
  std::vector<ResultSource> sources(const Function &function, const facts::OpT &call) const;
  std::vector<ResultSource> systemSources(const Function &function, const facts::OpT &call,
                                          const facts::CalleeT &callee) const;
  const std::vector<ResultSource> &resultOf(FunctionId function) const;
  const std::vector<ResultSource> &constructedFrom(FunctionId constructor) const;
  const std::vector<const facts::OpT *> &assignments(const Function &function, std::int32_t variable) const;

  struct Cache;
  const Calls &calls_;
  std::unique_ptr<Cache> cache_;  // summaries of functions, computed when first asked for
};

/// The one body that the call surely runs with its own arguments: not a callable that a model says it invokes.
std::optional<FunctionId> calledBody(const Calls &calls, const Function &function, const facts::OpT &call);

/// The values that an operation reads, in no particular order; what it destroys is not read.
std::vector<std::int32_t> operandsOf(const facts::OpT &op);

/// Which operations use which value, also through moves, branches of `?:` and the variable that a prvalue initialises.
class Uses {
public:
  explicit Uses(const Function &function);
  /// In block order. Destruction is no use.
  const std::vector<const facts::OpT *> &of(std::int32_t value) const { return uses_[value]; }

private:
  std::vector<std::vector<const facts::OpT *>> uses_;
};

}  // namespace cotidy
