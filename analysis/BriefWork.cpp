// One entry of the file system is asked for or removed: who does that for each of many waits for the disk in the end.
#include "analysis/BriefWork.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace cotidy {

using facts::OpKind;

// Others get their turn in every round, as where a server takes one request after the other.
static bool suspends(const Function &function, std::int32_t loop) {
  const auto ops = function.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    return op->kind == OpKind::Await && inLoop(function.body(), *op, loop);
  });
}

// Tried again after a pause: the pause is what takes its time, and it is told by itself.
static bool sleeps(const Function &function, std::int32_t loop) {
  const auto ops = function.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    if (!callee || !callee->system || !inLoop(function.body(), *op, loop)) return false;
    const std::string_view name = lastComponent(callee->name);
    return name == "sleep" || name == "usleep" || name == "nanosleep" || name.starts_with("sleep_");
  });
}

static bool isRepeated(const Program &program, const Witness &step) {
  const Function &function = program.function(step.function);
  for (std::int32_t loop = step.op ? step.op->loop : -1; loop >= 0; loop = function.body().loops[loop]->parent)
    if (!suspends(function, loop) && !sleeps(function, loop)) return true;
  return false;
}

bool isBrief(const Program &program, const Witness &leaf) {
  return leaf.model && leaf.model->blocks == Blocking::File && !leaf.model->mayBeLong && !isRepeated(program, leaf);
}

bool isBrief(const Program &program, const std::vector<Witness> &chain) {
  return isBrief(program, chain.back()) &&
         std::none_of(chain.begin(), chain.end(), [&](const Witness &step) { return isRepeated(program, step); });
}

// "writeLogLine", "write_log_line": each word, in small letters.
static std::vector<std::string> wordsIn(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool afterSmall = i > 0 && std::islower(static_cast<unsigned char>(name[i - 1]));
    if (!std::isalpha(c) || (std::isupper(c) && afterSmall)) words.emplace_back();
    if (std::isalpha(c)) words.back() += static_cast<char>(std::tolower(c));
  }
  return words;
}

bool belongsToLogger(const Function &function) {
  bool logs = false;
  auto isOneOf = [](const std::string &word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  for (const std::string &word : wordsIn(function.name())) {
    if (isOneOf(word, {"log", "logs", "logger", "logging", "loggers"})) logs = true;
    if (isOneOf(word, {"commit", "raft", "replica", "replication", "transaction", "bin", "redo", "undo", "wal", "ahead",
                       "journal", "segment", "store", "read", "load", "parse", "tail", "search", "history"}))
      return false;
  }
  return logs;
}

}  // namespace cotidy
