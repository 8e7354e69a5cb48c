// The ways through the handler that are open when its error code says "aborted": is the object used on one of them?
#include "checks/support/AfterAbort.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

class Aborted {
public:
  Aborted(const Analysis &analysis, const Function &handler, std::int32_t code, unsigned depth)
      : analysis_(analysis), function_(handler), code_(code), depth_(depth) {}

  bool usesObject() const {
    std::set<std::int32_t> seen;
    std::vector<std::int32_t> todo{function_.body().entry};
    while (!todo.empty()) {
      const facts::BlockT *block = function_.block(todo.back());
      todo.pop_back();
      if (!block || !seen.insert(block->id).second) continue;
      if (std::any_of(block->ops.begin(), block->ops.end(), [&](const auto &op) { return touches(*op); })) return true;
      const auto &end = block->terminator;
      const bool branches = end && end->condition >= 0 && block->successors.size() == 2;
      const std::optional<bool> taken = branches ? holds(end->condition, 0) : std::nullopt;
      if (taken)
        todo.push_back(block->successors[*taken ? 0 : 1]);
      else
        for (std::int32_t next : function_.successors(*block)) todo.push_back(next);
    }
    return false;
  }

private:
  static constexpr unsigned deepest = 8;

  bool isCode(std::int32_t value, unsigned depth = 0) const {
    value = function_.unmoved(value);
    const facts::ValueT *v = function_.value(value);
    if (!v || depth > deepest) return false;
    if (value == code_) return true;
    return v->kind == ValueKind::Temp && v->inputs.size() == 1 && isCode(v->inputs.front(), depth + 1);
  }

  // The name of the constant that an error code is compared with; empty where it is none.
  std::string_view constantIn(std::int32_t value, unsigned depth) const {
    const facts::ValueT *v = function_.value(value);
    if (!v || depth > deepest) return {};
    if (v->kind == ValueKind::Literal || v->kind == ValueKind::Global) return v->name;
    std::vector<std::int32_t> parts(v->inputs.begin(), v->inputs.end());
    if (const facts::OpT *made = function_.definition(value))
      for (const auto &argument : made->arguments) parts.push_back(argument->value);
    for (std::int32_t input : parts)
      if (auto name = constantIn(input, depth + 1); !name.empty()) return name;
    return {};
  }

  std::optional<bool> holdsCall(const facts::OpT &op, unsigned depth) const {
    const facts::CalleeT *callee = function_.callee(op.callee);
    if (!callee) return std::nullopt;
    std::vector<std::int32_t> operands{op.object};
    for (const auto &argument : op.arguments) operands.push_back(argument->value);
    const auto code = std::find_if(operands.begin(), operands.end(), [&](std::int32_t o) { return isCode(o); });
    if (code == operands.end()) return std::nullopt;
    const bool equal = callee->operator_ == "==", unequal = callee->operator_ == "!=";
    const std::string_view method = lastComponent(callee->name);
    if (!equal && !unequal)
      return method.starts_with("operator") || method == "failed" ? std::optional(true) : std::nullopt;
    for (std::int32_t operand : operands) {
      const std::string_view name = isCode(operand) ? std::string_view() : constantIn(operand, depth);
      if (name.empty()) continue;
      const bool aborted =
          name.find("abort") != std::string_view::npos || name.find("cancel") != std::string_view::npos;
      return aborted == equal;
    }
    return std::nullopt;
  }

  // Is the condition true when the operation was aborted? None where that depends on something else.
  std::optional<bool> holds(std::int32_t value, unsigned depth) const {
    const facts::ValueT *v = function_.value(value);
    if (!v || depth > deepest) return std::nullopt;
    if (v->kind == ValueKind::Not && !v->inputs.empty()) {
      const auto inner = holds(v->inputs.front(), depth + 1);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (v->kind == ValueKind::Expr && (v->op == "&&" || v->op == "||") && v->inputs.size() == 2) {
      const bool decides = v->op == "||";  // the value of one side that decides for both
      const auto left = holds(v->inputs[0], depth + 1), right = holds(v->inputs[1], depth + 1);
      if (left == decides || right == decides) return decides;
      return left && right ? std::optional(!decides) : std::nullopt;
    }
    if (v->kind == ValueKind::Local && function_.writes(value).size() == 1)
      return holds(function_.writes(value).front()->source, depth + 1);
    if (const facts::OpT *made = function_.definition(value); made && made->kind == OpKind::Call)
      return holdsCall(*made, depth);
    return v->kind == ValueKind::Temp && v->inputs.size() == 1 ? holds(v->inputs.front(), depth + 1) : std::nullopt;
  }

  // Something that stands in the object; its address alone may go into a log.
  bool standsInObject(std::int32_t value, unsigned depth) const {
    const facts::ValueT *v = function_.value(value);
    if (!v || depth > deepest) return false;
    for (std::int32_t input : v->inputs) {
      const facts::ValueT *base = function_.value(function_.unmoved(input));
      if (base && v->kind == ValueKind::Member && base->kind == ValueKind::This) return true;
      if (standsInObject(input, depth + 1)) return true;
    }
    return false;
  }

  bool touches(const facts::OpT &op) const {
    if (op.kind == OpKind::Destroy || op.kind == OpKind::End || op.kind == OpKind::Closure) return false;
    const facts::ValueT *object = function_.value(function_.unmoved(op.object));
    if (op.kind == OpKind::Call && object && object->kind == ValueKind::This) return !looksItself(op);
    std::vector<std::int32_t> operands = operandsOf(op);
    if (op.destination >= 0) operands.push_back(op.destination);
    return std::any_of(operands.begin(), operands.end(), [&](std::int32_t o) { return standsInObject(o, 0); });
  }

  // `onRead(ec, n)`: the method that is given the error may be the one that looks at it.
  bool looksItself(const facts::OpT &call) const {
    constexpr unsigned farthest = 3;
    const CallSite *site = analysis_.calls().at(function_.id(), &call);
    if (!site || site->targets.size() != 1 || depth_ >= farthest) return false;
    const Function &method = analysis_.program().function(site->targets.front());
    for (std::size_t i = 0; i < call.arguments.size() && i < method.body().parameters.size(); ++i)
      if (isCode(call.arguments[i]->value))
        return !Aborted(analysis_, method, method.body().parameters[i], depth_ + 1).usesObject();
    return false;
  }

  const Analysis &analysis_;
  const Function &function_;
  const std::int32_t code_;
  const unsigned depth_;
};

}  // namespace

bool usesObjectWhenAborted(const Analysis &analysis, const Function &handler) {
  for (std::int32_t parameter : handler.body().parameters)
    if (handler.typeOf(parameter).value().name().ends_with("error_code"))
      return Aborted(analysis, handler, parameter, 0).usesObject();
  return false;
}

}  // namespace cotidy
