// ValueUses.h: where the values of a function are used: the operations that name one, and the values made of it.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

struct Use {
  enum Role : std::uint8_t { Object, Called, Argument, Source, Destination, Captured } role;
  const facts::OpT *op;
  std::size_t index = 0;   // of an Argument or of a capture
};

class ValueUses {
public:
  explicit ValueUses(const Function &function);

  /// In block order, entry first.
  const std::vector<Use> &of(std::int32_t value) const { return uses_[value]; }
  /// Values that have this one as an input: a move of it, a choice between it and another, a member of it.
  const std::vector<std::int32_t> &derived(std::int32_t value) const { return derived_[value]; }

private:
  void add(std::int32_t value, Use use) {
    if (value >= 0) uses_[value].push_back(use);
  }
  std::vector<std::vector<Use>> uses_;
  std::vector<std::vector<std::int32_t>> derived_;
};

}  // namespace cotidy
