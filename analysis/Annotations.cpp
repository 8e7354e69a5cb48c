// The words of cotidy.h, and what each of them means to a model.
#include "analysis/Annotations.h"

#include <algorithm>
#include <array>

namespace cotidy {

static constexpr std::string_view prefix = "cotidy:", runsOn = "runs-on=";

// A callable or task among the arguments runs there, later.
static Invocation handOver(Thread thread) {
  Invocation how;
  how.when = Invocation::Later;
  const bool loop = thread == Thread::Loop || thread == Thread::IoPool;
  how.as = loop ? Invocation::Handler : thread == Thread::Own ? Invocation::ThreadEntry : Invocation::PoolTask;
  how.on = {Where::Named, thread, 0};
  return how;
}

static std::optional<Thread> threadNamed(std::string_view name) {
  constexpr std::array kinds = {Thread::Loop,        Thread::IoPool,       Thread::Pool,
                                Thread::ComputePool, Thread::BlockingPool, Thread::Own};
  auto found = std::find_if(kinds.begin(), kinds.end(), [&](Thread kind) { return nameOf(kind) == name; });
  return found == kinds.end() ? std::nullopt : std::optional(*found);
}

Annotations::Annotations(const Program &program) {
  for (const UnitInput &input : program.units())
    for (const auto &callee : input.unit->callees) add(*input.unit, *callee);
  std::sort(problems_.begin(), problems_.end());
  problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
}

void Annotations::add(const facts::UnitT &unit, const facts::CalleeT &callee) {
  if (!callee.overrides.empty()) overridden_.try_emplace(callee.key, callee.overrides);
  if (!callee.blocking && !callee.nonblocking && callee.annotations.empty()) return;
  FunctionModel model;
  model.library = "annotation";
  model.names = {callee.name};
  if (callee.blocking) model.blocks = Blocking::Wait;
  model.nonblocking = callee.nonblocking;
  const bool placed = callee.place && callee.place->file() >= 0;
  const std::string where =
      (placed ? unit.files[callee.place->file()] + ":" + std::to_string(callee.place->line()) + ": " : "") + "'" +
      callee.name + "'";
  for (const std::string &text : callee.annotations)
    addWord(model, std::string_view(text).substr(std::min(prefix.size(), text.size())), where);
  if (model.nonblocking && model.blocks != Blocking::None)
    problems_.push_back(where + " is said to be blocking and nonblocking; it is taken as nonblocking");
  models_.try_emplace(callee.key, std::move(model));
}

void Annotations::addWord(FunctionModel &model, std::string_view word, const std::string &where) {
  if (word == "blocking") {
    model.blocks = Blocking::Wait;
  } else if (word == "nonblocking") {
    model.nonblocking = true;
  } else if (word == "offload") {
    model.invokes.push_back(handOver(Thread::BlockingPool));
    model.spawns = true;
  } else if (word.starts_with(runsOn)) {
    word.remove_prefix(runsOn.size());
    std::optional<Thread> thread = threadNamed(word);
    if (!thread)
      problems_.push_back(
          where + " runs on '" + std::string(word) +
          "', which is no kind of thread; write loop, io-pool, pool, compute-pool, blocking-pool or own");
    model.invokes.push_back(handOver(thread.value_or(Thread::Unknown)));
    model.spawns = true;
  } else {
    problems_.push_back(where + " has the unknown annotation '" + std::string(word) + "'; use the macros of cotidy.h");
  }
}

const FunctionModel *Annotations::find(const std::string &key, unsigned depth) const {
  constexpr unsigned deepest = 12;
  if (auto found = models_.find(key); found != models_.end()) return &found->second;
  auto bases = overridden_.find(key);
  if (bases == overridden_.end() || depth > deepest) return nullptr;
  for (const std::string &base : bases->second)
    if (const FunctionModel *model = find(base, depth + 1)) return model;
  return nullptr;
}

const FunctionModel *Annotations::of(const facts::CalleeT &callee) const {
  if (models_.empty()) return nullptr;
  return find(callee.key, 0);
}

}  // namespace cotidy
