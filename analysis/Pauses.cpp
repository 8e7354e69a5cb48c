// The time of a sleep, back through the duration that it was made into: to a constant, or to the variable that holds it.
#include "analysis/Pauses.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// std::chrono::duration<long, std::ratio<1, 1000000>>: how many of them are a tenth of a millisecond; 0 for longer units.
static std::int64_t shortestWorthAWord(Type duration) {
  const std::string_view key = duration.key();
  if (key.find("ratio<1, 1000000000>") != std::string_view::npos) return 100'000;
  if (key.find("ratio<1, 1000000>") != std::string_view::npos) return 100;
  return 0;
}

static bool startsAtZero(const Function &function, std::int32_t id) {
  const facts::ValueT *variable = function.value(id);
  if (!variable || variable->kind != ValueKind::Local || !variable->static_) return false;
  const auto &writes = function.writes(id);
  return std::any_of(writes.begin(), writes.end(), [&](const facts::OpT *write) {
    const facts::ValueT *from = write->kind == OpKind::Init ? function.value(write->source) : nullptr;
    return from && from->constant && from->literal == 0;
  });
}

// `pauseForTests()`: a function that gives such a variable and does nothing else.
static bool givesWhatStartsAtZero(const Calls &calls, const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = function.callee(call.callee);
  const auto body = callee ? calls.program().resolve(function, callee->key) : std::nullopt;
  if (!body) return false;
  const Function &getter = calls.program().function(*body);
  const auto ops = getter.ops();
  auto returns = [](const facts::OpT *op) { return op->kind == OpKind::Return; };
  return std::any_of(ops.begin(), ops.end(), returns) && std::all_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
           return op->kind == OpKind::Init || (returns(op) && startsAtZero(getter, getter.strip(op->source)));
         });
}

static bool comesFromZero(const Calls &calls, const Function &function, std::int32_t id) {
  constexpr int longest = 8;
  for (int steps = 0; id >= 0 && steps < longest; ++steps) {
    if (startsAtZero(function, function.strip(id))) return true;
    const facts::OpT *made = function.definition(function.unmoved(id));
    if (!made) return false;
    if (made->kind == OpKind::Call) return givesWhatStartsAtZero(calls, function, *made);
    const bool wraps = made->kind == OpKind::Construct && made->arguments.size() == 1;
    id = wraps ? made->arguments.front()->value : -1;
  }
  return false;
}

bool isHardlyAPause(const Calls &calls, const Function &function, const facts::OpT &sleep) {
  if (sleep.arguments.size() != 1) return false;
  const std::int32_t time = sleep.arguments.front()->value;
  const auto constant = calls.constantOf(function, time);
  if (constant) return *constant <= shortestWorthAWord(function.typeOf(time).value());
  return comesFromZero(calls, function, time);
}

}  // namespace cotidy
