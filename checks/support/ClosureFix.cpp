// `[x](int y) -> task` becomes `[x](this auto, int y) -> task`: the closure is then an argument, and arguments live in the
// coroutine's frame. That is C++23, and no lambda that is `mutable` may have it.
#include "checks/support/ClosureFix.h"

#include <algorithm>
#include <array>

namespace cotidy {

static const facts::CalleeT *calleeOf(const Function &coroutine) {
  for (const auto &callee : coroutine.unit()->callees)
    if (callee->key == coroutine.head().key) return callee.get();
  return nullptr;
}

// Copying the closure copies what it captured by value: of these types that is known to work.
static bool isCopyable(Type type) {
  static constexpr std::array<std::string_view, 8> copyable{
      "std::basic_string", "std::basic_string_view", "std::shared_ptr",         "std::weak_ptr",
      "std::span",         "std::chrono::duration",  "std::chrono::time_point", "std::reference_wrapper"};
  type = type.value();
  if (!type || type.is(facts::TypeKind::Dependent)) return false;
  return !type.is(facts::TypeKind::Record) ||
         std::find(copyable.begin(), copyable.end(), type.name()) != copyable.end();
}

static bool copiesSafely(const Function &function, const facts::OpT &closure) {
  return std::all_of(closure.captures.begin(), closure.captures.end(), [&](const auto &capture) {
    if (capture->how == facts::Capture::This || capture->how == facts::Capture::Reference) return true;
    return capture->how == facts::Capture::Copy && isCopyable(function.type(capture->type));
  });
}

static std::vector<Fix> fixes(const Function &function, const facts::OpT &closure, const Function &coroutine) {
  const auto &range = coroutine.head().parameters;
  if (!range || range->file() < 0 || range->macro() || range->end() <= range->begin() + 1) return {};
  const bool empty = coroutine.body().parameters.empty();
  const std::string &file = coroutine.unit()->files[range->file()];
  Fix fix;
  fix.title = "Make the closure a parameter of the coroutine";
  fix.safe = copiesSafely(function, closure);
  fix.edits = {{file, range->begin() + 1, range->begin() + 1, empty ? "this auto" : "this auto, "}};
  return {fix};
}

ClosureRemedy closureRemedy(const Analysis &analysis, const Function &function, const facts::OpT &closure,
                            const Function &coroutine) {
  constexpr std::uint32_t explicitObjects = 23;
  ClosureRemedy remedy;
  const facts::CalleeT *callee = calleeOf(coroutine);
  const bool allowed = coroutine.unit()->standard >= explicitObjects && callee && callee->const_;
  if (allowed) {
    remedy.text = "give it the closure as a parameter: 'this auto' first";
    remedy.fixes = fixes(function, closure, coroutine);
    return remedy;
  }
  remedy.text = "pass what it needs as arguments instead of captures";
  const Type task = coroutine.resultType();
  if (const Replacement *keeper = analysis.models().replacement("closure", analysis.models().normalise(task.name())))
    remedy.text += ", or " + keeper->text;
  return remedy;
}

}  // namespace cotidy
