// Joins.h: what holds work that must be joined before it dies (a scope, a task group, a thread), and where it dies without.
#pragma once
#include "analysis/Effects.h"
#include "analysis/Errors.h"
#include "analysis/Flow.h"
#include "analysis/Mentions.h"
#include "analysis/Tasks.h"

namespace cotidy {

/// A local that dies with work in it.
struct Unjoined {
  std::int32_t holder;  // the variable
  const TypeModel *model;
  bool container = false;  // it holds several of them
  const facts::OpT *add;  // puts work into it, or starts it
  Way way;  // from there to its end
  const facts::OpT *leaves;  // how the function is left there; null at the end of the scope
};

/// A member into which work is put and which nobody joins.
struct UnjoinedMember {
  FunctionId function;
  const facts::OpT *add;
  std::string name;
  const TypeModel *model;
};

class Joins {
public:
  explicit Joins(const Calls &calls);
  /// Without errors, an exception that leaves the function does not count as its end: it ends more than that.
  std::vector<Unjoined> unjoinedIn(const Function &function, bool errors = true) const;
  std::vector<UnjoinedMember> unjoinedMembers() const;

private:
  enum class Role : std::uint8_t { Neutral, Add, Release, Escape };
  struct Holder {
    const TypeModel *model = nullptr;
    bool container = false;
    explicit operator bool() const { return model != nullptr; }
  };
  struct Life {
    std::vector<const facts::OpT *> adds, releases;
    bool escapes = false;
  };
  Holder holder(Type type) const;
  Role roleOf(const Function &function, const Mention &use, Holder holder, unsigned depth) const;
  Role calledOn(const Function &function, const Mention &use, Holder holder) const;
  Role passed(const Function &function, const Mention &use, Holder holder, unsigned depth) const;
  Role captured(const Function &function, const Mention &use, Holder holder, unsigned depth) const;
  Role inside(FunctionId function, std::int32_t variable, Holder holder, unsigned depth) const;
  bool isKept(const Function &function, const facts::OpT &op) const;
  bool startsWork(const Function &function, std::int32_t value) const;
  Life lifeOf(const Function &function, const Mentions &uses, std::int32_t variable, Holder holder,
              unsigned depth) const;
  std::optional<Unjoined> pathWithout(const Function &function, std::int32_t variable, Holder holder, const Life &life,
                                      bool errors) const;
  bool isDoneHere(const Function &function, const facts::OpT &add, const TypeModel &model) const;
  bool mayBeJoinedElsewhere(const Function &function, const facts::ValueT &member, const facts::OpT &add) const;

  const Calls &calls_;
  const Program &program_;
  const Errors errors_;
};

}  // namespace cotidy
