// Callouts.h: code that a function runs now and does not know: callbacks that were stored or given to it, listeners, and
// continuations that a completion runs at once. Carried up through helpers, with the way to the call.
#pragma once
#include "analysis/Locks.h"
#include "analysis/Origins.h"

namespace cotidy {

struct Callout {
  enum Kind : std::uint8_t { Callback, Listener, Completion } kind = Callback;
  /// Whose it is: the object's own, somebody's, or a parameter of the function.
  enum Whose : std::uint8_t { Own, Foreign, Given } whose = Foreign;
  std::int32_t parameter = -1;  // Given: which one
  FunctionId function = 0;  // where `op` stands
  const facts::OpT *op = nullptr;  // the call itself, or the one on the way to it
  std::optional<FunctionId> next;  // the function that `op` calls and that calls out
  std::string subject;  // the callback's name, or the function's
};

class Callouts {
public:
  Callouts(const Calls &calls, const Locks &locks);

  /// What the operation runs, here or further down. A callable that the function got from its caller counts only where
  /// it is kept for later as well, or given away for good: else it is part of what the caller asked for.
  std::optional<Callout> of(const Function &function, const facts::OpT &op) const;
  /// From a callout down to the call itself.
  std::vector<Callout> chain(const Callout &from) const;

private:
  void summarise();
  std::optional<Callout> any(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> direct(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> callback(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> listener(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> completion(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> through(const Function &function, const facts::OpT &op) const;
  std::optional<Callout> carried(const Function &function, const facts::OpT &op, const Callout &inner) const;
  std::int32_t called(const Function &function, const facts::OpT &op) const;
  bool isErased(Type type) const;
  bool isListener(const Function &function, const Origin &origin, std::string_view method, Type interface) const;
  bool handedIn(const Function &function, const facts::OpT &op, std::int32_t parameter) const;
  void collectRegistrations();

  const Calls &calls_;
  const Locks &locks_;
  const Program &program_;
  std::set<std::string, std::less<>> erased_;  // std::function and its like, by plain name
  std::set<std::string> registered_;  // fields and globals into which somebody puts what he was given
  std::vector<std::optional<Callout>> summaries_;  // by function
};

}  // namespace cotidy
