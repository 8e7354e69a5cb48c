// One pass over the operations, one over the values.
#include "analysis/ValueUses.h"

namespace cotidy {

ValueUses::ValueUses(const Function &function)
    : uses_(function.body().values.size()), derived_(function.body().values.size()) {
  for (const facts::OpT *op : function.ops()) {
    add(op->object, {Use::Object, op});
    add(op->callee_value, {Use::Called, op});
    add(op->source, {Use::Source, op});
    add(op->destination, {Use::Destination, op});
    for (std::size_t i = 0; i < op->arguments.size(); ++i) add(op->arguments[i]->value, {Use::Argument, op, i});
    for (std::size_t i = 0; i < op->captures.size(); ++i) add(op->captures[i]->value, {Use::Captured, op, i});
  }
  const auto &values = function.body().values;
  for (std::size_t id = 0; id < values.size(); ++id)
    for (std::int32_t input : values[id]->inputs)
      if (input >= 0 && input != static_cast<std::int32_t>(id))
        derived_[input].push_back(static_cast<std::int32_t>(id));
}

}  // namespace cotidy
