// By the function's own name, by its class, and by what it is given.
#include "checks/support/TestCode.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;

static bool isTestType(const Models &models, Type type) {
  const auto names = type.object().namesWithBases();
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const TypeModel *model = models.type(name);
    return model && model->role == TypeRole::Test;
  });
}

static bool isTest(const Models &models, const Function &function) {
  CallView view;
  view.names = {function.name()};
  view.system = true;  // a macro of the library has written it
  if (models.mentions(function.name()))
    for (const FunctionModel *model : models.match(view))
      if (model->test) return true;
  if (isTestType(models, Type(function.unit(), function.head().class_))) return true;
  const auto &parameters = function.body().parameters;
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](std::int32_t parameter) { return isTestType(models, function.typeOf(parameter)); });
}

// `assert_equal(a, b)`, `expectTrue(x)`: functions of the program that compare, under the names that test libraries use.
static bool isOwnAssertion(const Function &function, const facts::OpT &op) {
  static constexpr std::array<std::string_view, 4> verbs{"assert", "expect", "check", "require"};
  static constexpr std::array<std::string_view, 10> whats{"true",  "false",  "equal",   "notequal", "throws",
                                                          "empty", "bigger", "greater", "smaller",  "less"};
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object < 0 ? function.callee(op.callee) : nullptr;
  if (!callee || callee->system) return false;
  std::string name;
  for (char letter : lastComponent(callee->name))
    if (letter != '_') name += static_cast<char>(letter | 0x20);
  const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](auto word) { return name.starts_with(word); });
  if (verb == verbs.end()) return false;
  const std::string_view rest = std::string_view(name).substr(verb->size());
  return std::any_of(whats.begin(), whats.end(), [&](auto word) { return rest.starts_with(word); });
}

// A test of a harness of the project's own. One call alone may guard against misuse.
static bool assertsByItself(const Function &function) {
  const auto asserts = [&](const facts::OpT *op) { return isOwnAssertion(function, *op); };
  return std::count_if(function.ops().begin(), function.ops().end(), asserts) > 1;
}

bool isTestCode(const Analysis &analysis, const Function &function) {
  constexpr int deepest = 8;
  const Function *in = &function;
  for (int depth = 0; in && depth < deepest; ++depth) {
    if (isTest(analysis.models(), *in) || assertsByItself(*in)) return true;
    const auto parent = analysis.program().resolve(*in, in->head().parent);
    in = parent ? &analysis.program().function(*parent) : nullptr;
  }
  return false;
}

// Up to the tests on every way. A lambda belongs to the function around it, whoever runs it.
bool TestHelpers::contains(const Function &function) const {
  constexpr std::size_t most = 64;
  std::vector<FunctionId> todo{function.id()};
  std::set<FunctionId> seen{function.id()};
  bool tested = false;  // functions that only call each other are no tests
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const Function &one = analysis_.program().function(todo[i]);
    if (isTestCode(analysis_, one)) {
      tested = true;
      continue;
    }
    const auto parent = one.head().lambda ? analysis_.program().resolve(one, one.head().parent) : std::nullopt;
    const auto &callers = analysis_.calls().callersOf(todo[i]);
    if ((!parent && callers.empty()) || todo.size() > most) return false;
    for (const Caller &caller : parent ? std::vector<Caller>{{*parent}} : callers)
      if (seen.insert(caller.function).second) todo.push_back(caller.function);
  }
  return tested;
}

}  // namespace cotidy
