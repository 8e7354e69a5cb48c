// An operand is an expression over places: the variables at its ends are what the operation mentions.
#include "analysis/Mentions.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool isVariable(const facts::ValueT &value) {
  return value.kind == ValueKind::Local || value.kind == ValueKind::Param || value.kind == ValueKind::Capture ||
         value.kind == ValueKind::Binding;
}

void Mentions::collect(std::int32_t value, std::vector<std::int32_t> &into, unsigned depth) const {
  constexpr unsigned deepest = 24;  // expressions of people are not that deep
  const facts::ValueT *v = function_.value(value);
  if (!v || depth > deepest) return;
  if (isVariable(*v) && std::find(into.begin(), into.end(), value) == into.end()) into.push_back(value);
  for (std::int32_t input : v->inputs) collect(input, into, depth + 1);
}

void Mentions::note(Mention use) {
  std::vector<std::int32_t> variables;
  collect(use.value, variables, 0);
  for (std::int32_t variable : variables) uses_[variable].push_back(use);
}

Mentions::Mentions(const Function &function) : function_(function), uses_(function.body().values.size()) {
  for (const facts::OpT *op : function.ops()) {
    if (op->object >= 0) note({Mention::Object, op, op->object});
    for (const auto &argument : op->arguments) note({Mention::Argument, op, argument->value});
    const bool ends = op->kind == OpKind::Destroy || op->kind == OpKind::End;
    if (op->source >= 0) note({ends ? Mention::End : Mention::Source, op, op->source});
    if (op->destination >= 0) note({Mention::Destination, op, op->destination});
    if (op->callee_value >= 0) note({Mention::Object, op, op->callee_value});
    for (const auto &captured : op->captures) note({Mention::Capture, op, captured->value, captured.get()});
  }
}

const std::vector<Mention> &Mentions::of(std::int32_t variable) const {
  static const std::vector<Mention> none;
  return variable < 0 ? none : uses_[variable];
}

}  // namespace cotidy
