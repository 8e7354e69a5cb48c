// One walk back: a string, a path and what was opened by it begin as their first part does.
#include "analysis/Beginnings.h"

#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static constexpr unsigned deepest = 12;

static std::string_view beginning(const Function &function, std::int32_t id, unsigned depth);

static std::int32_t variableOf(const Function &function, std::int32_t id) {
  const facts::ValueT *v = function.value(id = function.strip(id));
  while (v && (v->kind == ValueKind::Addr || v->kind == ValueKind::Temp) && v->inputs.size() == 1)
    v = function.value(id = function.strip(v->inputs.front()));
  return id;
}

// snprintf(buffer, size, "/sys/…"), stream << "/sys/…", text.append("/sys/…"): the first call that fills the variable.
static std::string_view filled(const Function &function, std::int32_t variable, unsigned depth) {
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Call || op->arguments.empty()) continue;
    const bool onIt = op->object >= 0 && variableOf(function, op->object) == variable;
    const bool intoIt = op->object < 0 && variableOf(function, op->arguments.front()->value) == variable;
    if (!onIt && !intoIt) continue;
    for (std::size_t i = onIt ? 0 : 1; i < op->arguments.size(); ++i)
      if (auto text = beginning(function, op->arguments[i]->value, depth + 1); !text.empty()) return text;
    return {};
  }
  return {};
}

// `char name[64];`, `std::ostringstream name;`
static bool startsBlank(const Function &function, std::int32_t variable) {
  const auto &writes = function.writes(variable);
  if (writes.size() > 1) return false;
  const facts::OpT *made = writes.empty() ? nullptr : function.definition(function.unmoved(writes.front()->source));
  const bool buffer = function.typeOf(variable).value().is(facts::TypeKind::Array);
  return buffer ? !made : made && made->kind == OpKind::Construct && made->arguments.empty();
}

// `tcp ? "/proc/net/tcp" : "/proc/net/udp"`: one stands for both where they lie in the same folder of the root.
static std::string_view eitherOf(const Function &function, const facts::ValueT &choice, unsigned depth) {
  const auto top = [](std::string_view path) { return path.substr(0, path.find('/', 1)); };
  std::string_view text;
  for (std::int32_t input : choice.inputs) {
    const std::string_view next = beginning(function, input, depth + 1);
    if (next.empty() || (!text.empty() && top(text) != top(next))) return {};
    if (text.empty()) text = next;
  }
  return text;
}

// `FILE *in; if (!(in = fopen(…)))`: declared with nothing in it, and given its value once.
static const facts::OpT *givenOnce(const Function &function, std::int32_t variable) {
  const auto &writes = function.writes(variable);
  const bool late = writes.size() == 2 && writes.front()->kind == OpKind::Init && writes.front()->source < 0;
  return late ? writes.back() : onlyWrite(function, variable);
}

static std::string_view beginning(const Function &function, std::int32_t id, unsigned depth) {
  const facts::ValueT *v = function.value(id = function.unmoved(id));
  if (!v || depth > deepest) return {};
  if (!v->text.empty()) return v->text;
  if (v->kind == ValueKind::Phi) return eitherOf(function, *v, depth);
  if (const facts::OpT *op = function.definition(id)) {
    if (op->kind != OpKind::Call && op->kind != OpKind::Construct) return {};
    const bool onObject =
        op->kind == OpKind::Call && op->object >= 0;  // name.c_str(), stream.str(), folder.append(name)
    if (!onObject && op->arguments.empty()) return {};
    return beginning(function, onObject ? op->object : op->arguments.front()->value, depth + 1);
  }
  if (v->kind == ValueKind::Local) {
    const facts::OpT *write = givenOnce(function, id);
    if (startsBlank(function, id)) return filled(function, id, depth + 1);
    return write && write->source >= 0 ? beginning(function, write->source, depth + 1) : std::string_view();
  }
  const bool passes = (v->kind == ValueKind::Addr || v->kind == ValueKind::Temp) && v->inputs.size() == 1;
  return passes ? beginning(function, v->inputs.front(), depth + 1) : std::string_view();
}

std::string_view beginningOf(const Function &function, std::int32_t value) { return beginning(function, value, 0); }

}  // namespace cotidy
