// A branch on a question for the calling thread that leads to the operation on one side only.
#include "analysis/OwnThread.h"

#include "analysis/Flow.h"

#include <algorithm>
#include <cctype>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool tells(const CallSite &site) {
  return std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->tellsThread; });
}

bool asksForThread(const Calls &calls, const Function &function, unsigned depth) {
  for (const CallSite &site : calls.of(function.id())) {
    if (tells(site)) return true;
    for (FunctionId target : site.targets) {
      const Function &asked = calls.program().function(target);
      if (depth == 0 && asked.resultType().is(facts::TypeKind::Bool) && asksForThread(calls, asked, depth + 1))
        return true;
    }
  }
  return false;
}

// isInEvThread(), inRunningLoopThread(), onThread(): it says what it asks, where its body is in another file.
static bool soundsLikeIt(std::string_view name) {
  std::string word;
  for (char letter : lastComponent(name))
    if (letter != '_') word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  if (word.starts_with("is")) word = word.substr(2);
  if (word.starts_with("running")) word = word.substr(7);
  return (word.starts_with("in") || word.starts_with("on")) && word.ends_with("thread");
}

namespace {
enum class Answer { None, Own, Either };
}  // namespace

// What the value says where it is true: that the thread is the own one, or one of the two and nobody knows which.
static Answer answerOf(const Calls &calls, const Function &function, std::int32_t value, bool &negated,
                       unsigned depth = 0) {
  constexpr unsigned deepest = 4;
  const facts::ValueT *asked = function.value(value);
  if (!asked || depth > deepest) return Answer::None;
  if (asked->kind == ValueKind::Not && !asked->inputs.empty()) {
    negated = !negated;
    return answerOf(calls, function, asked->inputs.front(), negated, depth + 1);
  }
  if (asked->kind == ValueKind::Expr && (asked->op == "==" || asked->op == "!=")) {
    for (std::int32_t input : asked->inputs) {
      const facts::OpT *made = function.definition(function.strip(input));
      const CallSite *site = made ? calls.at(function.id(), made) : nullptr;
      if (!site || !tells(*site)) continue;
      negated ^= asked->op == "!=";
      return Answer::Own;
    }
    return Answer::None;
  }
  const facts::OpT *made = function.definition(function.strip(value));
  const CallSite *site = made && made->kind == OpKind::Call ? calls.at(function.id(), made) : nullptr;
  if (!site) return Answer::None;
  if (lastComponent(site->name).starts_with("operator"))  // of ids that are objects
    for (const auto &argument : made->arguments) {
      const facts::OpT *id = function.definition(function.strip(argument->value));
      const CallSite *inner = id ? calls.at(function.id(), id) : nullptr;
      if (inner && tells(*inner)) return Answer::Either;
    }
  if (tells(*site) || (made->arguments.empty() && soundsLikeIt(site->name))) return Answer::Own;
  const bool inside = std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
    const Function &question = calls.program().function(target);
    return question.resultType().is(facts::TypeKind::Bool) && asksForThread(calls, question);
  });
  return inside ? Answer::Either : Answer::None;
}

bool runsOnOtherThreads(const Calls &calls, const Function &function, const facts::OpT &op) {
  const facts::BlockT *home = blockOf(function, op);
  if (!home) return false;
  for (const facts::BlockT *block : function.blocks()) {
    const std::vector<std::int32_t> next = function.successors(*block);
    if (!block->terminator || block->terminator->condition < 0 || next.size() != 2) continue;
    bool negated = false;
    const Answer answer = answerOf(calls, function, block->terminator->condition, negated);
    if (answer == Answer::None) continue;
    const bool ifTrue = reachableFrom(function, next[0]).count(home->id);
    const bool ifFalse = reachableFrom(function, next[1]).count(home->id);
    if (ifTrue != ifFalse && (answer == Answer::Either || ifTrue == negated)) return true;
  }
  return false;
}

}  // namespace cotidy
