// The ways of a closure out of its function are those of CallableEscapes. Only variables count that refer to one thing
// throughout.
#include "checks/support/ContinuedReferences.h"

#include "analysis/CallableEscapes.h"
#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

// Whoever has it keeps away those who would change the container.
static bool keepsOthersAway(const Analysis &analysis, const Function &function, const facts::OpT &closure) {
  return std::any_of(closure.captures.begin(), closure.captures.end(), [&](const auto &capture) {
    const Type type = function.type(capture->type).object();
    const TypeModel *model = type ? typeModel(analysis.models(), type) : nullptr;
    return isGuard(analysis.models(), type) || (model && model->role == TypeRole::Scope);
  });
}

// `[&entry]` of a reference, `[entry]` of a pointer or iterator.
static bool refersOn(const Function &function, const facts::CapturedT &capture) {
  const facts::ValueT *value = capture.init ? nullptr : function.value(function.unmoved(capture.value));
  if (!value || value->kind != ValueKind::Local) return false;
  const Type type = function.type(value->type);
  return capture.how == facts::Capture::Reference ? type.isReference() : !type.isReference();
}

static const facts::OpT *startedLater(const Analysis &analysis, const Function &function, const facts::OpT &closure) {
  for (const CallableEscape &escape : escapesOf(analysis.fates(), function, closure.result))
    if (escape.how == CallableEscape::Later && escape.start) return escape.start;
  return nullptr;
}

std::vector<ContinuedReference> continuedReferences(const Analysis &analysis, const SharedReferences &references,
                                                    const Function &function) {
  std::vector<ContinuedReference> all;
  if (function.coroutine()) return all;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Closure || keepsOthersAway(analysis, function, *op)) continue;
    for (const auto &capture : op->captures) {
      if (!refersOn(function, *capture)) continue;
      const auto &writes = function.writes(function.unmoved(capture->value));
      auto reference = writes.size() == 1 ? references.madeBy(function, *writes.front()) : std::nullopt;
      const facts::OpT *start = reference ? startedLater(analysis, function, *op) : nullptr;
      if (start) all.push_back({writes.front(), op, start, *reference});
    }
  }
  return all;
}

}  // namespace cotidy
