// Program.h: all units joined. A function is one body in one build target; equal bodies of one key are one function.
#pragma once
#include "analysis/Types.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace cotidy {

/// One unit and the build target that it belongs to ("" where unknown).
struct UnitInput {
  std::unique_ptr<facts::UnitT> unit;
  std::string target;
};

using FunctionId = std::uint32_t;

/// A unit's tables by key.
struct UnitIndex {
  explicit UnitIndex(const facts::UnitT &unit);
  std::unordered_map<std::string_view, std::int32_t> types, callees;
};

/// A function with its body, and the questions that do not need other functions.
class Function {
public:
  Function(FunctionId id, const UnitInput &input, const UnitIndex &index, const facts::FunctionT *head,
           std::unique_ptr<facts::BodyT> body);

  FunctionId id() const { return id_; }
  const facts::UnitT *unit() const { return unit_; }
  const facts::FunctionT &head() const { return *head_; }
  const facts::BodyT &body() const { return *body_; }
  const std::string &name() const { return head_->name; }
  bool coroutine() const { return head_->coroutine; }
  /// A coroutine that only yields: it runs on the thread of whoever iterates it.
  bool generator() const { return generator_; }
  Type resultType() const { return Type(unit_, head_->result); }

  const facts::ValueT *value(std::int32_t id) const { return id < 0 ? nullptr : body_->values[id].get(); }
  Type type(std::int32_t bodyType) const;              // by the body's own number
  Type typeOf(std::int32_t value) const;
  const facts::CalleeT *callee(std::int32_t bodyCallee) const;
  Type typeOfCallee(std::int32_t unitType) const { return Type(unit_, unitType); }

  /// Through moves.
  std::int32_t unmoved(std::int32_t value) const;
  /// Through moves, and from a prvalue to the variable that it initialises.
  std::int32_t strip(std::int32_t value) const;
  /// The operation whose result the value is; null for variables and literals.
  const facts::OpT *definition(std::int32_t value) const;
  /// The operations that initialise or assign the variable.
  const std::vector<const facts::OpT *> &writes(std::int32_t variable) const;
  /// A name for a place that is equal for equal places of one program: a field's USR, a global, "local 3".
  std::string placeKey(std::int32_t value) const;
  /// Every operation in a block that can be reached, in block order, entry first.
  const std::vector<const facts::OpT *> &ops() const { return ops_; }
  const std::vector<const facts::BlockT *> &blocks() const { return reachable_; }
  const facts::BlockT *block(std::int32_t id) const;
  /// Blocks that control may go to next; provably dead edges left out.
  std::vector<std::int32_t> successors(const facts::BlockT &block) const;

private:
  void findReachable();
  FunctionId id_;
  const facts::UnitT *unit_;
  const facts::FunctionT *head_;
  std::unique_ptr<facts::BodyT> body_;
  std::string target_;
  std::vector<std::int32_t> types_, callees_;           // body numbers -> unit numbers
  std::vector<const facts::BlockT *> reachable_;
  std::vector<const facts::OpT *> ops_;
  std::vector<const facts::OpT *> definitions_;
  std::vector<std::vector<const facts::OpT *>> writes_;
  std::unordered_map<std::int32_t, const facts::BlockT *> blocks_;
  bool generator_ = false;
};

class Program {
public:
  /// Joins the units. They must be sorted in an order that does not depend on how they came to be.
  explicit Program(std::vector<UnitInput> units);

  const std::vector<std::unique_ptr<Function>> &functions() const { return functions_; }
  const Function &function(FunctionId id) const { return *functions_[id]; }
  const std::vector<UnitInput> &units() const { return units_; }

  /// The body that a call from `from` reaches: in its own unit, else its own target, else the only one there is.
  std::optional<FunctionId> resolve(const Function &from, const std::string &key) const;
  /// Bodies of methods that override `key`, directly or through others.
  std::vector<FunctionId> overriders(const Function &from, const std::string &key) const;
  /// The call operators of a lambda: one, or the instantiations of a generic one.
  std::vector<FunctionId> callOperators(const Function &from, const std::string &closure) const;
  /// The function itself, or the one in which the lambda stands; null where nobody has read that one.
  const Function *around(const Function &function) const;
  /// The class whose method it is, or in whose method the lambda stands; none elsewhere.
  Type classAround(const Function &function) const;
  /// Functions with this plain name.
  std::vector<FunctionId> named(const std::string &plainName) const;
  /// Bodies that several definitions compete for: unknown, and counted.
  std::size_t ambiguous() const { return ambiguous_; }

private:
  struct Candidate {
    FunctionId id;
    std::vector<std::uint32_t> units;
  };
  void addUnit(std::uint32_t index);
  std::optional<FunctionId> choose(const Function &from, const std::vector<Candidate> &candidates) const;

  std::vector<UnitInput> units_;
  std::vector<std::unique_ptr<Function>> functions_;
  std::vector<std::uint32_t> unitOf_;                     // by function: the first unit that held it
  std::unordered_map<std::string, std::vector<Candidate>> byKey_;
  std::map<std::tuple<std::string, std::string, std::uint64_t>, FunctionId> byIdentity_;
  std::unordered_map<std::string, std::vector<FunctionId>> byName_;
  std::unordered_map<std::string, std::vector<std::string>> closures_;   // closure key -> function keys
  std::unordered_map<std::string, std::vector<std::string>> overrides_;  // base key -> keys of overriders
  mutable std::size_t ambiguous_ = 0;
};

}  // namespace cotidy
