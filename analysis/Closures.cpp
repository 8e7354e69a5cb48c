// Through moves, conversions and variables that are set once.
#include "analysis/Closures.h"

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

const facts::OpT *closureBehind(const Function &function, std::int32_t value) {
  constexpr int deepest = 6;
  for (int steps = 0; steps < deepest; ++steps) {
    value = function.unmoved(value);
    const facts::ValueT *v = function.value(value);
    if (!v) return nullptr;
    const facts::OpT *made = function.definition(value);
    if (made && made->kind == OpKind::Closure) return made;
    if (made && made->kind == OpKind::Construct && made->arguments.size() == 1) value = made->arguments.front()->value;
    else if (!made && v->kind == ValueKind::Local && function.writes(value).size() == 1) value = function.writes(value).front()->source;
    else if (!made && v->kind == ValueKind::Temp && v->inputs.size() == 1) value = v->inputs.front();
    else return nullptr;
  }
  return nullptr;
}

}  // namespace cotidy
