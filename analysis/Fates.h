// Fates.h: what becomes of a task: awaited, returned, kept in a variable, stored, detached, dropped. And the question of
// the lifetime rules: may the task still run when something that it uses is gone?
#pragma once
#include "analysis/Effects.h"
#include "analysis/Flow.h"
#include "analysis/Storage.h"

namespace cotidy {

struct Fate {
  enum Kind : std::uint8_t {
    Awaited,  // `op` awaits it, itself or through what it was passed to in the same full expression
    Blocked,  // `op` holds the thread until it is done
    Returned,  // `op` returns it from a plain function
    Held,  // it is in `variable`: a local, or a local container
    Stored,  // `op` puts it into a member, a global or something that belongs to the caller
    Detached,  // `op` starts it, and it runs on by itself
    Dropped,  // `op` discards it
    Unknown,  // somebody has it, and what he does is not known
  } kind = Unknown;
  const facts::OpT *op = nullptr;
  std::int32_t variable = -1;
};

/// A task goes on after something that it uses has died.
struct Outliving {
  Fate fate;  // how the task gets away
  const facts::OpT *death =
      nullptr;  // Destroy or End of the variable; null: the end of the full expression, or of the function
  const facts::OpT *later = nullptr;  // where it is awaited or handed on after that; null where it runs by itself
  bool sure = false;  // it holds on a way through the function
  std::optional<Way> way;  // from the making of the task to the death, then to `later`
};

class Fates {
public:
  Fates(const Storages &storages, const Effects &effects);
  ~Fates();

  /// Of the task that is this value: the result of a call, or a local variable that holds one.
  std::vector<Fate> of(const Function &function, std::int32_t task) const;
  /// May the task that `made` makes go on when `storage` is dead? None where it is surely done before, and where that is
  /// not known. `kind` says whether it runs before it is awaited.
  std::optional<Outliving> outlives(const Function &function, const facts::OpT &made, const TaskKind &kind,
                                    const Storage &storage) const;
  /// The same of work that runs by itself from `start` on: a detached task, a callback.
  /// `unrelated` may take operations out that look like a wait and are none.
  using Unrelated = std::function<bool(const facts::OpT &)>;
  std::optional<Outliving> outlivesDetached(const Function &function, const facts::OpT &start, const Storage &storage,
                                            const Unrelated &unrelated = {}) const;
  /// May that work go on when the function has returned?
  bool outlivesFunction(const Function &function, const facts::OpT &start) const;
  /// Do the values come together in an await of their full expression?
  const facts::OpT *awaitedTogether(const Function &function, std::int32_t value) const;
  const Uses &uses(const Function &function) const;
  const Storages &storages() const { return storages_; }

private:
  struct Question;
  struct Cache;
  void follow(const Function &function, std::int32_t value, unsigned depth, std::vector<Fate> &into) const;
  void call(const Function &function, const facts::OpT &op, std::int32_t value, unsigned depth,
            std::vector<Fate> &into) const;
  std::optional<Fate> consumed(const Function &function, const facts::OpT &op, std::int32_t value,
                               unsigned depth) const;
  std::optional<Outliving> escapes(const Question &question, const Fate &fate) const;
  std::optional<Outliving> held(const Question &question, const Fate &fate, unsigned depth) const;
  bool mayWait(const Function &function, const facts::OpT &op, const facts::OpT &start, const Storage &storage) const;
  bool callWaits(const Function &function, const facts::OpT &op, const facts::OpT &start, const Storage &storage) const;
  bool letsGo(const Function &function, const facts::OpT &start) const;

  const Storages &storages_;
  const Effects &effects_;
  std::unique_ptr<Cache> cache_;
};

/// Does the operation end the life of the storage?
bool endsLife(const facts::OpT &op, const Storage &storage);

}  // namespace cotidy
