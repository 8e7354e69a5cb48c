// Tasks.h: what a type is to those who hold a value of it: a task that must be awaited, a future, something made to be
// dropped. From the models first, then from what the type itself shows (its promise, its awaiter).
#pragma once
#include "analysis/Types.h"
#include "models/Models.h"

namespace cotidy {

struct TaskKind {
  /// Task: a coroutine type, or one that a model calls so. Future: a handle on work that runs elsewhere.
  /// Awaitable: does something only when awaited. Generator: runs when iterated.
  enum Is : std::uint8_t { None, Task, Future, Awaitable, Sender, Generator } is = None;
  Start start = Start::Unspecified;
  bool intended = false;        // made to be dropped: a fire-and-forget type
  bool singleUse = false;       // may be awaited once only
  bool guard = false;           // awaiting it gives a lock, a permit or a holder, which the caller must keep
  std::string_view drop;  // as in TypeModel::drop; "never-runs" for a lazy task that no model knows; empty: unknown
  const TypeModel *model = nullptr;
  Type result;  // of awaiting it, where that is known

  explicit operator bool() const { return is != None; }
  /// Must somebody await, join or hand it over? Not where that is unknown.
  bool pending() const { return (is == Task || is == Future || is == Awaitable || is == Sender) && !intended; }
  bool lazy() const { return start == Start::Lazy; }
  bool eager() const { return start == Start::Eager; }
};

/// Of the type itself; references and pointers are not followed.
TaskKind taskKind(const Models &models, Type type);
/// Of what a container, optional, pair or smart pointer holds; the type itself where it is a task.
TaskKind heldTaskKind(const Models &models, Type type);
/// Does a value of this type keep something locked, or entered, while it lives? By model, or by being nothing but a
/// destructor.
bool isGuard(const Models &models, Type type);
/// The model of the type or of its nearest base that has one.
const TypeModel *typeModel(const Models &models, Type type);

}  // namespace cotidy
